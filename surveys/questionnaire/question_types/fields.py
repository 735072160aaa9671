"""Single posted fields: only how raw strings become codes, and codes become strings again."""

import re
from collections.abc import Iterable, Mapping

from surveys.questionnaire.definition import Missing, Points
from surveys.questionnaire.missing import CODE_OF
from surveys.questionnaire.question_types.base import AnswerFault, FaultKind, Form, Parsed, Stored, Wording

_CODE = re.compile(r"-?[0-9]{1,5}", re.ASCII)


def offered_codes(also_offer: Iterable[Missing]) -> tuple[int, ...]:
    return tuple(CODE_OF[kind] for kind in dict.fromkeys(also_offer))


def posted(form: Form, field: str) -> list[str]:
    """What was posted under one name, without empty values."""
    return [value for value in form.get(field, ()) if value.strip()]


def read_code(raw: str) -> int | None:
    return int(raw) if _CODE.fullmatch(raw.strip()) else None


def read_codes(raw: Iterable[str]) -> list[int | None]:
    """The codes posted, each once; None for what is no code at all."""
    return list(dict.fromkeys(read_code(value) for value in raw))


def fault(
    question: str, field: str, kind: FaultKind, values: Mapping[str, int | float | str] | None = None
) -> AnswerFault:
    return AnswerFault(field=field, question=question, kind=kind, values=values or {})


def parse_one_code(form: Form, field: str, *, question: str, allowed: Iterable[int], required: bool) -> Parsed:
    """Exactly one of the allowed codes, or nothing."""
    raw = posted(form, field)
    codes = read_codes(raw)
    kept = {field: raw} if raw else {}
    if not codes:
        return Parsed(faults=required_fault(question, field, required=required), kept=kept)
    code = codes[0]
    if len(codes) > 1:
        return Parsed(faults=(fault(question, field, FaultKind.ONE_ONLY),), kept=kept)
    if code is None or code not in set(allowed):
        return Parsed(faults=(fault(question, field, FaultKind.NOT_AN_OPTION),), kept=kept)
    return Parsed(answers={field: code}, kept=kept)


def required_fault(question: str, field: str, *, required: bool) -> tuple[AnswerFault, ...]:
    return (fault(question, field, FaultKind.REQUIRED),) if required else ()


def merge(parts: Iterable[Parsed]) -> Parsed:
    """Several fields as one result."""
    answers: dict[str, Stored] = {}
    kept: dict[str, list[str]] = {}
    faults: list[AnswerFault] = []
    for part in parts:
        answers.update(part.answers)
        kept.update(part.kept)
        faults.extend(part.faults)
    return Parsed(answers=answers, faults=tuple(faults), kept=kept)


def code_to_form(field: str, value: object) -> dict[str, list[str]]:
    """One stored code as posted; nothing where there is none."""
    if isinstance(value, bool) or not isinstance(value, int):
        return {}
    return {field: [str(value)]}


def point_codes(points: Points) -> tuple[int, ...]:
    return tuple(range(points.low, points.high + 1))


def tell_point(points: Points, value: object, wording: Wording) -> str:
    """A point in words: its label, else its number."""
    if not isinstance(value, int):
        return ""
    if value in wording.missing:
        return wording.missing[value]
    label = points.labels.get(value)
    if label is None:
        return str(value)
    return f"{value} ({label.in_language(wording.language, wording.default)})"


def point_labels(points: Points, *, language: str, default: str) -> dict[int, str]:
    return {code: label.in_language(language, default) for code, label in sorted(points.labels.items())}


def facet_of(own: str | None, *others: str | None) -> str | None:
    """The first facet that is given, as plain text."""
    found = next((facet for facet in (own, *others) if facet is not None), None)
    return None if found is None else str(found)
