"""A read file before it is understood: plain values, where each stands, and what was wrong with the writing."""

import math
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from surveys.questionnaire.faults import Fault, Path

MAX_CHARACTERS = 2_000_000
MAX_NODES = 200_000
MAX_DEPTH = 40
MAX_DIGITS = 15

_ALLOWED_CONTROLS = frozenset("\n\t\r")


class FaultyStudyFile(Exception):
    """The file cannot be used: `faults` says everything that is wrong with it."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        many = f"{len(faults)} faults" if len(faults) != 1 else "1 fault"
        super().__init__(f"The file has {many}.\n" + "\n".join(f"- {fault}" for fault in faults))
        self.faults = faults


class UnreadableFile(Exception):
    """The writing itself is broken, so that nothing after this place can be trusted."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(str(fault))
        self.fault = fault


@dataclass(frozen=True)
class Document:
    value: object
    lines: Mapping[Path, tuple[int, int]] = field(default_factory=dict)
    """Line and column, both from 1, of what stands at a path."""
    faults: tuple[Fault, ...] = ()

    def position(self, path: Path) -> tuple[int | None, int | None]:
        """Where a path stands, or the nearest thing around it."""
        for length in range(len(path), 0, -1):
            if path[:length] in self.lines:
                return self.lines[path[:length]]
        return (None, None)


def broken(code: str, text: str, advice: str, line: int | None = None, column: int | None = None) -> UnreadableFile:
    return UnreadableFile(Fault(path=(), code=code, text=text, advice=advice, line=line, column=column))


def too_deep(line: int | None = None) -> UnreadableFile:
    return broken(
        "too_deep",
        f"Something is nested more than {MAX_DEPTH} levels deep.",
        "No study needs that; look for a bracket or an indentation too many.",
        line,
    )


def too_large() -> UnreadableFile:
    return broken(
        "too_large",
        "The file is too large to be a study.",
        f"It may have {MAX_CHARACTERS} characters and {MAX_NODES} values.",
    )


def unusable_values(value: object) -> Iterator[Fault]:
    """Numbers that are none and signs that cannot be stored, wherever they are."""
    waiting: list[tuple[Path, object]] = [((), value)]
    while waiting:
        path, part = waiting.pop()
        if isinstance(part, dict):
            waiting.extend(((*path, key), inner) for key, inner in part.items())
            waiting.extend(((*path, key), key) for key in part)
        elif isinstance(part, list):
            waiting.extend(((*path, number), inner) for number, inner in enumerate(part))
        elif isinstance(part, float) and not math.isfinite(part):
            yield Fault(
                path=path,
                code="not_a_number",
                text="This is not a number that can be counted with.",
                advice="Write an ordinary number.",
            )
        elif isinstance(part, str) and any(map(_unstorable, part)):
            yield Fault(
                path=path,
                code="control_character",
                text="The text has a sign that cannot be shown or stored.",
                advice="Delete the text and type it anew.",
            )


def _unstorable(sign: str) -> bool:
    return sign not in _ALLOWED_CONTROLS and unicodedata.category(sign) in ("Cc", "Cs")
