"""Random questionnaires, forms and answers; every question type has its strategy in `QUESTIONS`."""

from collections.abc import Callable
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

from surveys.questionnaire.conditions import AllOf, AnyOf, Comparison, Condition, Not
from surveys.questionnaire.definition import Page, Questionnaire, Scale, Section
from surveys.questionnaire.elements import Facet, Missing, Option, Points
from surveys.questionnaire.question_types import BY_NAME, Question
from surveys.questionnaire.question_types.attention_check import AttentionCheck
from surveys.questionnaire.question_types.long_text import LongText
from surveys.questionnaire.question_types.matrix import Matrix, MatrixItem
from surveys.questionnaire.question_types.multiple_choice import MultipleChoice
from surveys.questionnaire.question_types.number import Number
from surveys.questionnaire.question_types.rating import Rating
from surveys.questionnaire.question_types.short_text import ShortText
from surveys.questionnaire.question_types.single_choice import SingleChoice
from surveys.questionnaire.question_types.statement import Statement
from surveys.questionnaire.texts import LocalText
from tests.surveys.questionnaire.samples import question_of_type

calmly = settings(deadline=None, max_examples=50)
"""Enough examples to find a fault in a few seconds, on a busy machine as well."""

WORDS = st.text(st.characters(exclude_categories=("Cc", "Cs")), min_size=1, max_size=20)
TEXTS = WORDS.map(LocalText.plain) | st.dictionaries(st.sampled_from(["en", "fi", "zh-Hans"]), WORDS, min_size=1).map(
    LocalText
)
OFFERS = st.lists(st.sampled_from(list(Missing)), unique=True, max_size=3).map(tuple)
POINTS = st.builds(
    lambda low, more, labels: Points(
        low=low, high=low + more, labels={code: text for code, text in labels.items() if low <= code <= low + more}
    ),
    st.integers(0, 2),
    st.integers(1, 10),
    st.dictionaries(st.integers(0, 12), TEXTS, max_size=4),
)
OPERATORS = st.sampled_from(
    ["equals", "not_equals", "in", "not_in", "contains", "greater_than", "at_least", "less_than", "at_most",
     "answered", "not_answered"]
)  # fmt: skip
VALUES = st.integers(-99, 12) | st.floats(allow_nan=False, allow_infinity=False) | WORDS


def names(prefix: str) -> st.SearchStrategy[str]:
    return st.integers(0, 10**6).map(lambda number: f"{prefix}{number}")


def options(*, allow_none: bool) -> st.SearchStrategy[tuple[Option, ...]]:
    codes = st.lists(st.integers(-90, 9999), min_size=2, max_size=6, unique=True)
    kinds = st.sampled_from(["choice", "none", "other"] if allow_none else ["choice", "other"])

    @st.composite
    def build(draw: st.DrawFn) -> tuple[Option, ...]:
        seen: set[str] = set()
        made = []
        for code in draw(codes):
            kind = draw(kinds)
            kind = "choice" if kind in seen else kind
            seen.add(kind)
            made.append(Option.model_validate({"code": code, "label": draw(TEXTS), "kind": kind}))
        return tuple(made)

    return build()


def common(name: str) -> dict[str, st.SearchStrategy[Any]]:
    return {
        "name": st.just(name),
        "text": TEXTS,
        "hint": st.none() | TEXTS,
        "facet": st.none() | st.sampled_from(list(Facet)),
        "required": st.booleans(),
        "also_offer": OFFERS,
    }


def single_choices(name: str) -> st.SearchStrategy[Question]:
    return st.builds(SingleChoice, type=st.just("single_choice"), options=options(allow_none=False), **common(name))


def multiple_choices(name: str) -> st.SearchStrategy[Question]:
    return st.builds(
        MultipleChoice,
        type=st.just("multiple_choice"),
        options=options(allow_none=True),
        at_least=st.integers(0, 2),
        at_most=st.none() | st.integers(2, 6),
        **common(name),
    )


def ratings(name: str) -> st.SearchStrategy[Question]:
    return st.builds(Rating, type=st.just("rating"), points=POINTS, scale=st.none() | st.just("joy"), **common(name))


def matrices(name: str) -> st.SearchStrategy[Question]:
    items = st.integers(1, 4).flatmap(
        lambda count: st.tuples(
            *(
                st.builds(
                    MatrixItem,
                    name=st.just(f"{name}_i{number}"),
                    text=TEXTS,
                    scale=st.just("joy"),
                    reverse=st.booleans(),
                )
                for number in range(count)
            )
        )
    )
    return st.builds(Matrix, type=st.just("matrix"), points=POINTS, items=items, **common(name))


def numbers(name: str) -> st.SearchStrategy[Question]:
    return st.builds(
        Number,
        type=st.just("number"),
        minimum=st.none() | st.integers(-500, 0),
        maximum=st.none() | st.integers(1, 10**6),
        decimals=st.integers(0, 6),
        unit=st.none() | TEXTS,
        **common(name),
    )


def short_texts(name: str) -> st.SearchStrategy[Question]:
    return st.builds(ShortText, type=st.just("short_text"), max_length=st.integers(1, 50), **common(name))


def long_texts(name: str) -> st.SearchStrategy[Question]:
    return st.builds(
        LongText, type=st.just("long_text"), max_length=st.integers(1, 50), quotable=st.booleans(), **common(name)
    )


def statements(name: str) -> st.SearchStrategy[Question]:
    return st.builds(Statement, type=st.just("statement"), name=st.just(name), text=TEXTS)


def attention_checks(name: str) -> st.SearchStrategy[Question]:
    return st.builds(
        AttentionCheck, type=st.just("attention_check"), points=POINTS, expected=st.integers(0, 12), **common(name)
    )


def like_the_sample(kind: str) -> Callable[[str], st.SearchStrategy[Question]]:
    """Questions of a type that has no strategy of its own: the one in its sample questionnaire, varied."""

    def build(name: str) -> st.SearchStrategy[Question]:
        known = BY_NAME[kind].model_fields
        varied = {key: values for key, values in common(name).items() if key in known}
        sampled = _named(question_of_type(kind), name)
        return st.fixed_dictionaries(varied).map(lambda changes: sampled.model_copy(update=changes))

    return build


def _named(question: Question, name: str) -> Question:
    """The same question under another name; what has a name inside it, such as the pairs of words, has its own."""
    plain = question.model_dump(mode="json", by_alias=True)
    for path, written in question.written_names():
        place: Any = plain
        for step in path[:-1]:
            place = place[step]
        place[path[-1]] = name if path == ("name",) else f"{name}_{written}"
    return type(question).model_validate(plain)


OWN_STRATEGIES = {
    "single_choice": single_choices,
    "multiple_choice": multiple_choices,
    "rating": ratings,
    "matrix": matrices,
    "number": numbers,
    "short_text": short_texts,
    "long_text": long_texts,
    "statement": statements,
    "attention_check": attention_checks,
}
QUESTIONS = {kind: OWN_STRATEGIES.get(kind) or like_the_sample(kind) for kind in BY_NAME}


def posted_values(question: Question) -> st.SearchStrategy[list[str]]:
    """Plausible and hostile values of one field."""
    codes = [str(code) for v in question.variables() for code in v.codes + v.offered]
    plausible = st.sampled_from([*codes, "-98", "-97", "1", "12,5", "1000", "0.25", "some words", "29", "2024", ""])
    hostile = st.text(max_size=60) | st.floats().map(str) | st.integers().map(str)
    return st.lists(plausible | hostile, max_size=4) | st.lists(st.sampled_from([*codes, "1"]), max_size=3)


@st.composite
def forms(draw: st.DrawFn, question: Question) -> dict[str, list[str]]:
    fields = [variable.name for variable in question.variables()]
    return {field: draw(posted_values(question)) for field in fields if draw(st.booleans())}


def conditions(variables: list[str]) -> st.SearchStrategy[Condition]:
    """Any condition an author can write down, sensible or not."""
    comparison = st.builds(
        Comparison,
        question=st.sampled_from(variables),
        operator=OPERATORS,
        value=st.none() | VALUES | st.lists(VALUES, max_size=3).map(tuple),
    )
    return st.recursive(
        comparison,
        lambda inner: (
            st.lists(inner, min_size=1, max_size=3).map(lambda parts: AllOf(all=tuple(parts)))
            | st.lists(inner, min_size=1, max_size=3).map(lambda parts: AnyOf(any=tuple(parts)))
            | inner.map(lambda part: Not.model_validate({"not": part}))
        ),
        max_leaves=5,
    )


@st.composite
def questionnaires(draw: st.DrawFn) -> Questionnaire:
    """Several pages with every sort of question, and conditions on what was asked before (or on nothing)."""
    shape = draw(st.lists(st.integers(1, 3), min_size=1, max_size=5))
    made: list[list[Question]] = []
    number = 0
    for count in shape:
        page = []
        for _ in range(count):
            page.append(draw(QUESTIONS[draw(st.sampled_from(sorted(QUESTIONS)))](f"q{number}")))
            number += 1
        made.append(page)
    before = ["nowhere"]
    pages = []
    for place, page in enumerate(made):
        show_if = draw(st.none() | conditions(before))
        questions = []
        for question in page:
            questions.append(question.model_copy(update={"show_if": draw(st.none() | conditions(before))}))
            before = before + [variable.name for variable in question.variables()]
        pages.append(Page(name=f"p{place}", show_if=show_if, questions=tuple(questions)))
    cut = draw(st.integers(1, len(pages)))
    sections = [pages[:cut], pages[cut:]] if cut < len(pages) else [pages]
    return Questionnaire(
        name="random",
        title=draw(TEXTS),
        scales=(Scale(name="joy", title=draw(TEXTS)),),
        sections=tuple(
            Section(name=f"s{place}", title=draw(TEXTS), pages=tuple(part)) for place, part in enumerate(sections)
        ),
    )


@st.composite
def any_answers(draw: st.DrawFn, questionnaire: Questionnaire) -> dict[str, Any]:
    """Answers as an application stores them, some of them not of the right kind."""
    answers: dict[str, Any] = {}
    for question in questionnaire.questions():
        if draw(st.booleans()):
            form = draw(forms(question))
            answers |= question.parse(form).answers
        elif draw(st.booleans()):
            value = draw(VALUES | st.lists(st.integers(-99, 12), max_size=3))
            answers |= {v.name: value for v in question.variables()}
    return answers
