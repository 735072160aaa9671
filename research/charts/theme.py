"""The one look of all charts: colours, sizes and widths.

Colours are CSS variables: the page that shows a chart decides between light, dark and paper.
"""

from dataclasses import dataclass, replace

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
PERSONAS = 8


@dataclass(frozen=True, kw_only=True)
class Frame:
    """Where labels, marks and values stand in a chart of one width.

    Parameters
    ----------
    width : float
        Of the whole picture.
    label_width : float
        Of the column of labels; where labels stand above the marks, of the whole line.
    plot_left, plot_right : float
        Ends of the scale.
    value_left : float
        Where the column of values begins.
    stacked : bool
        Whether labels stand above their marks.
    """

    width: float
    label_width: float
    plot_left: float
    plot_right: float
    value_left: float
    stacked: bool = False

    @property
    def key_left(self) -> float:
        """Where the key begins: above the marks, or at the edge where labels stand there."""
        return 0.0 if self.stacked else self.plot_left

    def without_values(self, *, left: float, right: float) -> "Frame":
        """The same frame with the room of the values given to the scale, but for these margins."""
        return replace(self, plot_left=self.plot_left + left, plot_right=self.width - right)


WIDE = Frame(width=680, label_width=248, plot_left=270, plot_right=580, value_left=596)
HALF = Frame(width=520, label_width=196, plot_left=212, plot_right=442, value_left=458)
"""For one of two pictures that stand side by side."""
NARROW = Frame(width=340, label_width=330, plot_left=8, plot_right=262, value_left=278, stacked=True)


def persona_colour(place: int) -> str:
    """The fixed colour of the first, second … persona."""
    return f"var(--persona-{place % PERSONAS + 1})"


def likert_colour(step: int) -> str:
    """Colour of a step from 1, the strongest no, over 4, neutral, to 7, the strongest yes."""
    return f"var(--likert-{step})"
