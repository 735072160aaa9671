"""What a picture is made of, and how it is written: SVG that may stand in any of our pages.

No fixed colours, no typeface, no inline style, no names that a page could have as well; whatever text comes in is
escaped.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import ClassVar, Literal, Protocol

from research.charts.theme import INK, TEXT

Align = Literal["start", "middle", "end"]
Point = tuple[float, float]

_UNWRITABLE = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Signs that no SVG may hold, however they are written."""


class Mark(Protocol):
    """Something drawn; what has the higher layer is painted over what has the lower one."""

    layer: ClassVar[int]

    def svg(self) -> str:
        """As an element."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A straight line: an interval (thin), a band or a bar (thick); `strength` is how opaque it is."""

    start: Point
    end: Point
    colour: str = INK
    thick: float = 1.0
    strength: float = 1.0
    layer: ClassVar[int] = 0

    def svg(self) -> str:
        (x1, y1), (x2, y2) = self.start, self.end
        ends = f'<line x1="{short(x1)}" y1="{short(y1)}" x2="{short(x2)}" y2="{short(y2)}" stroke="{self.colour}"'
        width = "" if self.thick == 1 else f' stroke-width="{short(self.thick)}"'
        return f"{ends}{width}{_opacity('stroke', self.strength)}/>"


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """Any shape: filled with a colour, with an outline, or both."""

    path: str
    fill: str = "none"
    strength: float = 1.0
    line: str = ""
    thick: float = 1.0
    layer: ClassVar[int] = 0

    def svg(self) -> str:
        line = f' stroke="{self.line}" stroke-width="{short(self.thick)}"' if self.line else ""
        return f'<path d="{self.path}" fill="{self.fill}"{_opacity("fill", self.strength)}{line}/>'


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A point."""

    at: Point
    radius: float
    colour: str = INK
    layer: ClassVar[int] = 1

    def svg(self) -> str:
        x, y = self.at
        return f'<circle cx="{short(x)}" cy="{short(y)}" r="{short(self.radius)}" fill="{self.colour}"/>'


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """One line of words, whose small letters have their middle at `at`."""

    text: str
    at: Point
    colour: str = INK
    size: float = TEXT
    bold: bool = False
    align: Align = "start"
    layer: ClassVar[int] = 2

    def svg(self) -> str:
        x, y = self.at
        foot = y + 0.35 * self.size  # SVG wants the foot of small letters
        return f'<text x="{short(x)}" y="{short(foot)}"{"".join(self._differences())}>{written(self.text)}</text>'

    def _differences(self) -> Iterator[str]:
        """From what the whole picture has."""
        if self.colour != INK:
            yield f' fill="{self.colour}"'
        if self.size != TEXT:
            yield f' font-size="{short(self.size)}"'
        if self.bold:
            yield ' font-weight="600"'
        if self.align != "start":
            yield f' text-anchor="{self.align}"'
        if any(unicodedata.bidirectional(sign) in ("R", "AL") for sign in self.text):
            yield ' unicode-bidi="plaintext"'  # read from where its first letter says, at the place it has


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A finished picture.

    Parameters
    ----------
    title, description : str
        What it shows, and what stands for what, for those who cannot see it.
    width, height : float
    marks : sequence of Mark
        Of one layer, the later is painted over the earlier.
    """

    title: str
    description: str
    width: float
    height: float
    marks: tuple[Mark, ...]

    def svg(self) -> str:
        size = f'viewBox="0 0 {short(self.width)} {short(self.height)}" width="{short(self.width)}"'
        head = f'<svg {size} role="img" direction="ltr" fill="{INK}" font-size="{TEXT}">'
        words = f"<title>{written(self.title)}</title><desc>{written(self.description)}</desc>"
        drawn = "".join(mark.svg() for mark in sorted(self.marks, key=lambda mark: mark.layer))
        return f"{head}{words}{drawn}</svg>"


def written(text: str) -> str:
    """Any text as text."""
    return escape(_UNWRITABLE.sub("", text))


def short(value: float) -> str:
    """A length: to a tenth of a pixel, without what says nothing."""
    return f"{value:.1f}".removesuffix(".0")


def _opacity(of: str, strength: float) -> str:
    return "" if strength == 1 else f' {of}-opacity="{strength:.3g}"'
