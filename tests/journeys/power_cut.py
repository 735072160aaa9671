"""A power cut, acted out: what a process wrote is recorded, and any moment of the record becomes a disk without power.

At a cut, what was synced is there. Of what was not, nothing is there, or blocks of 4 kB by chance, as disks do it.
"""

import os
import random
import shutil
import struct
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from pathlib import Path

SOURCE = Path(__file__).with_name("recorder.c")
BLOCK = 4096
_HEAD = struct.Struct("<IIQQ")


class NoCompiler(Exception):
    pass


class Kind(IntEnum):
    WRITE = 1
    CUT = 2
    SYNC = 3


@dataclass(frozen=True)
class Step:
    """One call: a write with its data, a file cut to a length, or a sync of whatever came before `offset` here."""

    at: int
    """Where the record was once the call had returned."""
    kind: Kind
    name: str
    offset: int
    data: bytes = b""


class Recorder:
    """Records one SQLite file and its log, from the state in which it is now."""

    def __init__(self, database: Path, folder: Path) -> None:
        self.database = database
        self.before = folder / "before"
        self.before.mkdir()
        for path in database.parent.glob(f"{database.name}*"):
            shutil.copy(path, self.before)
        self.record = folder / "record"
        self.record.touch()
        self._library = _compile(folder)

    @property
    def environment(self) -> dict[str, str]:
        """For the processes that are to be recorded."""
        return {"LD_PRELOAD": str(self._library), "RECORD_OF": str(self.database), "RECORD_TO": str(self.record)}

    def now(self) -> int:
        """The moment in the record: whatever is acknowledged before it must be safe at every cut from it on."""
        return self.record.stat().st_size

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """The whole record; read once, after everything has ended."""
        return tuple(_read(self.record.read_bytes()))

    def cut(self, moment: int, folder: Path, *, blocks: random.Random | None = None) -> Path:
        """The database as it would be found after a cut at this moment; `blocks` decides what else reached the disk."""
        shutil.copytree(self.before, folder)
        past = [step for step in self.steps if step.at <= moment]
        safe = _safe_until(past)
        for name in _there(past, self.before, self.database.parent):
            mine = [step for step in past if step.name == name and step.kind is not Kind.SYNC]
            _act_out(folder / Path(name).name, mine, safe.get(name, 0), blocks)
        return folder / self.database.name


def _compile(folder: Path) -> Path:
    compiler = shutil.which("gcc") or shutil.which("cc")
    if compiler is None:
        raise NoCompiler("there is no C compiler on this machine (Debian's package gcc)")
    library = folder / "recorder.so"
    subprocess.run([compiler, "-O1", "-shared", "-fPIC", "-o", library, SOURCE, "-ldl"], check=True)
    return library


def _read(record: bytes) -> Iterator[Step]:
    place = 0
    while place < len(record):
        kind, length_of_name, offset, length = _HEAD.unpack_from(record, place)
        name_from = place + _HEAD.size
        data_from = name_from + length_of_name
        place = data_from + (length if kind == Kind.WRITE else 0)
        yield Step(place, Kind(kind), record[name_from:data_from].decode(), offset, record[data_from:place])


def _safe_until(past: list[Step]) -> dict[str, int]:
    """Name -> the moment until which everything of it was synced."""
    safe: dict[str, int] = {}
    for step in past:
        if step.kind is Kind.SYNC:
            safe[step.name] = max(safe.get(step.name, 0), step.offset)
    return safe


def _there(past: list[Step], before: Path, parent: Path) -> Iterator[str]:
    """Files with a name on the disk: they were there before, or their folder was synced after they were made."""
    folder_safe = _safe_until(past).get(str(parent), 0)
    made: dict[str, int] = {}
    for step in past:
        made.setdefault(step.name, step.at)
    for name, at in made.items():
        if name != str(parent) and ((before / Path(name).name).exists() or at <= folder_safe):
            yield name


def _act_out(path: Path, steps: list[Step], safe: int, blocks: random.Random | None) -> None:
    path.touch()
    with path.open("r+b") as file:
        for step in steps:
            if step.at <= safe:
                _apply(file.fileno(), step)
            elif blocks is not None:
                for part in _blocks(step):
                    if blocks.random() < 0.5:
                        _apply(file.fileno(), part)


def _apply(file: int, step: Step) -> None:
    if step.kind is Kind.CUT:
        os.ftruncate(file, step.offset)
    else:
        os.pwrite(file, step.data, step.offset)


def _blocks(step: Step) -> Iterator[Step]:
    """A write in the blocks in which it reaches the disk."""
    if step.kind is Kind.CUT:
        yield step
        return
    begin, end = step.offset, step.offset + len(step.data)
    while begin < end:
        until = min(end, (begin // BLOCK + 1) * BLOCK)
        yield Step(step.at, step.kind, step.name, begin, step.data[begin - step.offset : until - step.offset])
        begin = until
