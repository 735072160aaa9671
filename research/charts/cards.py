"""The two cards of the same people: who they are and why they act, in the same grammar and on the same scale."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from research.charts.rows import Label
from research.charts.shares import ShareRow, share_rows
from research.charts.svg import Sheet
from research.charts.theme import WHO, WHY, Frame
from research.words.figures import NBSP, answer_words

TITLES = {"who": "Who they are, against everybody", "why": "Why they act, against everybody"}


def card(rows: Sequence[Mapping[str, Any]], frame: Frame, *, side: Literal["who", "why"], code: str) -> Sheet:
    """One card.

    Parameters
    ----------
    rows : sequence of mapping
        `who` or `why` of a persona.
    frame : Frame
    side : {"who", "why"}
    code : str
        Of the persona.
    """
    colour = WHO if side == "who" else WHY
    given = [
        ShareRow(
            label=label_of(row),
            share=row["share"],
            everybody=row["population_share"],
            low=row["low"],
            high=row["high"],
            colour=colour,
        )
        for row in rows
        if row["share"] is not None
    ]
    return share_rows(given, frame, title=f"{code}: {TITLES[side]}", these=f"{code}, 95 % interval", colour=colour)


def label_of(row: Mapping[str, Any]) -> Label:
    """The label of a row; a question that formed the personas carries a star."""
    main, detail = answer_words(row)
    if row.get("role") == "maker":
        main += f"{NBSP}*"
    return Label(main=main, detail=detail)
