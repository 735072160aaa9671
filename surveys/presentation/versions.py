"""Versions of the questionnaire behind some results: which, with how many people, and what they worded differently."""

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from research.summary.schema.measured import Data, Wording
from surveys.presentation.numbers import whole
from surveys.presentation.table import Table
from surveys.words import gettext as _
from surveys.words import ngettext


def versions_words(data: Data) -> str:
    """Every version with its people in one line; empty where nothing is known of versions."""
    return ", ".join(
        ngettext(
            "%(version)d (one person)",
            "%(version)d (%(n)s people)",
            0 if version.n is None else version.n,
            version=version.number,
            n=_people(version.n),
        )
        for version in data.versions
    )


def reworded_table(data: Data) -> Table | None:
    """Every question that was put in different words, with all of them; None where there is none."""
    if not data.reworded:
        return None
    return Table(
        caption=_("Questions in different words"),
        columns=[_("Question"), _("Versions"), _("Words"), (_("People"), "number")],
        rows=[_row(item.variable, wording) for item in data.reworded for wording in item.wordings],
        base=_("The answers to all wordings are analysed together; read both before you trust that they ask the same."),
    )


def _row(variable: str, wording: Wording) -> Sequence[Any]:
    return [variable, ", ".join(map(str, wording.versions)), _words(wording), _people(wording.n)]


def _words(wording: Wording) -> Any:
    labels = [f"{code} = {text}" for code, text in wording.labels.items()]
    return Markup("<br>").join([wording.text, *labels])


def _people(n: int | None) -> str:
    return _("too few to tell") if n is None else whole(n)
