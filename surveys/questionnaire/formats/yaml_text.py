"""YAML as a document: only its writing, built from the events of the parser and from nothing else.

No tag is followed and no object is made. Of plain words only numbers, `true`, `false` and `null` are more than words:
`no` is Norwegian or an answer, never `false`. Aliases may repeat a part, within bounds.
"""

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

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
from surveys.questionnaire.formats.json_text import duplicate_key

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)", re.ASCII)
_FLOAT = re.compile(r"[-+]?[0-9]+\.[0-9]+(?:[eE][-+][0-9]+)?", re.ASCII)
_WORDS: dict[str, object] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip
_TEXT_TAGS = (None, "!", "tag:yaml.org,2002:str")


def read_yaml(text: str) -> Document:
    """The document, or `UnreadableFile` with line and column."""
    builder = _Builder()
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise broken(
            "syntax",
            f"This is not YAML: {error.problem or error.context}.",
            "Look at the indentation, the colons and the quotes here and on the line before.",
            None if mark is None else mark.line + 1,
            None if mark is None else mark.column + 1,
        ) from None
    except yaml.YAMLError as error:
        reason = getattr(error, "reason", "it cannot be read")
        raise broken("syntax", f"This is not YAML: {reason}.", "Save the file as plain UTF-8 text.") from None
    faults = (*builder.faults, *unusable_values(builder.root))
    return Document(builder.root, builder.lines, faults)


@dataclass
class _Frame:
    """A mapping or a sequence that is being filled."""

    value: dict[str, object] | list[object]
    path: Path
    anchor: str | None
    key: str | None = None
    is_dropped: bool = False
    """The next value belongs to a key that was there before."""
    size: int = 1
    height: int = 1


@dataclass(frozen=True)
class _Node:
    value: object
    size: int = 1
    height: int = 1


@dataclass
class _Builder:
    """Plain values out of parser events, without recursion."""

    root: object = None
    lines: dict[Path, tuple[int, int]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    _frames: list[_Frame] = field(default_factory=list)
    _anchors: dict[str, _Node] = field(default_factory=dict)
    _documents: int = 0
    _nodes: int = 0

    def take(self, event: Any) -> None:
        if isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                self._fault("several_documents", (), event, "The file holds more than one document.",
                            "Keep one study to a file: take the line `---` out.")  # fmt: skip
        elif isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            self._open(event)
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            self._close()
        elif isinstance(event, yaml.AliasEvent):
            self._alias(event)

    def _scalar(self, event: Any) -> None:
        if event.tag not in _TEXT_TAGS:
            self._refuse_tag(event)
        is_plain = event.tag is None and event.implicit[0]
        frame = self._frames[-1] if self._frames else None
        if frame is not None and isinstance(frame.value, dict) and frame.key is None:
            self._take_key(frame, event.value, event)
            return
        node = _Node(_plain_value(event.value) if is_plain else event.value)
        self._remember(event.anchor, node)
        self._put(node, event)

    def _open(self, event: Any) -> None:
        path = self._next_path(event)
        if event.tag not in (None, "!"):
            self._refuse_tag(event)
        if len(self._frames) >= MAX_DEPTH:
            raise too_deep(event.start_mark.line + 1)
        is_mapping = isinstance(event, yaml.MappingStartEvent)
        self._frames.append(_Frame({} if is_mapping else [], path, event.anchor))
        self.lines.setdefault(path, _position(event))

    def _close(self) -> None:
        frame = self._frames.pop()
        node = _Node(frame.value, frame.size, frame.height)
        self._remember(frame.anchor, node)
        self._put(node, None)

    def _alias(self, event: Any) -> None:
        node = self._anchors.get(event.anchor)
        if node is None:
            raise broken(
                "bad_alias",
                f"The alias “*{event.anchor}” repeats something that is not finished or not there.",
                "Write the part out.",
                event.start_mark.line + 1,
            )
        if len(self._frames) + node.height > MAX_DEPTH:
            raise too_deep(event.start_mark.line + 1)
        self._next_path(event)
        self._put(node, event)

    def _take_key(self, frame: _Frame, key: str, event: Any) -> None:
        path = (*frame.path, key)
        frame.key = key
        if isinstance(frame.value, dict) and key in frame.value:
            frame.is_dropped = True
            self.faults.append(duplicate_key(path, key, *_position(event)))
        else:
            self.lines.setdefault(path, _position(event))

    def _next_path(self, event: Any) -> Path:
        """The path of the value that begins here; a mapping cannot be the key of another."""
        if not self._frames:
            return ()
        frame = self._frames[-1]
        if isinstance(frame.value, list):
            return (*frame.path, len(frame.value))
        if frame.key is None:
            raise broken(
                "bad_key",
                "A key must be a plain word.",
                "Write `name: value`, with the name in quotes if it has unusual signs.",
                *_position(event),
            )
        return (*frame.path, frame.key)

    def _put(self, node: _Node, event: Any) -> None:
        self._nodes += node.size if isinstance(event, yaml.AliasEvent) else 1
        if self._nodes > MAX_NODES:
            raise too_large()
        if not self._frames:
            if self._documents <= 1:
                self.root = node.value
            return
        frame = self._frames[-1]
        frame.size += node.size
        frame.height = max(frame.height, node.height + 1)
        if isinstance(frame.value, list):
            if event is not None:
                self.lines.setdefault((*frame.path, len(frame.value)), _position(event))
            frame.value.append(node.value)
        elif frame.key is not None:
            if not frame.is_dropped:
                frame.value[frame.key] = node.value
            frame.key, frame.is_dropped = None, False

    def _remember(self, anchor: str | None, node: _Node) -> None:
        if anchor is not None:
            self._anchors[anchor] = node

    def _refuse_tag(self, event: Any) -> None:
        path = self._frames[-1].path if self._frames else ()
        self._fault("tag", path, event, f"“{event.tag}” asks for something other than plain values.",
                    "Take the tag out.")  # fmt: skip

    def _fault(self, code: str, path: Path, event: Any, text: str, advice: str) -> None:
        line, column = _position(event)
        self.faults.append(Fault(path=path, code=code, text=text, advice=advice, line=line, column=column))


def _position(event: Any) -> tuple[int, int]:
    return event.start_mark.line + 1, event.start_mark.column + 1


def _plain_value(word: str) -> object:
    if word in _WORDS:
        return _WORDS[word]
    if _INTEGER.fullmatch(word) and len(word.lstrip("+-")) <= MAX_DIGITS:
        return int(word)
    if _FLOAT.fullmatch(word) and len(word) <= 2 * MAX_DIGITS:
        return float(word)
    return word
