"""Somebody's own answers as a table to read and keep: a line for every question, in words."""

from collections.abc import Iterator
from datetime import datetime

from surveys.exports.file import File, csv_text, text_file
from surveys.services.answers.describe_my_data import MyData
from surveys.words import gettext as _


def my_data_csv(data: MyData, *, slug: str) -> File:
    """The same answers as on the page; the mark at its beginning tells spreadsheets which letters these are."""
    return text_file(f"my-data-{slug}.csv", "text/csv; charset=utf-8", "\ufeff" + csv_text(_lines(data)))


def _lines(data: MyData) -> Iterator[list[str | int]]:
    yield [_("Question"), _("Answer"), _("Sent (UTC)"), _("Version of the questionnaire")]
    for line in data.answers:
        yield [line.text, line.answer, _moment(line.sent_at), data.version]


def _moment(at: datetime | None) -> str:
    return "" if at is None else f"{at:%Y-%m-%d %H:%M:%S}"
