"""Files that harm their reader: whoever asked for them goes on, within bounds, and hears what to do."""

import resource
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import openpyxl
import pandas as pd
import pyarrow
import pyreadstat
import pytest
from pyarrow import parquet

from research.errors import BadData
from research.reading import apart, tables
from research.reading.apart import Limits, read_apart
from research.reading.tables import read_data
from tests import told
from tests.load.files import Found, mutate, try_file

MEGABYTE = 1024 * 1024
ANSWERS = pd.DataFrame({"q": [1.0, 2, 3, 4] * 20, "f": np.linspace(0, 1, 80), "t": ["some words of an answer"] * 80})


def refused(path: Path) -> str:
    with pytest.raises(BadData) as error:
        read_data(path)
    return told.text(error.value)


def packed(path: Path, size: int, name: str = "xl/sharedStrings.xml") -> None:
    """A workbook whose words unpack to so many megabytes."""
    book = openpyxl.Workbook()
    book.active.append(["a", "b"])
    book.active.append([1, 2])
    book.save(path)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as parts, parts.open(name, "w", force_zip64=True) as part:
        for _turn in range(size):
            part.write(b"<si><t>a</t></si>" + b" " * (MEGABYTE - 17))


def bomb(path: Path) -> None:
    packed(path, 200, "xl/media/more.xml")


def nested(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as outer:
        outer.writestr("inner.zip", b"PK\x03\x04" + b"\0" * 20 * MEGABYTE)


def polyglot(path: Path) -> None:
    path.write_bytes(b"%PDF-1.7\n<script>alert(1)</script>\nPK\x03\x04 and more" + b"$FL2")


def repeated(path: Path) -> None:
    """Parquet: a megabyte that stands for 140 million numbers."""
    table = pyarrow.table({"q": pyarrow.array(np.zeros(10_000_000, dtype=np.int64))})
    with parquet.ParquetWriter(path, table.schema, compression="zstd") as writer:
        for _part in range(14):
            writer.write_table(table)


def many_rows(path: Path) -> None:
    """SPSS: a file that says it has two thousand million rows."""
    pyreadstat.write_sav(ANSWERS, str(path), row_compress=True)
    content = bytearray(path.read_bytes())
    content[80:84] = struct.pack("<i", 2**31 - 1)
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("name", "make", "words"),
    [
        ("a.xlsx", bomb, "more time or memory"),
        ("a.xlsx", nested, "cannot be read"),
        ("a.xlsx", polyglot, "cannot be read"),
        ("a.sav", polyglot, "cannot be read"),
        ("a.sav", many_rows, "cannot be read"),
        ("a.zsav", many_rows, "cannot be read"),
        ("a.parquet", polyglot, "cannot be read"),
        ("a.parquet", repeated, "more time or memory"),
    ],
)
def test_bombs_are_refused_and_cost_the_asker_nothing(
    tmp_path: Path, name: str, make: Callable[[Path], None], words: str
) -> None:
    make(tmp_path / name)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    assert words in refused(tmp_path / name)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200 * 1024


def test_what_takes_too_long_or_too_much_is_stopped(tmp_path: Path) -> None:
    pyreadstat.write_sav(ANSWERS, str(tmp_path / "a.sav"))
    for limits in (
        Limits(seconds=0, memory=1024 * MEGABYTE, unpacked=MEGABYTE),
        Limits(seconds=10, memory=40 * MEGABYTE, unpacked=MEGABYTE),
    ):
        with (
            pytest.raises(BadData) as error,
            read_apart(tmp_path / "a.sav", wanted=None, keep=(), limits=limits) as (rows, _labels),
        ):
            list(rows)
        assert error.value.code in ("file_too_dear", "file_crashed_reader", "file_not_read")


def test_more_may_be_allowed_by_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(apart.SECONDS, "60")
    monkeypatch.setenv(apart.MEMORY, "4096")
    assert Limits.for_file(0).seconds == 60
    assert Limits.for_file(0).memory == 4096 * MEGABYTE
    assert Limits.for_file(10 * MEGABYTE).seconds == 260
    monkeypatch.setenv(apart.SECONDS, "a minute")
    with pytest.raises(BadData, match="limit_no_number"):
        Limits.for_file(0)


@pytest.mark.parametrize(
    ("program", "words"),
    [
        ("import os; os.abort()", "its reader broke off"),
        ("import sys; sys.exit(3)", "its reader broke off"),
        ("print('{}'); print('[1, \"q\"]'); print('[2, \"1\"]')", "its reader broke off"),
        ("print('garbage')", "its reader broke off"),
        ("print('[]')", "its reader broke off"),
        ("print('{}'); print('{\"a\": 1}')", "its reader broke off"),
        ('print(\'{"refused": "it is odd"}\')', "cannot be read: it is odd"),
    ],
)
def test_a_reader_that_breaks_off_is_no_end_of_the_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str, words: str
) -> None:
    (tmp_path / "program.py").write_text(program, encoding="utf-8")
    monkeypatch.setattr(apart, "PROGRAM", tmp_path / "program.py")
    (tmp_path / "a.sav").write_bytes(b"$FL2")

    assert words in refused(tmp_path / "a.sav")


def test_the_reader_knows_no_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "program.py").write_text('import os; print(\'{"refused": "%s"}\' % sorted(os.environ))', "utf-8")
    monkeypatch.setattr(apart, "PROGRAM", tmp_path / "program.py")
    monkeypatch.setenv("WHYPRINT_SECRET_KEY", "canary")
    (tmp_path / "a.sav").write_bytes(b"$FL2")

    assert "WHYPRINT" not in refused(tmp_path / "a.sav")


@pytest.mark.parametrize("kind", ["sav", "zsav", "xlsx"])
def test_damaged_files_are_refused_or_read_without_moving_a_value(tmp_path: Path, kind: str) -> None:
    found = [try_file(path, sound) for path, sound in mutate(tmp_path, kind, count=5, seed=7)]

    assert len(found) == 5
    assert set(found) <= {Found.REFUSED, Found.SAME, Found.OTHER_CELL}


def test_a_parquet_file_is_tried_out_apart_before_it_is_read_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where its reader crashes, it does so there: this process never opens the file."""
    path, crashes = tmp_path / "a.parquet", tmp_path / "crashes.py"
    ANSWERS.to_parquet(path)
    assert read_data(path)["q"].tolist() == ANSWERS["q"].tolist()
    crashes.write_text("import os\nos.abort()\n")
    monkeypatch.setattr(apart, "PROGRAM", crashes)
    monkeypatch.setattr(tables, "_in_parts", lambda *_args: pytest.fail("it was opened here"))
    assert "a.parquet" in refused(path)
