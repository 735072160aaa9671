"""The card of an outcome to share: the same picture as SVG and as PNG, with nothing of any person in it."""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from surveys.questionnaire.definition import Questionnaire
from surveys.questionnaire.quiz import Outcome

WIDTH, HEIGHT = 1200, 630
_LINE = 10.4
"""Width of a line of the title, in letters as wide as they are high."""
_NARROW = 0.62
"""Width of a letter that is not East Asian."""
_MOST_LINES = 3


@dataclass(frozen=True, kw_only=True)
class Card:
    quiz: str
    lines: tuple[str, ...]
    """The title of the outcome, divided where a line is full."""
    motif: str | None
    number: int


def card_of(questionnaire: Questionnaire, outcome: Outcome, *, language: str, number: int) -> Card:
    own = questionnaire.language
    return Card(
        quiz=shortened(questionnaire.title.in_language(language, own), 2 * _LINE),
        lines=divided(outcome.title.in_language(language, own)),
        motif=outcome.motif,
        number=number,
    )


def divided(text: str) -> tuple[str, ...]:
    """Lines of a card; scripts without blanks are divided between signs."""
    lines = [""]
    for word in _words(text):
        if lines[-1] and _width(lines[-1] + word) > _LINE:
            lines.append("")
        lines[-1] = (lines[-1] + word).lstrip()
    kept = [line.rstrip() for line in lines][:_MOST_LINES]
    return (*kept[:-1], shortened(kept[-1], _LINE, cut=len(lines) > _MOST_LINES))


def shortened(text: str, width: float, *, cut: bool = False) -> str:
    if _width(text) <= width and not cut:
        return text
    while text and _width(text + "…") > width:
        text = text[:-1]
    return text.rstrip() + "…"


@lru_cache(maxsize=64)
def png_of(svg: str) -> bytes:
    """The picture as PNG, for places that show no SVG; letters are those of the fonts of this machine."""
    from resvg_py import svg_to_bytes

    return bytes(svg_to_bytes(svg_string=svg, width=WIDTH, height=HEIGHT, font_family="DejaVu Serif"))


def _words(text: str) -> list[str]:
    parts: list[str] = []
    for sign in text:
        if parts and not _is_wide(sign) and not parts[-1].endswith(" ") and not _is_wide(parts[-1][-1]):
            parts[-1] += sign
        else:
            parts.append(sign)
    return parts


def _width(text: str) -> float:
    return sum(1.0 if _is_wide(sign) else _NARROW for sign in text)


def _is_wide(sign: str) -> bool:
    return unicodedata.east_asian_width(sign) in "WF"
