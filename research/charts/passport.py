"""Same passport, different people: how one demographic cell splits over the personas."""

from collections.abc import Mapping, Sequence
from typing import Any

from research.arithmetic.intervals import wilson
from research.charts.rows import Label
from research.charts.shares import ShareRow, share_rows
from research.charts.svg import Sheet
from research.charts.theme import MARK, Frame, persona_colour
from research.summary.told import Cell


def passport(cell: Cell, personas: Sequence[Mapping[str, Any]], frame: Frame) -> Sheet:
    """Shares of the personas among people of one cell, against everybody.

    Parameters
    ----------
    cell : Cell
    personas : sequence of mapping
    frame : Frame
    """
    given = [
        ShareRow(
            label=Label(main=f"{persona['code']}  {persona['name']}", bold=True),
            share=share,
            everybody=cell.everybody.get(persona["code"]),
            low=wilson(share, cell.n)[0],
            high=wilson(share, cell.n)[1],
            colour=persona_colour(place),
        )
        for place, persona in enumerate(personas)
        if (share := cell.shares.get(persona["code"])) is not None
    ]
    title = f"{cell.question} {cell.words}: share of each persona"
    return share_rows(given, frame, title=title, these="these people", colour=MARK)
