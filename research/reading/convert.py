"""The other process: an XLSX or SPSS file becomes lines of JSON on its output. It imports nothing of ours.

A Parquet file is only read through, and nothing of it sent: it is tried out here before whoever asked reads it, too.

In: one JSON object (path, wanted columns, codes to keep, limits). Out: an object of labels, then a list per row (its
number and its cells as text), then `null`; or an object that says why not.
"""

import json
import os
import re
import resource
import struct
import sys
import zipfile
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

_FORMULA = re.compile(rb"<f[ >/]")


def main() -> None:
    """Read what was asked for, within limits that hold before the file is touched."""
    request = json.load(sys.stdin)
    limits = request["limits"]
    _hold(resource.RLIMIT_AS, limits["memory"])
    _hold(resource.RLIMIT_CPU, limits["seconds"])
    _hold(resource.RLIMIT_CORE, 0)
    _hold(resource.RLIMIT_FSIZE, 0)
    path = Path(request["path"])
    try:
        if path.suffix.lower() == ".xlsx":
            _send_xlsx(path, limits["unpacked"])
        elif path.suffix.lower() == ".parquet":
            _try_parquet(path, request["wanted"], limits["memory"])
        else:
            _send_spss(path, request["wanted"], set(request["keep"]))
        _send(None)
    except MemoryError:
        _send({"too_large": True})
    except BrokenPipeError:
        os._exit(1)
    except Exception as error:  # a damaged file can fail in as many ways as there are readers
        _send({"refused": next(iter(str(error).splitlines()), type(error).__name__)})


def _hold(what: int, most: int) -> None:
    hard = resource.getrlimit(what)[1]
    most = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(what, (most, most))


def _send(told: object) -> None:
    sys.stdout.write(json.dumps(told, ensure_ascii=True, allow_nan=False) + "\n")
    sys.stdout.flush()


def _send_row(number: int, cells: list[str]) -> None:
    sys.stdout.write(json.dumps([number, *cells]) + "\n")


def _send_xlsx(path: Path, most: int) -> None:
    import openpyxl

    with zipfile.ZipFile(path) as parts:
        if sum(part.file_size for part in parts.infolist()) > most:
            raise MemoryError
        have_formulas = [part for part in parts.infolist() if _holds_formulas(parts, part)]  # reading is checking
    if have_formulas:
        _refuse_formulas_without_result(path)
    sheet = openpyxl.load_workbook(path, read_only=True, data_only=True).worksheets[0]
    sheet.reset_dimensions()  # what it says of its size is not believed: rows behind it would be lost
    _send({})
    width = 0
    for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
        if any(cell is not None for cell in row):
            width = width or len(row)
            cells = [_as_text(cell) for cell in row]
            _send_row(number, cells + [""] * (width - len(row)))  # what is empty need not stand there


def _holds_formulas(parts: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    found, before = False, b""
    with parts.open(part) as content:
        while piece := content.read(1 << 20):
            found = found or _FORMULA.search(before + piece) is not None
            before = piece[-3:]
    return found


def _refuse_formulas_without_result(path: Path) -> None:
    """A program that did not compute them left nothing to read; that would look like no answer."""
    import openpyxl

    written, computed = (
        openpyxl.load_workbook(path, read_only=True, data_only=data_only).worksheets[0] for data_only in (False, True)
    )
    for sheet in (written, computed):
        sheet.reset_dimensions()
    for number, rows in enumerate(zip(written.iter_rows(), computed.iter_rows(), strict=True), 1):
        for formula, result in zip(*rows, strict=True):
            if formula.data_type == "f" and result.value is None:
                raise ValueError(f"line {number}, column {formula.column}: a formula without its result")


def _send_spss(path: Path, wanted: list[str] | None, keep: set[float]) -> None:
    import pyreadstat

    _check_blocks(path)
    told = pyreadstat.read_sav(str(path), metadataonly=True)[1]
    names = [name for name in told.column_names if wanted is None or name.strip() in wanted]
    frame, about = pyreadstat.read_sav(str(path), user_missing=True, usecols=names or told.column_names[:1])
    if about.number_rows is not None and about.number_rows != len(frame):
        raise ValueError(f"it should hold {about.number_rows} rows and holds {len(frame)}")
    missing = _missing_of(about)
    _send({name: _whole(labels) for name, labels in about.variable_value_labels.items() if name in frame.columns})
    _send_row(1, names)
    columns = [_spss_cells(frame[name].tolist(), missing.get(name, []), keep) for name in names]
    for number, cells in enumerate(zip(*columns, strict=True), 2):
        _send_row(number, list(cells))


def _try_parquet(path: Path, wanted: list[str] | None, most: int) -> None:
    """Read every column, one after the other: a few bytes of a packed file may stand for thousands of millions."""
    from pyarrow import parquet

    with parquet.ParquetFile(path) as file:
        for name in file.schema_arrow.names:
            if wanted is None or name.strip() in wanted:
                most -= file.read(columns=[name], use_threads=False).nbytes
            if most < 0:
                raise MemoryError
    _send({})


def _check_blocks(path: Path) -> None:
    """Count the values of a packed file: where one sign is wrong, all values behind it move, and no reader sees it."""
    content = path.read_bytes()
    order = "<" if content[64:68] in (b"\2\0\0\0", b"\3\0\0\0") else ">"
    packed, _weight, rows = struct.unpack_from(f"{order}3i", content, 72)
    if content[:4] != b"$FL2" or packed != 1:
        return
    start, width = _dictionary(content, order)
    values, end = _count_values(content, start)
    if end != len(content) or (values != rows * width if rows >= 0 else values % width):
        raise ValueError(f"{rows} rows of {width} values should be {rows * width}, and {values} are there")


def _dictionary(content: bytes, order: str) -> tuple[int, int]:
    """Where the data begin, and how many values a row has."""
    place, width = 176, 0
    while True:
        kind, *more = struct.unpack_from(f"{order}6i", content.ljust(place + 24, b"\0"), place)
        place += 4
        if kind == 2:
            width += 1
            place += 28
            if more[1]:
                place += 4 + -(-struct.unpack_from(f"{order}i", content, place)[0] // 4) * 4
            place += abs(more[2]) * 8
        elif kind == 3:
            place += 4
            for _label in range(more[0]):
                place += 8 + (content[place + 8] // 8 + 1) * 8
        elif kind in (4, 6):
            place += 4 + more[0] * (4 if kind == 4 else 80)
        elif kind == 7:
            place += 12 + more[1] * more[2]
        elif kind == 999:
            return place + 4, max(width, 1)
        else:
            raise ValueError("its dictionary is damaged")


def _count_values(content: bytes, place: int) -> tuple[int, int]:
    """Values of packed data, and where they end."""
    values = 0
    while place < len(content):
        codes = content[place : place + 8]
        place += 8
        end = codes.find(252)
        codes = codes if end < 0 else codes[:end]
        values += len(codes) - codes.count(0)
        place += 8 * codes.count(253)
        if end >= 0:
            break
    return values, place


def _missing_of(about: Any) -> dict[str, list[tuple[Any, Any]]]:
    """Column -> the ranges of what it declares as no answer."""
    ranges = {name: [(each["lo"], each["hi"]) for each in found] for name, found in about.missing_ranges.items()}
    for name, values in about.missing_user_values.items():
        ranges.setdefault(name, []).extend((value, value) for value in values)
    return ranges


def _spss_cells(values: list[Any], missing: list[tuple[Any, Any]], keep: set[float]) -> list[str]:
    return ["" if _is_declared(value, missing, keep) else _as_text(value) for value in values]


def _is_declared(value: Any, missing: list[tuple[Any, Any]], keep: set[float]) -> bool:
    """Whether the file itself says that this is no answer."""
    return bool(missing) and value not in keep and any(_between(value, *ends) for ends in missing)


def _between(value: Any, low: Any, high: Any) -> bool:
    try:
        return bool(low <= value <= high)
    except TypeError:
        return False


def _whole(labels: dict[Any, Any]) -> dict[str, str]:
    """Words of whole numbers; other codes cannot stand in a codebook."""
    return {str(int(code)): str(words) for code, words in labels.items() if _is_whole(code)}


def _is_whole(code: Any) -> bool:
    return isinstance(code, (int, float)) and float(code).is_integer()


def _as_text(cell: Any) -> str:
    if cell is None or cell != cell:
        return ""
    if isinstance(cell, bool):
        return str(int(cell))
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime | date | time):
        return cell.isoformat()
    return str(cell)


if __name__ == "__main__":
    main()
