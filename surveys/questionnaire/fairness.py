"""How often each outcome of a quiz comes out where every answer is as likely as any other.

Exact where the scores of all questions can be added up one by one (or all ways of answering can be gone through),
drawn with a seed where there is too much of it.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from math import prod
from random import Random

from surveys.questionnaire.arrangement import arrange
from surveys.questionnaire.definition import Page, Questionnaire
from surveys.questionnaire.flow import finalise, way_through
from surveys.questionnaire.missing import NOT_ASKED
from surveys.questionnaire.outcomes import Result, Standing, decide, result_by
from surveys.questionnaire.question_types import Answers, Question, Stored, Variable, VariableKind
from surveys.questionnaire.quiz import Quiz
from surveys.questionnaire.scores import Measure, measures

MOST_STATES = 50_000
"""Different sums that are kept at a time."""
MOST_WAYS = 4_000
"""Ways of answering that are gone through one by one."""
MOST_OPTIONS = 10
"""Of a choice of several, so that every choice can be gone through."""
DRAWS = 10_000
_SEED = 20_260_607
_DIGITS = 9
_CLOSED = frozenset({VariableKind.CHOICE, VariableKind.CHOICES, VariableKind.POINT, VariableKind.FLAG})

State = tuple[float, ...]
Even = Mapping[str, Sequence[Stored]]
"""For each variable its answers, one as likely as the other."""


@dataclass(frozen=True, kw_only=True)
class Fairness:
    """Shares of people who answer evenly; they say nothing of the people who will answer."""

    shares: Mapping[str, float]
    """Outcome -> share, in their order."""
    tied: float
    """Share of whom several scores are the highest where a rule asks which one is."""
    exact: bool
    draws: int = 0

    @property
    def never(self) -> tuple[str, ...]:
        """Outcomes that nobody got."""
        return tuple(name for name, share in self.shares.items() if not share)


def fairness(questionnaire: Questionnaire) -> Fairness | None:
    """Shares of all outcomes under even answers; None where the questionnaire is no quiz."""
    return exact_fairness(questionnaire) or sampled_fairness(questionnaire)


def exact_fairness(questionnaire: Questionnaire) -> Fairness | None:
    """The shares without chance; None where there is no quiz, or too much to go through."""
    quiz = questionnaire.quiz
    if quiz is None or _has_too_many_options(questionnaire) or any(map(_narrows, questionnaire.questions())):
        return None
    if _picks(questionnaire):
        return None
    even = even_answers(questionnaire)
    if quiz.rule is None and not _branches(questionnaire):
        return _added_up(quiz, measures(questionnaire), even)
    ways = prod(len(answers) for answers in even.values())
    if ways > MOST_WAYS:
        return None
    every = (dict(zip(even, way, strict=True)) for way in product(*even.values()))
    return _counted(questionnaire, every, exact=True)


def sampled_fairness(questionnaire: Questionnaire, *, draws: int = DRAWS, seed: int = _SEED) -> Fairness | None:
    """The shares among people drawn with a seed; None where there is no quiz."""
    if questionnaire.quiz is None:
        return None
    random, even = Random(seed), even_answers(questionnaire)  # noqa: S311  (no secret is drawn)
    drawn = ({name: random.choice(answers) for name, answers in even.items()} for _ in range(draws))
    return _counted(questionnaire, drawn, exact=False)


def even_answers(questionnaire: Questionnaire) -> Even:
    """Everything that can be answered on a question from a list or on points, apart from "don't know" and its like."""
    return {
        variable.name: _answers_to(question, variable)
        for question in questionnaire.questions()
        for variable in question.variables()
        if variable.kind in _CLOSED and variable.parent is None and variable.codes
    }


def _answers_to(question: Question, variable: Variable) -> Sequence[Stored]:
    if variable.kind is not VariableKind.CHOICES:
        return list(variable.codes)
    chosen = _all_choices(variable.codes) if len(variable.codes) <= MOST_OPTIONS else _some_choices(variable.codes)
    allowed: list[Stored] = [codes for codes in chosen if _is_allowed(question, variable.name, codes)]
    return allowed or [[code] for code in variable.codes]


def _all_choices(codes: Sequence[int]) -> Iterator[list[int]]:
    for size in range(1, len(codes) + 1):
        yield from (list(chosen) for chosen in combinations(codes, size))


def _some_choices(codes: Sequence[int]) -> Iterator[list[int]]:
    """Where there are too many options to go through every choice of several."""
    random = Random(_SEED)  # noqa: S311  (no secret is drawn)
    return ([code for code in codes if random.random() < 1 / 2] for _ in range(2**MOST_OPTIONS))


def _is_allowed(question: Question, field: str, codes: Sequence[int]) -> bool:
    return bool(codes) and not question.parse({field: [str(code) for code in codes]}).faults


def _has_too_many_options(questionnaire: Questionnaire) -> bool:
    several = (one for one in questionnaire.variables() if one.kind is VariableKind.CHOICES and one.points)
    return any(len(variable.codes) > MOST_OPTIONS for variable in several)


def _branches(questionnaire: Questionnaire) -> bool:
    """Whether who is asked what depends on answers."""
    asks_some = any(section.show_if is not None for section in questionnaire.sections)
    return asks_some or any(page.show_if is not None or _asks_some(page) for page in questionnaire.pages())


def _picks(questionnaire: Questionnaire) -> bool:
    """Whether chance decides who is asked what."""
    of_sections = any(section.pick is not None for section in questionnaire.sections)
    return of_sections or any(page.pick is not None for page in questionnaire.pages())


def _gone_through(questionnaire: Questionnaire, answers: Answers, seed: int) -> Answers:
    """What is stored of somebody who would answer so, with the questions that are drawn for them."""
    asked = finalise(way_through(arrange(questionnaire, seed), answers))
    return dict.fromkeys(answers, NOT_ASKED) | asked


def _asks_some(page: Page) -> bool:
    return any(question.show_if is not None or _narrows(question) for question in page.questions)


def _narrows(question: Question) -> bool:
    """Whether answers take options or items of a question away."""
    return next(iter(question.inner_conditions()), None) is not None


def _added_up(quiz: Quiz, scores: Sequence[Measure], even: Even) -> Fairness | None:
    """Question by question, the likelihood of every combination of sums so far."""
    counting = dict.fromkeys(part.name for measure in scores for part in measure.parts)
    states: dict[State, float] = {(0.0,) * len(scores): 1.0}
    for name in counting:
        added = Counter(_added(scores, name, answer) for answer in even[name])
        states = _joined(states, added, len(even[name]))
        if len(states) > MOST_STATES:
            return None
    results = ((decide(quiz, _standing(scores, state)), share) for state, share in states.items())
    return _shares(quiz, results, exact=True)


def _added(scores: Sequence[Measure], name: str, answer: Stored) -> State:
    return tuple(
        sum((part.value(answer) or 0.0 for part in measure.parts if part.name == name), 0.0) for measure in scores
    )


def _joined(states: Mapping[State, float], added: Mapping[State, int], ways: int) -> dict[State, float]:
    joined: dict[State, float] = {}
    for state, share in states.items():
        for more, times in added.items():
            place = tuple(round(one + other, _DIGITS) for one, other in zip(state, more, strict=True))
            joined[place] = joined.get(place, 0.0) + share * times / ways
    return joined


def _standing(scores: Sequence[Measure], state: State) -> Standing:
    figures = {
        measure.score.name: measure.combined(total, len(measure.parts)) if measure.parts else None
        for measure, total in zip(scores, state, strict=True)
    }
    return Standing(scores=figures)


def _counted(questionnaire: Questionnaire, people: Iterator[dict[str, Stored]], *, exact: bool) -> Fairness | None:
    """Each person answers all the questions that their answers show."""
    quiz, scores, branches = questionnaire.quiz, measures(questionnaire), _branches(questionnaire)
    if quiz is None:
        return None
    branches = branches or _picks(questionnaire)
    answered = (_gone_through(questionnaire, one, seed) if branches else one for seed, one in enumerate(people))
    found = [result_by(quiz, scores, one) for one in answered]
    return _shares(quiz, ((result, 1 / len(found)) for result in found), exact=exact, draws=len(found))


def _shares(quiz: Quiz, results: Iterator[tuple[Result, float]], *, exact: bool, draws: int = 0) -> Fairness:
    shares, tied = dict.fromkeys((outcome.name for outcome in quiz.outcomes), 0.0), 0.0
    for result, share in results:
        shares[result.outcome.name] += share
        tied += share * result.tied
    return Fairness(shares=shares, tied=tied, exact=exact, draws=0 if exact else draws)


__all__ = ["Fairness", "even_answers", "exact_fairness", "fairness", "sampled_fairness"]
