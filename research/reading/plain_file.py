"""YAML and JSON files as plain values, within bounds: no bomb, nothing twice, no number that is none.

Whatever is made of them later (codebooks, plans, rules, solutions) is checked where it is made.
"""

import json
import math
from collections.abc import Hashable, Iterator
from pathlib import Path
from typing import Any

import yaml

LARGEST_FILE = 64 * 1024 * 1024
LARGEST_YAML = 4 * 1024 * 1024
"""Bytes; YAML is slow to read, and people write it by hand."""
MOST_VALUES = 500_000
DEEPEST = 60
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_plain(path: Path) -> object:
    """What a file holds: JSON where it ends on `.json`, else YAML.

    Parameters
    ----------
    path : Path

    Raises
    ------
    OSError
        It cannot be opened.
    ValueError
        It is none; the text says where and why.
    """
    if path.suffix.lower() == ".json":
        return read_json_text(path)
    return _finite(_yaml(_text(path, LARGEST_YAML)))


def read_json_text(path: Path) -> object:
    """What a file of JSON holds, however it is called.

    Parameters
    ----------
    path : Path

    Raises
    ------
    OSError, ValueError
        As for `read_plain`.
    """
    return _finite(_json(_text(path, LARGEST_FILE)))


def _text(path: Path, most: int) -> str:
    size = path.stat().st_size
    if size > most:
        raise ValueError(f"it is too large ({size:,} bytes)")
    return path.read_text(encoding="utf-8-sig")


def _finite(plain: object) -> object:
    for number in _numbers(plain):
        if not math.isfinite(number):
            raise ValueError(f"{number} is no number to count with")
    return plain


def _json(text: str) -> object:
    try:
        return json.loads(text, object_pairs_hook=_object)
    except RecursionError:
        raise ValueError("something is nested too deep") from None


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _value in pairs]
        raise ValueError(f"{next(key for key in keys if keys.count(key) > 1)!r} is written twice in one block")
    return found


def _yaml(text: str) -> object:
    try:
        _bound(text)
        return yaml.load(text, Loader=_Once)  # noqa: S506  (a safe loader)
    except yaml.YAMLError as error:
        raise ValueError(" ".join(str(error).split())) from error


def _bound(text: str) -> None:
    """Count what would come out, before anything does: a part that is repeated counts every time."""
    sizes: list[int] = []
    names: list[str | None] = []
    known: dict[str | None, int] = {}
    event: Any
    for event in yaml.parse(text, Loader=_LOADER):
        if isinstance(event, yaml.CollectionStartEvent):
            sizes.append(1)
            names.append(event.anchor)
        elif isinstance(event, yaml.ScalarEvent | yaml.AliasEvent | yaml.CollectionEndEvent):
            size = _size(event, sizes, names, known)
            if sizes:
                sizes[-1] += size
        if len(sizes) > DEEPEST or sum(sizes[:1]) > MOST_VALUES or max(sizes, default=0) > MOST_VALUES:
            raise ValueError(f"line {event.start_mark.line + 1}: it is nested too deep, or holds too many values")


def _size(event: Any, sizes: list[int], names: list[str | None], known: dict[str | None, int]) -> int:
    """How many values an event is worth."""
    if isinstance(event, yaml.AliasEvent):
        return known.get(event.anchor, 1)
    if isinstance(event, yaml.ScalarEvent):
        return 1
    size, name = sizes.pop(), names.pop()
    if name is not None:
        known[name] = size
    return size


class _Once(_LOADER):  # type: ignore[misc]  # which of two loaders it is depends on the machine
    """A safe loader that refuses a key that is written twice."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:  # noqa: FBT001, FBT002  (its signature)
        keys = [key.value for key, _value in node.value if isinstance(key, yaml.ScalarNode)]
        if len(set(keys)) < len(keys):
            twice = next(key for key in keys if keys.count(key) > 1)
            raise ValueError(f"line {node.start_mark.line + 1}: {twice!r} is written twice in one block")
        found: dict[Hashable, Any] = super().construct_mapping(node, deep=deep)
        return found


def _numbers(plain: object) -> Iterator[float]:
    waiting = [plain]
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict):
            waiting += [*part, *part.values()]
        elif isinstance(part, list):
            waiting += part
        elif isinstance(part, float):
            yield part
