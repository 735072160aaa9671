"""From Altair charts to SVG that may stand in any of our pages: no fixed colours, no typeface, no inline style."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import vl_convert

from research.charts.canvas import Picture, layers
from research.charts.theme import CONFIG

SVG = "{http://www.w3.org/2000/svg}"
KEPT = frozenset(
    {"fill", "stroke", "stroke-width", "stroke-opacity", "stroke-linecap", "stroke-dasharray", "d"}
    | {"text-anchor", "font-size", "font-weight"}
)
"""What a mark may look like; everything else is the drawing engine's own."""
PLAIN = {"fill": "none", "stroke-width": "1", "stroke-opacity": "1", "stroke-linecap": "butt"}
PLAIN |= {"text-anchor": "start", "font-weight": "400", "stroke-dasharray": "1,0"}
BATCH = 24
_BATCHED = re.compile(r"\bconcat_\d+_group\b")


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A chart with its size and what it shows, in a few words for those who cannot see it."""

    picture: Picture
    width: float
    height: float
    title: str


def render(sheets: Mapping[Any, Sheet], *, threads: int = 2) -> dict[Any, str]:
    """Draw many sheets; they are handed to the drawing engine together, because one call costs as much as a chart.

    Parameters
    ----------
    sheets : mapping
        Any key -> sheet.
    threads : int
        Calls at the same time.
    """
    keys = list(sheets)
    batches = [{key: sheets[key] for key in keys[start : start + BATCH]} for start in range(0, len(keys), BATCH)]
    with ThreadPoolExecutor(threads) as pool:
        drawn = list(pool.map(_render_batch, batches))
    return {key: svg for part in drawn for key, svg in part.items()}


def _render_batch(sheets: Mapping[Any, Sheet]) -> dict[Any, str]:
    views: list[dict[str, Any]] = []
    data: dict[str, Any] = {}
    for place, sheet in enumerate(sheets.values()):
        made, rows = layers(sheet.picture, str(place))
        views.append({"width": sheet.width, "height": sheet.height, "layer": made})
        data |= rows
    spec = {"vconcat": views, "datasets": data, "bounds": "flush", "config": CONFIG.to_dict(validate=False)}
    root = ET.fromstring(vl_convert.vegalite_to_svg(spec))  # noqa: S314  (written by our own drawing engine)
    groups = [group for group in root.iter(f"{SVG}g") if _BATCHED.search(group.get("class", ""))]
    return {key: clean(groups[place], sheet) for place, (key, sheet) in enumerate(sheets.items())}


def clean(group: ET.Element, sheet: Sheet) -> str:
    """One picture of a batch as an element of its own."""
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
    for placed in group:  # its place among the others of the batch goes with this element
        root.extend(_marks(placed))
    return ET.tostring(root, encoding="unicode")


def _marks(element: ET.Element) -> Iterator[ET.Element]:
    """The visible marks below an element, each standing for itself."""
    for child in element:
        tag = child.tag.removeprefix(SVG)
        if child.get("class") == "background" or child.get("display") == "none":
            continue
        if tag == "g":
            yield from _marks(child)
        elif tag in _SHAPES:
            yield _SHAPES[tag](child)


def _text(mark: ET.Element) -> ET.Element:
    x, y = _place(mark)
    made = ET.Element("text", _attributes(mark) | {"x": _short(x), "y": _short(y)})
    made.text = mark.text
    return made


def _line(mark: ET.Element) -> ET.Element:
    x, y = _place(mark)
    ends = {"x1": x, "y1": y, "x2": x + float(mark.get("x2", "0")), "y2": y + float(mark.get("y2", "0"))}
    return ET.Element("line", _attributes(mark) | {name: _short(value) for name, value in ends.items()})


def _circle(mark: ET.Element) -> ET.Element:
    """A point: every symbol of ours is a circle, whose path begins at its radius."""
    x, y = _place(mark)
    radius = float(mark.get("d", "M0,0").removeprefix("M").split(",", 1)[0])
    kept = {name: value for name, value in _attributes(mark).items() if name != "d"}
    return ET.Element("circle", kept | {"cx": _short(x), "cy": _short(y), "r": _short(radius)})


_SHAPES: Mapping[str, Callable[[ET.Element], ET.Element]] = {"text": _text, "line": _line, "path": _circle}


def _place(mark: ET.Element) -> tuple[float, float]:
    x, _, y = mark.get("transform", "translate(0,0)").removeprefix("translate(").rstrip(")").partition(",")
    return float(x), float(y)


def _attributes(mark: ET.Element) -> dict[str, str]:
    return {name: value for name, value in mark.attrib.items() if name in KEPT and PLAIN.get(name) != value}


def _short(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
