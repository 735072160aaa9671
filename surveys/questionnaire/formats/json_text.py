"""JSON as a document: only its writing. Nothing double, nothing endless, nothing that is no number."""

import json
import re
from typing import Any

from surveys.questionnaire.faults import Fault, Path
from surveys.questionnaire.formats.document import (
    MAX_DEPTH,
    MAX_DIGITS,
    MAX_NODES,
    Document,
    broken,
    too_deep,
    too_large,
    unusable_values,
)

_STRING_OR_BRACKET = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}]', re.DOTALL)


class _Block(dict[str, object]):
    """An object that remembers which keys it was given twice."""

    twice: tuple[str, ...] = ()


def read_json(text: str) -> Document:
    """The document, or `UnreadableFile` with line and column."""
    _bound_depth(text)
    try:
        value = json.loads(
            text,
            object_pairs_hook=_block,
            parse_int=_integer,
            parse_constant=lambda _name: float("nan"),
        )
    except json.JSONDecodeError as error:
        raise broken(
            "syntax",
            f"This is not JSON: {error.msg[0].lower()}{error.msg[1:]}.",
            "Look at this place, and at the end of the line before it.",
            error.lineno,
            error.colno,
        ) from None
    except RecursionError:
        raise too_deep() from None
    faults = tuple(_twice(value)) + tuple(unusable_values(value))
    return Document(value, faults=faults)


def _bound_depth(text: str) -> None:
    depth = 0
    for match in _STRING_OR_BRACKET.finditer(text):
        sign = match.group()
        if sign in "[{":
            depth += 1
            if depth > MAX_DEPTH:
                raise too_deep(text.count("\n", 0, match.start()) + 1)
        elif sign in "]}":
            depth -= 1


def _block(pairs: list[tuple[str, Any]]) -> _Block:
    block = _Block()
    twice = []
    for key, value in pairs:
        if key in block:
            twice.append(key)
        else:
            block[key] = value
    block.twice = tuple(twice)
    return block


def _integer(digits: str) -> int | float:
    return int(digits) if len(digits.lstrip("-")) <= MAX_DIGITS else float("inf")


def _twice(value: object) -> list[Fault]:
    faults: list[Fault] = []
    waiting: list[tuple[Path, object]] = [((), value)]
    seen = 0
    while waiting:
        path, part = waiting.pop()
        seen += 1
        if seen > MAX_NODES:
            raise too_large()
        if isinstance(part, _Block):
            faults.extend(duplicate_key((*path, key), key) for key in part.twice)
            waiting.extend(((*path, key), inner) for key, inner in part.items())
        elif isinstance(part, list):
            waiting.extend(((*path, number), inner) for number, inner in enumerate(part))
    return faults


def duplicate_key(path: Path, key: str, line: int | None = None, column: int | None = None) -> Fault:
    return Fault(
        path=path,
        code="duplicate_key",
        text=f"“{key}” is written twice in the same block.",
        advice="Keep one of them.",
        line=line,
        column=column,
    )
