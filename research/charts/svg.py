"""From pictures to SVG that may stand in any of our pages: no fixed colours, no typeface, no inline style.

Altair draws the marks of all pictures in one go, and each picture takes its own. Words are set here: the drawing
engine would measure each of them, which takes six times as long as everything else, and nothing needs the measures.
"""

import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeVar

import vl_convert

from research.charts.canvas import Picture, Rows, dot_layer, line_layer
from research.charts.theme import CONFIG

SVG = "{http://www.w3.org/2000/svg}"
KEPT = frozenset({"fill", "stroke", "stroke-width", "stroke-opacity"})
"""What a mark may look like; everything else is the drawing engine's own."""
PLAIN = {"fill": "none", "stroke-width": "1", "stroke-opacity": "1", "text-anchor": "start", "font-weight": "400"}
ANCHORS = {"left": "start", "center": "middle", "right": "end"}
Key = TypeVar("Key")


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A picture with its size and what it shows, in a few words for those who cannot see it."""

    picture: Picture
    width: float
    height: float
    title: str


def render(sheets: Mapping[Key, Sheet]) -> dict[Key, str]:
    """Draw all sheets; the order of marks is the order in which they were given.

    Parameters
    ----------
    sheets : mapping
        Any key -> sheet.

    Returns
    -------
    dict
        The same keys -> SVG.
    """
    lines = _drawn([row for sheet in sheets.values() for row in sheet.picture.lines], line_layer, _line)
    dots = _drawn([row for sheet in sheets.values() for row in sheet.picture.dots], dot_layer, _circle)
    return {key: _svg(sheet, lines, dots) for key, sheet in sheets.items()}


def warm_up() -> None:
    """Start the drawing engine, which takes half a second, before anything is asked of it."""
    vl_convert.vegalite_to_svg(_spec([], line_layer))


def _drawn(
    rows: Rows, layer: Callable[[str], dict[str, Any]], shape: Callable[[ET.Element], ET.Element]
) -> Iterator[ET.Element]:
    """One element per row, in order."""
    if not rows:
        return
    drawn = vl_convert.vegalite_to_svg(_spec(rows, layer))
    root = ET.fromstring(drawn)  # noqa: S314  (written by our own drawing engine)
    group = next(found for found in root.iter(f"{SVG}g") if "layer_0_marks" in found.get("class", ""))
    if len(group) != len(rows):
        raise ValueError(f"{len(rows)} marks were given and {len(group)} drawn.")
    yield from map(shape, group)


def _spec(rows: Rows, layer: Callable[[str], dict[str, Any]]) -> dict[str, Any]:
    return {
        "layer": [layer("marks")],
        "datasets": {"marks": rows},
        "width": 1,
        "height": 1,
        "config": CONFIG.to_dict(validate=False),
    }


def _svg(sheet: Sheet, lines: Iterator[ET.Element], dots: Iterator[ET.Element]) -> str:
    root = ET.Element(
        "svg",
        {
            "viewBox": f"0 0 {sheet.width:g} {sheet.height:g}",
            "width": f"{sheet.width:g}",
            "role": "img",
            "direction": "ltr",
            "fill": "none",
        },
    )
    ET.SubElement(root, "title").text = sheet.title
    root.extend(islice(lines, len(sheet.picture.lines)))
    root.extend(islice(dots, len(sheet.picture.dots)))
    root.extend(map(_text, sheet.picture.words))
    return ET.tostring(root, encoding="unicode")


def _text(row: Mapping[str, Any]) -> ET.Element:
    attributes = {
        "x": _short(row["x"]),
        "y": _short(row["y"] + 0.35 * row["s"]),  # `y` is the middle of small letters, SVG wants their foot
        "fill": str(row["c"]),
        "font-size": f"{row['s']:g}",
        "font-weight": f"{row['w']}",
        "text-anchor": ANCHORS[row["a"]],
    }
    made = ET.Element("text", {name: value for name, value in attributes.items() if PLAIN.get(name) != value})
    made.text = row["t"]
    return made


def _line(mark: ET.Element) -> ET.Element:
    x, y = _place(mark)
    ends = {"x1": x, "y1": y, "x2": x + float(mark.get("x2", "0")), "y2": y + float(mark.get("y2", "0"))}
    return ET.Element("line", _attributes(mark) | {name: _short(value) for name, value in ends.items()})


def _circle(mark: ET.Element) -> ET.Element:
    """Every symbol of ours is a circle, whose path begins at its radius."""
    x, y = _place(mark)
    radius = float(mark.get("d", "M0,0").removeprefix("M").split(",", 1)[0])
    return ET.Element("circle", _attributes(mark) | {"cx": _short(x), "cy": _short(y), "r": _short(radius)})


def _place(mark: ET.Element) -> tuple[float, float]:
    x, _, y = mark.get("transform", "translate(0,0)").removeprefix("translate(").rstrip(")").partition(",")
    return float(x), float(y)


def _attributes(mark: ET.Element) -> dict[str, str]:
    return {name: value for name, value in mark.attrib.items() if name in KEPT and PLAIN.get(name) != value}


def _short(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
