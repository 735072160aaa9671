"""Cells of a table as stored answers, where a table was filled by another program."""

import re
from collections.abc import Callable, Mapping, Sequence

from surveys.questionnaire.question_types.clean_text import clean_text
from surveys.questionnaire.question_types.values import FaultKind, FaultValues, Stored
from surveys.questionnaire.texts import LocalText

Reader = Callable[[str], Stored | None]

WHOLE_NUMBER = re.compile(r"([+-]?[0-9]{1,6})(?:[.,]0{1,6})?", re.ASCII)
"""A code, as spreadsheets write it: `3`, `3.0`."""
_SEPARATORS = re.compile(r"[;|,]")


class NotAnAnswer(ValueError):
    """A cell that is no answer to its question; `kind` and `values` say what is wrong, words are made elsewhere."""

    def __init__(self, kind: FaultKind, values: FaultValues | None = None, *, codes: tuple[int, ...] = ()) -> None:
        super().__init__(kind)
        self.kind = kind
        self.values = values or {}
        self.codes = codes


def labels_in(labels: Mapping[int, LocalText], languages: Sequence[str]) -> dict[str, int]:
    """Codes by their labels in any of the languages, where a label means one code only."""
    found: dict[str, set[int]] = {}
    for code, label in labels.items():
        for language in languages:
            found.setdefault(label.in_language(language, languages[0]).strip().casefold(), set()).add(code)
    return {text: codes.pop() for text, codes in found.items() if len(codes) == 1 and not WHOLE_NUMBER.fullmatch(text)}


def code_reader(codes: tuple[int, ...], labels: Mapping[str, int]) -> Reader:
    """A code or its label."""

    def read(cell: str) -> int:
        return _one_code(cell.strip(), codes, labels)

    return read


def codes_reader(codes: tuple[int, ...], labels: Mapping[str, int]) -> Reader:
    """A cell such as `1;3`."""

    def read(cell: str) -> list[int]:
        parts = [part.strip() for part in _SEPARATORS.split(cell) if part.strip()]
        chosen = {_one_code(part, codes, labels) for part in parts}
        return [code for code in codes if code in chosen]

    return read


def text_reader(*, longest: int, one_line: bool) -> Reader:
    def read(cell: str) -> str | None:
        text = clean_text(cell, one_line=one_line)
        if len(text) > longest:
            raise NotAnAnswer(FaultKind.TOO_LONG, {"maximum": longest})
        return text or None

    return read


def _one_code(text: str, codes: tuple[int, ...], labels: Mapping[str, int]) -> int:
    by_label = labels.get(text.casefold())
    if by_label is not None:
        return by_label
    match = WHOLE_NUMBER.fullmatch(text)
    if match is not None and int(match[1]) in codes:
        return int(match[1])
    raise NotAnAnswer(FaultKind.NOT_AN_OPTION, codes=codes)
