"""The one look of all charts: colours, sizes and widths, and the Altair configuration made of them.

Colours are CSS variables: the page that shows a chart decides between light, dark and paper.
"""

from dataclasses import dataclass

import altair as alt

INK = "var(--chart-ink)"
MUTED = "var(--chart-muted)"
GRID = "var(--chart-grid)"
BAND = "var(--chart-band)"
MARK = "var(--chart-mark)"
ACCENT = "var(--chart-accent)"
WHO = "var(--chart-who)"
WHY = "var(--chart-why)"
GROUND = "var(--ground)"

TEXT = 13
SMALL = 12
LINE = 16.5
"""Height of one line of text."""
DOT = 90
"""Area of a dot in square pixels."""
PERSONAS = 8

CONFIG = alt.Config(
    background="transparent",
    padding=0,
    aria=False,
    view=alt.ViewConfig(stroke=None),
)
"""What every chart looks like before anything is drawn: nothing."""


@dataclass(frozen=True, kw_only=True)
class Frame:
    """Where labels, marks and values stand in a chart of one width.

    Parameters
    ----------
    width : int
        Of the whole picture.
    label_width : int
        Of the column of labels; where labels stand above the marks, of the whole line.
    plot_left, plot_right : int
        Ends of the scale.
    value_left : int
        Where the column of values begins.
    stacked : bool
        Whether labels stand above their marks.
    """

    width: int
    label_width: int
    plot_left: int
    plot_right: int
    value_left: int
    stacked: bool = False


WIDE = Frame(width=680, label_width=248, plot_left=270, plot_right=592, value_left=612)
HALF = Frame(width=520, label_width=196, plot_left=212, plot_right=444, value_left=462)
"""For one of two pictures that stand side by side."""
NARROW = Frame(width=340, label_width=330, plot_left=8, plot_right=264, value_left=282, stacked=True)


def persona_colour(place: int) -> str:
    """The fixed colour of the first, second … persona."""
    return f"var(--persona-{place % PERSONAS + 1})"


def likert_colour(step: int) -> str:
    """Colour of a step from 1, the strongest no, over 4, neutral, to 7, the strongest yes."""
    return f"var(--likert-{step})"
