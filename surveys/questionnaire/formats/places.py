"""Where a fault of the reading library stands in the file: only the way from its location to a path."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from surveys.questionnaire.faults import Path

_CONDITIONS = {"Comparison": "", "AllOf": "all", "AnyOf": "any", "Not": "not"}
_TAGGED_LISTS = ("questions", "rewards")


@dataclass(frozen=True)
class Place:
    path: Path
    beside: tuple[str, ...]
    """Parts of the location that are not in the file: names of the alternatives that were tried."""

    @property
    def is_text(self) -> bool:
        """Whether a text in one or more languages was expected here or around here."""
        return any("LocalText" in part or part.startswith("function-after") for part in self.beside)


def place_of(error: Mapping[str, Any], raw: object) -> Place | None:
    """The place of one fault, or None where it only says that a needless alternative does not fit."""
    path: list[str | int] = []
    beside: list[str] = []
    node = raw
    for part in error["loc"]:
        if isinstance(part, str) and part in _CONDITIONS and not _is_tagged(path):
            if _CONDITIONS[part] != _written_condition(node):
                return None
            beside.append(part)
        elif _is_tagged(path) and not any(b == f"tag {len(path)}" for b in beside):
            beside.append(f"tag {len(path)}")
        elif _has(node, part):
            node = at_path(node, (part,))
            path.append(part)
        else:
            beside.append(str(part))
    if error["type"] == "missing" and beside:
        path.append(beside.pop())
    if error["type"] == "union_tag_invalid":
        path.append(error["ctx"]["discriminator"].strip("'"))
    return Place(tuple(path), tuple(beside))


def _is_tagged(path: Sequence[str | int]) -> bool:
    """Whether the next part of the location names the type of a question or the kind of a reward."""
    return len(path) >= 2 and isinstance(path[-1], int) and path[-2] in _TAGGED_LISTS


def _written_condition(node: object) -> str:
    """Which form of a condition the author meant: the one whose word is there, else a comparison."""
    if isinstance(node, dict):
        return next((word for word in ("all", "any", "not") if word in node), "")
    return ""


def at_path(raw: object, path: Path) -> object:
    """What stands at a path; None where nothing does."""
    node: Any = raw
    for part in path:
        if not _has(node, part):
            return None
        node = node[part]
    return node


def _has(node: object, part: str | int) -> bool:
    if isinstance(part, int):
        return isinstance(node, list) and part < len(node)
    return isinstance(node, dict) and part in node
