"""The answers to one variable that the conditions can tell apart: one example of each kind.

Two answers are of one kind where every comparison says the same of both. Whether a comparison holds is asked of
`evaluation`, and whether an answer can be given of the question itself, so that nothing here can say otherwise.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import ceil, floor

from surveys.questionnaire.conditions import Comparison
from surveys.questionnaire.evaluation import evaluate
from surveys.questionnaire.missing import HIGHEST, LOWEST
from surveys.questionnaire.question_types import Question, Stored, Variable, VariableKind

MOST_TOLD_APART = 8
"""Options, or pieces of text, of which all combinations are looked at."""
MOST_DECIMALS = 6
_BETWEEN = "\N{MIDDLE DOT}"


@dataclass(frozen=True)
class Case:
    """One kind of answer: an example (None: no answer), and which of the comparisons hold."""

    value: Stored | None
    holds: frozenset[int]
    opens: frozenset[str] = frozenset()
    """Variables that add to this one and are asked for with such an answer."""


def cases_of(
    question: Question, variable: Variable, comparisons: Sequence[Comparison], *, added: Iterable[Variable] = ()
) -> tuple[Case, ...] | None:
    """Every kind of answer, the simplest example of each; no answer comes first.

    Parameters
    ----------
    question, variable : what is asked about.
    comparisons : all that is asked about the variable; a case counts them by their place here.
    added : variables that add to this one, such as the words beside "other".

    Returns
    -------
    tuple of Case, or None
        None where there are too many combinations to look at.
    """
    candidates = _candidates(question, variable, comparisons)
    if candidates is None:
        return None
    added = tuple(added)
    found: dict[tuple[frozenset[int], frozenset[str]], Case] = {}
    for value in candidates:
        if _can_be_given(question, variable, value):
            case = _case(question, variable, value, comparisons, added)
            found.setdefault((case.holds, case.opens), case)
    return (_case(question, variable, None, comparisons, added), *found.values())


def _case(
    question: Question,
    variable: Variable,
    value: Stored | None,
    comparisons: Sequence[Comparison],
    added: Sequence[Variable],
) -> Case:
    answers = {} if value is None else {variable.name: value}
    holds = frozenset(number for number, part in enumerate(comparisons) if evaluate(part, answers))
    opens = frozenset(other.name for other in added if value is not None and question.asks_for(other, answers))
    return Case(value, holds, opens)


def _can_be_given(question: Question, variable: Variable, value: Stored) -> bool:
    """Whether the question takes this answer; one of several answers to it, which may only fit together, is taken."""
    alone = sum(other.parent is None for other in question.variables()) == 1 and variable.parent is None
    if not alone or not question.on_page:
        return True
    parsed = question.parse(question.form_values({variable.name: value}))
    return parsed.answers.get(variable.name) == value


def _candidates(question: Question, variable: Variable, comparisons: Sequence[Comparison]) -> Iterable[Stored] | None:
    constants = [value for part in comparisons for value in _values(part)]
    match variable.kind:
        case VariableKind.NUMBER if hasattr(question, "decimals"):
            numbers = [value for value in constants if not isinstance(value, str)]
            return (*_numbers(question, numbers), *variable.offered)
        case VariableKind.TEXT:
            texts = _texts([value for value in constants if isinstance(value, str)])
            return None if texts is None else (*texts, *variable.offered)
        case VariableKind.CHOICES:
            lists = _lists(question, variable, [value for value in constants if isinstance(value, int)])
            return None if lists is None else (*lists, *variable.offered)
        case VariableKind.CHOICE | VariableKind.POINT | VariableKind.CHECK | VariableKind.FLAG:
            return (*variable.codes, *variable.offered)
    return None


def _values(part: Comparison) -> tuple[int | float | str, ...]:
    if part.value is None:
        return ()
    return part.value if isinstance(part.value, tuple) else (part.value,)


def _numbers(question: Question, constants: Iterable[float]) -> Iterator[Stored]:
    """A number at and on either side of every place where something can change."""
    step = 10.0 ** -getattr(question, "decimals", 0)
    bounds = [getattr(question, name, None) for name in ("minimum", "maximum")]
    places = {0.0, float(LOWEST), float(HIGHEST), *map(float, constants), *(float(b) for b in bounds if b is not None)}
    near = {
        round(whole * step + by * step, MOST_DECIMALS)
        for place in places
        for whole in (floor(place / step), ceil(place / step))
        for by in (-1, 0, 1)
    }
    return (int(number) if number.is_integer() else number for number in sorted(near, key=lambda n: (abs(n), n)))


def _lists(question: Question, variable: Variable, mentioned: Sequence[int]) -> Iterator[list[int]] | None:
    """Every choice among the options that are mentioned, with as few and as many of the others as there are."""
    told_apart = [code for code in variable.codes if code in set(mentioned)]
    others = [code for code in variable.codes if code not in told_apart]
    if len(told_apart) > MOST_TOLD_APART:
        return None
    return (
        [code for code in variable.codes if code in {*chosen, *more}]
        for size in range(len(told_apart) + 1)
        for chosen in combinations(told_apart, size)
        for more in _fillers(others, alone=_stand_alone(question))
        if chosen or more
    )


def _stand_alone(question: Question) -> frozenset[int]:
    return frozenset(option.code for option in getattr(question, "options", ()) if option.kind == "none")


def _fillers(others: Sequence[int], *, alone: frozenset[int]) -> Iterator[Sequence[int]]:
    """None of them, more and more of them from either end, and each by itself."""
    joining = [code for code in others if code not in alone]
    yield from (joining[:count] for count in range(len(joining) + 1))
    yield from (joining[-count:] for count in range(1, len(joining)))
    yield from ([other] for other in others)


def _texts(constants: Sequence[str]) -> Iterator[str] | None:
    """Each text itself, and texts that have some of the pieces in them: joined by a sign that is in none."""
    pieces = list(dict.fromkeys(constants))
    if len(pieces) > MOST_TOLD_APART:
        return None
    joined = (_BETWEEN.join((*some, "")) for size in range(len(pieces) + 1) for some in combinations(pieces, size))
    return (text or _BETWEEN for text in (*pieces, *joined))
