"""What can be answered: only options, points, limits and attention checks."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from surveys.questionnaire.checks.located import LocatedQuestion, located_questions
from surveys.questionnaire.definition import (
    AttentionCheck,
    Matrix,
    MultipleChoice,
    Number,
    Points,
    Questionnaire,
    Rating,
    SingleChoice,
)
from surveys.questionnaire.faults import ANYTHING, Fault, Path
from surveys.questionnaire.missing import HIGHEST, LOWEST
from surveys.questionnaire.question_types import VariableKind, all_variables

MOST_POINTS = 11


def check_answers(questionnaire: Questionnaire) -> Iterator[Fault]:
    if all(variable.kind is VariableKind.CHECK for variable in all_variables(questionnaire)):
        yield Fault(
            path=("sections",),
            code="nothing_asked",
            name=questionnaire.name,
            about=ANYTHING,
            text="There is no question in it.",
            advice="Add one that can be answered.",
        )
    for located in located_questions(questionnaire):
        for check in _CHECKS.get(type(located.question), ()):
            yield from check(located.question, located.path)
        yield from _check_offers(located)


def _check_offers(located: LocatedQuestion) -> Iterator[Fault]:
    offers = getattr(located.question, "also_offer", ())
    for number, offer in enumerate(offers):
        if offer in offers[:number]:
            yield Fault(
                path=(*located.path, "also_offer", number),
                code="duplicate_offer",
                name=located.question.name,
                text=f"“{offer}” is offered twice.",
                advice="Keep it once.",
            )


def _check_options(question: SingleChoice | MultipleChoice, path: Path) -> Iterator[Fault]:
    codes: dict[int, int] = {}
    labels: dict[tuple[str, str], int] = {}
    for number, option in enumerate(question.options):
        place: Path = (*path, "options", number)
        if option.code in codes:
            yield Fault(
                path=(*place, "code"),
                code="duplicate_code",
                name=question.name,
                text=f"The code {option.code} is already used by option {codes[option.code] + 1}.",
                advice="Give every option a code of its own; answers are stored as codes.",
            )
        codes.setdefault(option.code, number)
        for language in sorted(option.label.languages) or [""]:
            label = option.label.in_language(language, language).strip()
            if (language, label.casefold()) in labels and label:
                yield Fault(
                    path=(*place, "label"),
                    code="duplicate_label",
                    name=question.name,
                    text=f"The label “{label}” is already used by another option.",
                    advice="Make the labels different, or take one option out.",
                )
                break
            labels.setdefault((language, label.casefold()), number)
    yield from _check_special(question, path)


def _check_special(question: SingleChoice | MultipleChoice, path: Path) -> Iterator[Fault]:
    for kind in ("none", "other"):
        found = [number for number, option in enumerate(question.options) if option.kind == kind]
        for number in found[1:]:
            yield Fault(
                path=(*path, "options", number, "kind"),
                code=f"several_{kind}",
                name=question.name,
                text=f"There is more than one option of the kind “{kind}”.",
                advice="Keep one of them; the others are ordinary choices.",
            )
    if all(option.kind != "choice" for option in question.options):
        yield Fault(
            path=(*path, "options"),
            code="no_real_option",
            name=question.name,
            about=question.name,
            text="There is nothing to choose beside “none” and “other”.",
            advice="Add the options people are likely to want.",
        )


def _check_order(question: SingleChoice, path: Path) -> Iterator[Fault]:
    codes = [option.code for option in question.options]
    if not question.ordered or (codes == sorted(codes) and all(option.kind == "choice" for option in question.options)):
        return
    yield Fault(
        path=(*path, "ordered"),
        code="not_in_order",
        name=question.name,
        text="The options are said to be ordered, but their codes do not rise, or one of them is “other” or “none”.",
        advice="Give the options rising codes from little to much, or take `ordered` out.",
    )


def _check_limits(question: MultipleChoice, path: Path) -> Iterator[Fault]:
    options = sum(option.kind != "none" for option in question.options)
    least, most = question.at_least, question.at_most
    if least < 0 or least > options:
        yield _bad_limit((*path, "at_least"), question, f"at_least is {least}, with {options} options.")
    if most is not None and (most < 1 or most > options):
        yield _bad_limit((*path, "at_most"), question, f"at_most is {most}, with {options} options.")
    if most is not None and least > most:
        text = f"at_least ({least}) is greater than at_most ({most})."
        yield _bad_limit((*path, "at_least"), question, text)


def _bad_limit(path: Path, question: MultipleChoice, text: str) -> Fault:
    return Fault(
        path=path,
        code="bad_limit",
        name=question.name,
        about=question.name,
        text=text,
        advice="Choose limits that somebody can meet, or leave them out.",
    )


def _check_points(question: Rating | Matrix | AttentionCheck, path: Path) -> Iterator[Fault]:
    points, place = question.points, (*path, "points")
    if points.low >= points.high:
        yield Fault(
            path=place,
            code="points_reversed",
            name=question.name,
            text=f"The points run from {points.low} to {points.high}.",
            advice="“low” must be smaller than “high”; the order on the page follows the language.",
        )
        return
    if points.high - points.low + 1 > MOST_POINTS:
        yield Fault(
            path=place,
            code="too_many_points",
            name=question.name,
            text=f"There are {points.high - points.low + 1} points; nobody can tell so many apart.",
            advice=f"Use at most {MOST_POINTS} points; five or seven serve most questions.",
        )
    if points.low <= HIGHEST and points.high >= LOWEST:
        yield _reserved(place, question.name)
    yield from _check_point_labels(points, place, question.name)


def _check_point_labels(points: Points, place: Path, name: str) -> Iterator[Fault]:
    for code in points.labels:
        if not points.low <= code <= points.high:
            yield Fault(
                path=(*place, "labels", str(code)),
                code="label_outside_points",
                name=name,
                about=name,
                text=f"There is a label for {code}, but the points run from {points.low} to {points.high}.",
                advice="Take the label out, or widen the points.",
            )


def _reserved(path: Path, name: str) -> Fault:
    return Fault(
        path=path,
        code="reserved_numbers",
        name=name,
        text=f"Answers could lie between {LOWEST} and {HIGHEST}, where the codes of missing answers lie.",
        advice="Choose limits outside that range.",
    )


def _check_number(question: Number, path: Path) -> Iterator[Fault]:
    low, high = question.minimum, question.maximum
    if low is not None and high is not None and low > high:
        yield Fault(
            path=(*path, "minimum"),
            code="minimum_above_maximum",
            name=question.name,
            text=f"The minimum ({low:g}) is greater than the maximum ({high:g}).",
            advice="Exchange them.",
        )
    elif low is not None and low <= HIGHEST and (high is None or high >= LOWEST):
        yield _reserved((*path, "minimum"), question.name)


def _check_attention(question: AttentionCheck, path: Path) -> Iterator[Fault]:
    points = question.points
    if points.low < points.high and not points.low <= question.expected <= points.high:
        yield Fault(
            path=(*path, "expected"),
            code="expected_outside_points",
            name=question.name,
            about=question.name,
            text=f"The expected answer {question.expected} is not among the points "
            f"{points.low} to {points.high}: nobody could pass.",
            advice="Name one of the points.",
        )


_CHECKS: Mapping[type, tuple[Callable[[Any, Path], Iterator[Fault]], ...]] = {
    SingleChoice: (_check_options, _check_order),
    MultipleChoice: (_check_options, _check_limits),
    Rating: (_check_points,),
    Matrix: (_check_points,),
    Number: (_check_number,),
    AttentionCheck: (_check_points, _check_attention),
}
