"""What every export gives: a file with its name and kind, to be sent by a page or written by a command."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING, Any

import orjson
import yaml

from research.codebook import Codebook
from surveys.services.studies.csv_cells import defuse

if TYPE_CHECKING:  # whoever only makes files needs no database
    import pandas as pd

    from surveys.exports.record import Record


@dataclass(kw_only=True)
class Tally:
    """What is known of a file once all of it was read."""

    rows: int = 0
    whole: bool = False


@dataclass(frozen=True, kw_only=True)
class File:
    """A file to hand over; `content` stands at its beginning and closes itself when it is let go."""

    name: str
    media_type: str
    content: IO[bytes]
    record: "Record | None" = None
    """What whoever hands it over writes down first."""
    tally: Tally = field(default_factory=Tally)
    """Responses in it, where it has any; they are counted while it is read."""


def text_file(name: str, media_type: str, text: str, *, record: "Record | None" = None) -> File:
    return File(name=name, media_type=media_type, content=io.BytesIO(text.encode("utf-8")), record=record)


def json_file(name: str, content: Any) -> File:
    return text_file(name, "application/json", json_text(content))


def json_text(content: Any) -> str:
    """Readable, and the same for the same content: `whyprint` writes its files so too."""
    return orjson.dumps(content, option=orjson.OPT_SORT_KEYS | orjson.OPT_INDENT_2 | orjson.OPT_NON_STR_KEYS).decode()


def csv_text(rows: Iterable[Sequence[Any]]) -> str:
    """A table as CSV; nothing in it runs in a spreadsheet."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows([csv_cell(value) for value in row] for row in rows)
    return text.getvalue()


def csv_cell(value: Any) -> Any:
    """A value as it stands in a CSV file: text that a spreadsheet would run is defused."""
    if value is None:
        return ""
    return defuse(value) if isinstance(value, str) else value


def csv_table(table: "pd.DataFrame") -> "pd.DataFrame":
    """A table as it stands in a CSV file: names and texts are defused, numbers are left alone."""
    numbers = set(table.select_dtypes(["number", "bool"]))
    texts = [name for name in table if name not in numbers]
    safe = table.assign(**{str(name): table[name].map(csv_cell, na_action="ignore") for name in texts})
    return safe.set_axis([csv_cell(str(name)) for name in table], axis=1)


def codebook_text(codebook: Codebook) -> str:
    return yaml.safe_dump(codebook.to_dict(), sort_keys=False, allow_unicode=True, width=110)
