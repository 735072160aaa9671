"""Posted fields one by one: raw strings become codes, and codes become strings again."""

import re
from collections.abc import Iterable

from surveys.questionnaire.question_types.values import AnswerFault, FaultKind, FaultValues, Form, Parsed, Stored

_CODE = re.compile(r"-?[0-9]{1,5}", re.ASCII)


def posted(form: Form, field: str) -> list[str]:
    """What was posted under one name, without empty values."""
    return [value for value in form.get(field, ()) if value.strip()]


def read_code(raw: str) -> int | None:
    code = raw.strip()  # of signs too that a number may not have around it
    return int(code) if _CODE.fullmatch(code) else None


def read_codes(raw: Iterable[str]) -> list[int | None]:
    """The codes posted, each once; None for what is no code at all."""
    return list(dict.fromkeys(read_code(value) for value in raw))


def instead_value(code: int) -> str:
    """What the box of an answer instead of a typed one posts: nothing that somebody types by chance, as `-97` is."""
    return f"instead:{code}"


def apart_from_typed(values: Iterable[str], offered: Iterable[int]) -> tuple[list[str], list[int]]:
    """What was typed, and the codes of the boxes that were ticked instead."""
    boxes = {instead_value(code): code for code in offered}
    values = list(values)
    typed = [value for value in values if value not in boxes]
    return typed, list(dict.fromkeys(boxes[value] for value in values if value in boxes))


def fault(question: str, field: str, kind: FaultKind, values: FaultValues | None = None) -> AnswerFault:
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


def instead_to_form(field: str, value: object) -> dict[str, list[str]]:
    """The ticked box of a stored code, beside a field for typing."""
    return {name: [instead_value(int(code)) for code in codes] for name, codes in code_to_form(field, value).items()}


def facet_of(own: str | None, *others: str | None) -> str | None:
    """The first facet that is given, as plain text."""
    found = next((facet for facet in (own, *others) if facet is not None), None)
    return None if found is None else str(found)
