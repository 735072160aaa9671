"""Comparisons: only which operator and which value make sense for which kind of answer."""

from collections.abc import Iterator, Mapping

from surveys.questionnaire.conditions import Comparison
from surveys.questionnaire.faults import Fault, Path
from surveys.questionnaire.iso_dates import is_date
from surveys.questionnaire.question_types import Variable, VariableKind

_ALWAYS = frozenset({"answered", "not_answered"})
_LISTED = frozenset({"in", "not_in"})
_ORDER = frozenset({"greater_than", "at_least", "less_than", "at_most"})
_SAME = frozenset({"equals", "not_equals"})
_ONE_CODE = _ALWAYS | _LISTED | _ORDER | _SAME

OPERATORS: Mapping[VariableKind, frozenset[str]] = {
    VariableKind.CHOICE: _ONE_CODE,
    VariableKind.POINT: _ONE_CODE,
    VariableKind.CHECK: _ONE_CODE,
    VariableKind.FLAG: _ALWAYS | _SAME,
    VariableKind.NUMBER: _ONE_CODE,
    VariableKind.CHOICES: _ALWAYS | _LISTED | {"contains"},
    VariableKind.TEXT: _ALWAYS | _LISTED | _SAME | {"contains"},
    VariableKind.DATE: _ONE_CODE,
}
_WORDS: Mapping[VariableKind, str] = {
    VariableKind.CHOICE: "a choice",
    VariableKind.POINT: "a rating",
    VariableKind.CHECK: "an attention check",
    VariableKind.FLAG: "a yes or no",
    VariableKind.NUMBER: "a number",
    VariableKind.CHOICES: "a choice of several options",
    VariableKind.TEXT: "a text",
    VariableKind.DATE: "a date",
}
_WANTED: Mapping[VariableKind, str] = {
    VariableKind.TEXT: "a text in quotes",
    VariableKind.DATE: 'a date in quotes, such as "2026-11-30", "2026-11" or "2026"',
}


def check_comparison(part: Comparison, variable: Variable, path: Path, owner: str) -> Iterator[Fault]:
    """Everything wrong with the operator and the value, given what is compared."""
    allowed = OPERATORS[variable.kind]
    if part.operator not in allowed:
        yield Fault(
            path=(*path, "operator"),
            code="wrong_operator",
            name=owner,
            about=variable.name,
            text=f"“{part.operator}” cannot be asked about “{variable.name}”, which is {_WORDS[variable.kind]}.",
            advice=f"Use one of: {', '.join(sorted(allowed))}.",
        )
        return
    shape = _wrong_shape(part)
    if shape is not None:
        yield Fault(path=(*path, "value"), code="wrong_value", name=owner, text=shape[0], advice=shape[1])
        return
    if part.operator not in _ALWAYS:
        yield from _check_values(part, variable, path, owner)


def _wrong_shape(part: Comparison) -> tuple[str, str] | None:
    is_list = isinstance(part.value, tuple)
    if part.operator in _ALWAYS:
        needless = part.value is not None
        return (f"“{part.operator}” takes no value.", "Take the value out.") if needless else None
    if part.operator in _LISTED:
        good = isinstance(part.value, tuple) and len(part.value) > 0
        return None if good else (f"“{part.operator}” needs a list of values.", "Write them as a list.")
    if is_list or part.value is None:
        return (f"“{part.operator}” needs one value.", "Write one value, not a list.")
    return None


def _check_values(part: Comparison, variable: Variable, path: Path, owner: str) -> Iterator[Fault]:
    listed = part.value if isinstance(part.value, tuple) else (part.value,)
    for value in listed:
        if not _is_comparable(value, variable):
            yield Fault(
                path=(*path, "value"),
                code="wrong_value",
                name=owner,
                about=variable.name,
                text=f"“{value}” cannot be compared with “{variable.name}”, which is {_WORDS[variable.kind]}.",
                advice=f"Write {_WANTED.get(variable.kind, 'a number or an option code')}.",
            )
        elif variable.codes and part.operator not in _ORDER and value not in variable.codes + variable.offered:
            known = ", ".join(str(code) for code in variable.codes + variable.offered)
            yield Fault(
                path=(*path, "value"),
                code="unknown_code",
                name=owner,
                about=variable.name,
                text=f"“{variable.name}” has no answer with the code {value}.",
                advice=f"Use one of: {known}.",
            )


def _is_comparable(value: object, variable: Variable) -> bool:
    if variable.kind is VariableKind.DATE:
        return isinstance(value, str) and is_date(value)
    return (variable.kind is VariableKind.TEXT) == isinstance(value, str)
