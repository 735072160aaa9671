"""What can still be understood of a file with faults: only taking away what is broken.

So that one misspelt key does not hide the faults of everything else, broken parts are dropped, smallest first, until
the rest can be read. What was dropped is remembered: nothing that only follows from it is told as a fault of its own.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Generic, TypeVar

from pydantic import BaseModel, ValidationError

from surveys.questionnaire.faults import ANYTHING, Fault, Path
from surveys.questionnaire.formats.places import at_path
from surveys.questionnaire.formats.plain_words import faults_in
from surveys.questionnaire.question_types import QUESTION_TYPES
from surveys.questionnaire.texts import PLAIN, LocalText

M = TypeVar("M", bound=BaseModel)

_ROUNDS = 60
_TEXTS = frozenset({"title", "text", "label", "description", "body", "who_asks", "why", "what_happens"})
_STAND_INS: dict[str, object] = {
    "slug": "study",
    "mode": "profiling",
    "contact": "unknown",
    "minutes": 10,
    "ends_on": "2199-12-31",
}
_DECIDES_ANSWERS = frozenset({"purposes"}).union(*(kind.decides_answers for kind in QUESTION_TYPES))
"""Where a part is missing from these, what is said about their owner's answers may not be true."""


class Salvage(Generic[M]):
    """What was understood (`model`), and every fault of the writing (`faults`)."""

    def __init__(self, model: type[M], raw: object) -> None:
        self.model: M | None = None
        self.faults: list[Fault] = []
        self._work = _copied(raw)
        self._touched: list[Path] = []
        self._lost: set[str] = set()
        self._read(model)

    def new_faults(self, found: Iterable[Fault]) -> Iterator[Fault]:
        """Faults of meaning, without those that only follow from what was dropped; paths as in the file."""
        for fault in found:
            path = self._original(fault.path)
            is_touched = any(path[: len(touched)] == touched for touched in self._touched)
            if not is_touched and fault.about not in self._lost:
                yield replace(fault, path=path)

    def _read(self, model: type[M]) -> None:
        for turn in range(_ROUNDS):
            try:
                self.model = model.model_validate(self._work)
            except ValidationError as error:
                found = list(faults_in(error, self._work))
                if turn == 0:
                    self.faults = found
                if not self._mend(found):
                    return
            else:
                return

    def _mend(self, found: list[Fault]) -> bool:
        """Something in place of what is missing, and every broken part away; False where nothing changed."""
        mended = False
        targets: set[Path] = set()
        for fault in found:
            if fault.code == "unknown_key" and fault.about:
                self._touched.append(self._original((*fault.path[:-1], fault.about)))
            if fault.code != "missing" or at_path(self._work, fault.path) is not None:
                targets.add(fault.path)
            elif self._stand_in(fault.path):
                mended = True
            else:
                targets.add(fault.path[:-1])
        whole = [path for path in targets if not any(path[:n] in targets for n in range(len(path)))]
        for path in sorted(whole, key=_from_the_end):
            mended = self._remove(path) or mended
        return mended

    def _stand_in(self, path: Path) -> bool:
        parent, key = at_path(self._work, path[:-1]), path[-1]
        if not isinstance(parent, dict):
            return False
        original = self._original(path)
        if key in _TEXTS:
            parent[key] = self._placeholder(original)
        elif key in _STAND_INS and len(path) == 1:
            parent[key] = _STAND_INS[str(key)]
        elif key == "name" and (len(path) == 1 or path[-3] in ("sections", "pages")):
            parent[key] = "unnamed" + "".join(f"_{part}" for part in original if isinstance(part, int))
        else:
            return False
        self._touched.append(original)
        return True

    def _placeholder(self, path: Path) -> LocalText:
        words = f"({'.'.join(map(str, path))})"
        listed = at_path(self._work, ("languages",))
        languages = [code for code in listed if isinstance(code, str)] if isinstance(listed, list) else []
        return LocalText({PLAIN: words} | dict.fromkeys(languages, words))

    def _remove(self, path: Path) -> bool:
        if not path:
            return False
        parent, key = at_path(self._work, path[:-1]), path[-1]
        original = self._original(path)
        if isinstance(parent, dict) and key in parent:
            gone = parent.pop(key)
        elif isinstance(parent, _List) and isinstance(key, int) and key < len(parent):
            gone = parent.pop(key)
            del parent.origin[key]
        else:
            return False
        self._touched.append(original)
        self._lost.add(ANYTHING)
        self._lost.update(_strings(gone))
        self._lost.update(self._owners(path))
        return True

    def _owners(self, path: Path) -> Iterator[str]:
        """Names of the questions whose possible answers are no longer all there."""
        for length, part in enumerate(path):
            around = at_path(self._work, path[:length])
            if part in _DECIDES_ANSWERS and isinstance(around, dict) and isinstance(around.get("name"), str):
                yield around["name"]

    def _original(self, path: Path) -> Path:
        """The path in the file of a path in what is left of it."""
        original: list[str | int] = []
        node: object = self._work
        for part in path:
            if isinstance(node, _List) and isinstance(part, int) and part < len(node):
                original.append(node.origin[part])
                node = node[part]
            else:
                original.append(part)
                node = node.get(part) if isinstance(node, dict) else None
        return tuple(original)


class _List(list[object]):
    """A list that remembers which of its entries in the file are left."""

    origin: list[int]


def _copied(raw: object) -> object:
    if isinstance(raw, dict):
        return {key: _copied(value) for key, value in raw.items()}
    if isinstance(raw, list):
        copy = _List(_copied(value) for value in raw)
        copy.origin = list(range(len(raw)))
        return copy
    return raw


def _from_the_end(path: Path) -> tuple[tuple[int, str], ...]:
    """Later entries of a list first, so that the earlier ones keep their places."""
    return tuple((-part, "") if isinstance(part, int) else (0, part) for part in path)


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str) and value:
        yield value
    elif isinstance(value, (dict, list)):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _strings(inner)
