"""Damaged files: thousands of SPSS files and workbooks with signs changed, cut off or put in."""

import random
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

import numpy as np
import openpyxl
import pandas as pd
import pyreadstat

from research.errors import BadData
from research.reading.tables import read_data
from tests.load.trials import Ground, Row, none_of, trial

KINDS = ("sav", "zsav", "xlsx")
ROWS = 60


class Found(StrEnum):
    """What became of a damaged file."""

    REFUSED = "refused"
    SAME = "read as it was"
    OTHER_CELL = "read with what the damaged cells say"
    MOVED = "values moved"
    ERROR = "another error"


@trial("damaged-files")
def damaged_files(ground: Ground) -> Iterator[Row]:
    """Change signs of SPSS files and workbooks: nothing breaks, and no value moves to another place."""
    count, seed = ground.many(5_000, 30), ground.chance.randrange(10**6)
    each = {kind: count // len(KINDS) for kind in KINDS}
    found = [
        try_file(path, sound) for kind in KINDS for path, sound in mutate(ground.sub(kind), kind, each[kind], seed)
    ]
    for what in (Found.REFUSED, Found.SAME, Found.OTHER_CELL):
        yield Row(f"damaged files {what}", f"{found.count(what):,} of {len(found):,}")
    yield none_of("damaged files that broke whoever read them", found.count(Found.ERROR), len(found))
    yield none_of("damaged files whose values moved", found.count(Found.MOVED), len(found))


def mutate(folder: Path, kind: str, count: int, seed: int) -> Iterator[tuple[Path, pd.DataFrame]]:
    """Damaged files one after the other, each with the table it held when it was sound."""
    sound = _answers()
    path = folder / f"sound.{kind}"
    _write(path, sound)
    content, chance = path.read_bytes(), random.Random(seed)
    for _turn in range(count):
        damaged = folder / f"damaged.{kind}"
        damaged.write_bytes(_damage(content, chance))
        yield damaged, sound


def _answers() -> pd.DataFrame:
    chance = np.random.default_rng(1)
    ratings = {f"q{number}": chance.integers(1, 6, ROWS).astype(float) for number in range(6)}
    return pd.DataFrame({**ratings, "f": chance.random(ROWS), "t": [f"words of answer {n}" for n in range(ROWS)]})


def _write(path: Path, table: pd.DataFrame) -> None:
    if path.suffix != ".xlsx":
        is_zsav, labels = path.suffix == ".zsav", {"q0": {1.0: "low"}}
        pyreadstat.write_sav(table, str(path), variable_value_labels=labels, compress=is_zsav, row_compress=not is_zsav)
        return
    book = openpyxl.Workbook()
    for row in [list(table), *table.to_numpy().tolist()]:
        book.active.append(row)
    book.save(path)


def _damage(content: bytes, chance: random.Random) -> bytes:
    """Some signs changed; sometimes also a piece lost, doubled, or the end cut off."""
    changed = bytearray(content)
    for _sign in range(chance.choice((1, 1, 2, 8))):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    place, length = chance.randrange(len(changed)), chance.randrange(1, 64)
    how = chance.randrange(6)
    if how == 0:
        del changed[place : place + length]
    elif how == 1:
        changed[place:place] = changed[place : place + length]
    elif how == 2:
        del changed[place:]
    return bytes(changed)


def try_file(path: Path, sound: pd.DataFrame) -> Found:
    """Read it as `whyprint analyse` would."""
    try:
        found = read_data(path)
    except BadData:
        return Found.REFUSED
    except Exception:
        return Found.ERROR
    return _compared(found, sound)


def _compared(found: pd.DataFrame, sound: pd.DataFrame) -> Found:
    """A file has no second copy of a cell: what its own signs say is what it says. The cells around it stay."""
    if len(found) != len(sound) or len(found.columns) != len(sound.columns):
        return Found.MOVED
    same = sum(int(_equal(found.iloc[:, place], sound.iloc[:, place])) for place in range(len(sound.columns)))
    if same == sound.size:
        return Found.SAME
    return Found.OTHER_CELL if same >= 0.9 * sound.size else Found.MOVED


def _equal(found: pd.Series, sound: pd.Series) -> int:
    pairs = zip(found.astype(str), sound.astype(str), strict=True)
    return sum(_number(left) == _number(right) for left, right in pairs)


def _number(text: str) -> float | str:
    try:
        return float(text)
    except ValueError:
        return text
