"""What the conditions do: the solver says the same as looking at every way through, one by one."""

from collections.abc import Callable, Iterator, Mapping
from itertools import product
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.questionnaire.checks import check, needless_conditions
from surveys.questionnaire.checks.logic import check_logic
from surveys.questionnaire.definition import Questionnaire
from surveys.questionnaire.evaluation import evaluate
from surveys.questionnaire.flow import way_through
from surveys.questionnaire.located import located_pages, located_questions
from surveys.questionnaire.question_types import Question, Stored, Variable
from surveys.questionnaire.screening import screens_of
from surveys.questionnaire.solver import Finding, FindingKind, NoWay, WayTo, find_needless, find_never_shown, way_to

Draw = Callable[[st.SearchStrategy[Any]], Any]
KINDS = ("choice", "several", "number", "text", "points")


def questionnaire(
    *pages: list[dict[str, Any]],
    page_conditions: dict[int, object] | None = None,
    screens: dict[int, object] | None = None,
    **whole: object,
) -> Questionnaire:
    conditions, screened = page_conditions or {}, screens or {}
    made = [
        {
            "name": f"p{number}",
            "questions": questions,
            **({"show_if": conditions[number]} if number in conditions else {}),
            **({"screen_out": screened[number]} if number in screened else {}),
        }
        for number, questions in enumerate(pages)
    ]
    sections = [{"name": "all", "title": "All", "pages": made}]
    return Questionnaire.model_validate({"name": "q", "title": "Q", "sections": sections, **whole})


def findings_of(q: Questionnaire) -> tuple[Finding, ...]:
    return find_needless(q) + find_never_shown(q)


def choice(name: str, **more: object) -> dict[str, Any]:
    options = [{"code": 1, "label": "One"}, {"code": 2, "label": "Two"}, {"code": 3, "label": "Three", "kind": "other"}]
    return {"type": "single_choice", "name": name, "text": name, "options": options, **more}


def asks(question: str, operator: str, value: object = None) -> dict[str, object]:
    return {"question": question, "operator": operator, **({} if value is None else {"value": value})}


# Every way through, one by one.


def every_answer(question: Question, variable: Variable) -> list[Stored | None]:
    """No answer, and answers of every kind that a condition of these tests could tell apart."""
    values: dict[str, list[Stored]] = {
        "choice": [*variable.codes, *variable.offered],
        "point": list(variable.codes),
        "choices": [[4], [1, 2], [1, 3], [2, 3], [1, 2, 3], *variable.offered],
        "number": [0, 1, 2, 3, 4],
        "text": ["a", "b", "ab", "c", "ac", "bc", "acb", "abc", *variable.offered],
    }
    found: list[Stored | None] = [None]
    for value in values[variable.kind.value]:
        alone = question.parse(question.form_values({variable.name: value})).answers.get(variable.name) == value
        if variable.parent is not None or alone:
            found.append(value)
    return found


def every_way(q: Questionnaire) -> Iterator[tuple[dict[str, Stored], set[str]]]:
    """Every set of answers that could be sent, with the names of what it shows."""
    variables = [(question, variable) for question in q.questions() for variable in question.variables()]
    mentioned = q.model_dump_json()
    choices = []
    for question, variable in variables:
        possible = every_answer(question, variable)
        matters = f'"question":"{variable.name}"' in mentioned
        choices.append(possible if matters or variable.parent is None else possible[:1])
    for values in product(*choices):
        answers = {v.name: value for (_q, v), value in zip(variables, values, strict=True) if value is not None}
        way = way_through(q, answers, sent=[page.name for page in q.pages()])
        belongs = all(
            variable.parent is None or question.asks_for(variable, way.answers)
            for question, variable in variables
            if variable.name in answers
        )
        if dict(way.answers) == answers and way.complete and belongs:
            yield answers, _shown(q, answers)


def _shown(q: Questionnaire, answers: Mapping[str, Stored]) -> set[str]:
    way = way_through(q, answers, sent=[page.name for page in q.pages()])
    reached = [step for step in way.steps if not step.over]
    pages = {step.page.name for step in reached if evaluate(step.page.show_if, way.answers)}
    came = {f"to {step.page.name}" for step in reached}
    through = came if way.screened_out else came | {"to the end"}
    return pages | through | {question.name for step in way.steps for question in step.shown}


# Random small questionnaires.


@st.composite
def small_questionnaires(draw: Draw) -> Questionnaire:
    """Up to three questions on up to three pages, most of them with a condition about an earlier one."""
    pages: list[list[dict[str, Any]]] = [[]]
    earlier: list[tuple[str, str]] = []
    on_earlier_pages: list[tuple[str, str]] = []
    page_conditions: dict[int, object] = {}
    screens: dict[int, object] = {}
    for number in range(draw(st.integers(2, 3))):
        if pages[-1] and draw(st.booleans()):
            if draw(st.booleans()):
                screens[len(pages) - 1] = draw(conditions(earlier))
            pages.append([])
            on_earlier_pages = list(earlier)
            if on_earlier_pages and draw(st.booleans()):
                page_conditions[len(pages) - 1] = draw(conditions(on_earlier_pages))
        kind, name = draw(st.sampled_from(KINDS)), f"q{number}"
        made = _question(kind, name, required=draw(st.booleans()), offers=draw(st.booleans()))
        if earlier and draw(st.integers(0, 3)):
            made["show_if"] = draw(conditions(earlier))
        pages[-1].append(made)
        earlier.append((kind, name))
        if kind == "choice":
            earlier.append(("text", f"{name}_other"))
    whole = {"screen_out": draw(conditions(earlier))} if not draw(st.integers(0, 3)) else {}
    return questionnaire(*pages, page_conditions=page_conditions, screens=screens, **whole)


def _question(kind: str, name: str, *, required: bool, offers: bool) -> dict[str, Any]:
    offered = {"also_offer": ["dont_know"]} if offers and kind in ("choice", "several", "text") else {}
    common = {"required": required, **offered}
    match kind:
        case "choice":
            return choice(name, **common)
        case "several":
            options = [{"code": code, "label": str(code)} for code in (1, 2, 3)]
            options.append({"code": 4, "label": "None", "kind": "none"})
            return {
                "type": "multiple_choice", "name": name, "text": name, "options": options, "at_least": 2, **common
            }  # fmt: skip
        case "number":
            return {"type": "number", "name": name, "text": name, "minimum": 0, "maximum": 4, **common}
        case "text":
            return {"type": "short_text", "name": name, "text": name, **common}
    return {"type": "rating", "name": name, "text": name, "points": {"low": 1, "high": 3}, **common}


@st.composite
def conditions(draw: Draw, earlier: list[tuple[str, str]], depth: int = 0) -> dict[str, object]:
    shape = draw(st.sampled_from(["one", "one", "all", "any", "not"])) if depth < 2 else "one"
    if shape in ("all", "any"):
        return {shape: [draw(conditions(earlier, depth + 1)) for _ in range(2)]}
    if shape == "not":
        return {"not": draw(conditions(earlier, depth + 1))}
    kind, name = draw(st.sampled_from(earlier))
    operators = {
        "choice": ["equals", "not_equals", "in", "not_in", "at_least", "answered", "not_answered"],
        "points": ["equals", "greater_than", "less_than", "at_most", "answered", "not_answered"],
        "several": ["contains", "in", "not_in", "answered", "not_answered"],
        "number": ["equals", "not_equals", "greater_than", "less_than", "answered", "not_answered"],
        "text": ["equals", "not_equals", "contains", "in", "answered", "not_answered"],
    }[kind]
    operator = draw(st.sampled_from(operators))
    if operator in ("answered", "not_answered"):
        return asks(name, operator)
    values = st.sampled_from(["a", "b", "ab"] if kind == "text" else [1, 2, 3])
    if operator in ("in", "not_in"):
        return asks(name, operator, draw(st.lists(values, min_size=1, max_size=2, unique=True)))
    return asks(name, operator, draw(values))


@given(small_questionnaires())
@settings(deadline=None, max_examples=80)
def test_the_solver_says_what_looking_at_every_way_says(q: Questionnaire) -> None:
    assert not list(check_logic(q))
    ways = list(every_way(q))
    findings = {(found.kind, found.name) for found in findings_of(q)}
    for name, path, within, condition in _places(q):
        shown = [answers for answers, names in ways if name in names]
        there = [names for _answers, names in ways if within is None or within in names]
        found = way_to(q, path)
        assert isinstance(found, WayTo) == bool(shown)
        if isinstance(found, WayTo):
            assert len(found.answers) <= min(len(answers) for answers in shown)
            assert name in _shown(q, found.answers)
        never = {(kind, name) for kind in (FindingKind.NEVER_TRUE, FindingKind.UNREACHABLE)} & findings
        assert bool(never) == bool(condition and there and not shown)
        always = condition and there and all(name in names for names in there)
        assert ((FindingKind.ALWAYS_TRUE, name) in findings) == bool(always)
    for after, following, names_of_screens in _screens(q):
        came = [names for _answers, names in ways if after in names]
        through = [names for names in came if following in names]
        kinds = {kind for kind, name in findings if name in names_of_screens}
        assert (FindingKind.SCREENS_ALL in kinds) == bool(came and not through)
        if len(names_of_screens) == 1:
            assert (FindingKind.SCREENS_NOBODY in kinds) == bool(came and len(came) == len(through))


def _places(q: Questionnaire) -> Iterator[tuple[str, Any, str | None, object]]:
    for page in located_pages(q):
        yield page.page.name, page.path, f"to {page.page.name}", page.page.show_if
    for found in located_questions(q):
        yield found.question.name, found.path, found.page.page.name, found.question.show_if


def _screens(q: Questionnaire) -> Iterator[tuple[str, str, set[str]]]:
    """Each page where people are screened out: who came there, and who came on."""
    names = [page.name for page in q.pages()]
    for after, found in screens_of(q).items():
        following = names[names.index(after) + 1 :]
        yield f"to {after}", f"to {following[0]}" if following else "to the end", {screen.name for screen in found}


# What it says of the mistakes that people make.


def test_a_contradiction_across_pages_is_named_by_the_two_conditions_that_make_it() -> None:
    q = questionnaire(
        [choice("drinks"), choice("home")],
        [choice("kind", show_if={"all": [asks("drinks", "equals", 2), asks("home", "answered")]})],
        page_conditions={1: asks("drinks", "equals", 1)},
    )
    (fault,) = check(q)
    assert fault.place == "sections[0].pages[1].questions[0].show_if"
    assert "“drinks” is 1 (so that “p1” is shown); “drinks” is 2" in fault.text
    (found,) = findings_of(q)
    assert (found.kind, found.name) == (FindingKind.UNREACHABLE, "kind")
    assert [(clash.name, clash.path[-1]) for clash in found.clash] == [("p1", "show_if"), ("kind", 0)]


def test_a_screen_that_turns_everybody_away_or_nobody_is_said_and_what_follows_is_closed_by_it() -> None:
    screened = {0: asks("drinks", "not_equals", 1)}
    pages = [[choice("drinks", required=True)], [choice("kind", show_if=asks("drinks", "equals", 2))]]
    q = questionnaire(*pages, screens=screened)
    (fault,) = check(q)
    assert (fault.code, fault.name) == ("never_shown", "kind")
    assert "not “drinks” is not 1" in fault.text
    needed = [[choice("drinks", required=True)], [choice("kind")]]
    everybody = questionnaire(*needed, screens={0: asks("drinks", "answered")})
    (fault,) = check(everybody)
    assert (fault.code, fault.place) == ("screens_all", "sections[0].pages[0].screen_out")
    nobody = questionnaire(*needed, screens={0: asks("drinks", "not_answered")})
    assert check(nobody) == ()
    assert [fault.code for fault in needless_conditions(nobody)] == ["screens_nobody"]


def test_a_screen_asks_about_what_was_asked_by_then() -> None:
    pages = [[choice("drinks")], [choice("kind")]]
    (late,) = check(questionnaire(*pages, screens={0: asks("kind", "equals", 1)}))
    assert (late.code, late.place) == ("later_question", "sections[0].pages[0].screen_out.question")
    (unknown,) = check(questionnaire(*pages, screens={0: asks("drink", "equals", 1)}))
    assert (unknown.code, unknown.advice) == ("unknown_question", "Did you mean “drinks”?")
    (unknown,) = check(questionnaire(*pages, screen_out=asks("nothing", "equals", 1)))
    assert (unknown.code, unknown.place) == ("unknown_question", "screen_out.question")


def test_a_quota_that_nobody_can_count_in_is_said_with_the_demands_that_contradict() -> None:
    pages = [[choice("drinks", required=True)], [choice("kind", show_if=asks("drinks", "equals", 1))]]
    never = {"all": [asks("drinks", "equals", 2), asks("kind", "answered")]}
    quota = {"name": "many", "limit": 5, "page": "p1", "when": never}
    (fault,) = check(questionnaire(*pages, quotas=[quota]))
    assert (fault.code, fault.place) == ("counts_nobody", "quotas[0].when")
    assert "“drinks” is 2" in fault.text
    assert "“drinks” is 1 (so that “kind” is shown)" in fault.text
    assert check(questionnaire(*pages, quotas=[{**quota, "when": asks("kind", "answered")}])) == ()


def test_a_quota_names_a_page_that_is_there_and_asks_about_what_was_asked_by_then() -> None:
    pages = [[choice("drinks")], [choice("kind")]]
    quotas = [
        {"name": "many", "limit": 5, "page": "p7"},
        {"name": "many", "limit": 5, "page": "p0", "when": asks("kind", "equals", 1)},
    ]
    faults = {(fault.code, fault.place) for fault in check(questionnaire(*pages, quotas=quotas))}
    assert faults == {
        ("unknown_page", "quotas[0].page"),
        ("duplicate_quota", "quotas[1].name"),
        ("later_question", "quotas[1].when.question"),
    }


def test_a_condition_that_contradicts_itself_is_never_true() -> None:
    q = questionnaire(
        [choice("drinks"), choice("kind", show_if={"all": [asks("drinks", "equals", 1), asks("drinks", "equals", 2)]})]
    )
    (found,) = findings_of(q)
    assert (found.kind, found.name) == (FindingKind.NEVER_TRUE, "kind")


def test_a_question_about_what_was_hidden_is_said() -> None:
    q = questionnaire(
        [choice("drinks", required=True)],
        [choice("brand", show_if=asks("drinks", "equals", 1))],
        [choice("why", show_if=asks("brand", "not_equals", 2))],
        page_conditions={2: asks("drinks", "equals", 2)},
    )
    found = findings_of(q)
    assert [(one.kind, one.name, one.about) for one in found] == [
        (FindingKind.SOURCE_HIDDEN, "why", "brand"),
        (FindingKind.UNREACHABLE, "why", ""),
    ]


def test_what_stands_on_a_page_that_is_never_shown_is_not_said_again() -> None:
    q = questionnaire(
        [choice("drinks")],
        [choice("kind", show_if=asks("drinks", "equals", 1)), choice("brand")],
        page_conditions={1: {"all": [asks("drinks", "equals", 1), asks("drinks", "not_answered")]}},
    )
    assert [(one.kind, one.name) for one in findings_of(q)] == [(FindingKind.NEVER_TRUE, "p1")]
    assert isinstance(way_to(q, ("sections", 0, "pages", 1, "questions", 1)), NoWay)


def test_the_shortest_way_answers_no_more_than_it_must() -> None:
    q = questionnaire(
        [choice("drinks"), choice("home"), choice("work")],
        [
            choice(
                "kind",
                show_if={
                    "any": [{"all": [asks("home", "answered"), asks("work", "equals", 2)]}, asks("drinks", "equals", 3)]
                },
            )
        ],
    )
    assert way_to(q, ("sections", 0, "pages", 1, "questions", 0)) == WayTo({"drinks": 3})


def test_a_condition_that_always_holds_can_be_published_and_is_worth_a_look() -> None:
    q = questionnaire([choice("drinks", required=True)], [choice("kind", show_if=asks("drinks", "answered"))])
    assert check(q) == ()
    (advice,) = needless_conditions(q)
    assert (advice.code, advice.name) == ("always_shown", "kind")


def test_more_options_than_can_be_combined_are_never_called_impossible() -> None:
    many = [{"code": code, "label": str(code)} for code in range(1, 13)]
    q = questionnaire(
        [{"type": "multiple_choice", "name": "brands", "text": "Brands", "options": many}],
        [choice("why", show_if={"all": [asks("brands", "contains", code) for code in range(1, 13)]})],
    )
    assert findings_of(q) == ()
