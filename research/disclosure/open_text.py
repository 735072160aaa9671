"""What open answers may say outside the research team: themes of enough people, no names, quotes only with leave."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from research.disclosure.cells import hide_small_cells
from research.disclosure.rules import Rules

FIGURES = ("count", "share", "difference", "low", "high", "q", "index")
NAMED = 3
AGAINST_ALL = ("population", "difference", "low", "high", "q", "index")
"""Figures that tell the total of a theme, together with those of a segment."""
OF_WORDS = ("answers", "share", "share_elsewhere")
ONLY_FIGURES = "Only counts leave this study, so nobody is quoted."
TOO_FEW = "Too few open answers to quote anybody."


def guard_open_text(shown: dict[str, Any], *, rules: Rules) -> int:
    """Hide small figures, names and quotes of the open answers, in place; returns how many cells.

    Each theme is a table of its own: people of each segment who speak of it, and who do not; the number of people who
    wrote is known for every segment. Words of fewer people than the smallest group go, and so do words that are names.

    Parameters
    ----------
    shown : dict
        A summary; sizes of segments are hidden already.
    rules : Rules
    """
    segments = shown.get("segments") or {}
    sizes = segments.get("sizes") or {}
    segments["open_text"] = [asked for asked in segments.get("open_text") or [] if not rules.is_small(asked["answers"])]
    return sum(_question(asked, sizes, rules) for asked in segments["open_text"])


def _question(asked: dict[str, Any], sizes: Mapping[str, int | None], rules: Rules) -> int:
    asked["themes"] = [theme for theme in asked["themes"] if _may_be_told(theme["answers"], asked["answers"], rules)]
    for theme in asked["themes"]:
        kept = [word for word in theme["words"] if not word["named"] and not rules.is_small(word["answers"])]
        theme["words"] = [{**word, **dict.fromkeys(OF_WORDS)} for word in kept]  # they would tell the theme's total
        theme["name"] = " · ".join(word["word"] for word in theme["words"][:NAMED]) or theme["code"]
    codes = {theme["code"] for theme in asked["themes"]}
    asked["by_segment"] = [line for line in asked["by_segment"] if line["theme"] in codes]
    hidden = _cells(asked, rules)
    _code_anew(asked)
    small = {line["segment"] for line in asked["by_segment"] if line["base"] is None}
    for code, own in asked["quotes"].items():
        _guard_quotes(own, hidden=sizes.get(code) is None or code in small, rules=rules)
    return hidden


def _may_be_told(part: int, whole: int, rules: Rules) -> bool:
    return not rules.is_small(part) and not rules.is_small(whole - part)


def _cells(asked: dict[str, Any], rules: Rules) -> int:
    """Counts per theme and segment; people without a segment are a column like any other."""
    hidden = 0
    bases = {line["segment"]: line["base"] for line in asked["by_segment"]}
    people = np.array([*bases.values(), asked["answers"] - sum(bases.values())], dtype=float)
    no_base = hide_small_cells(people[None, :], rules=rules)[0]
    for theme in asked["themes"]:
        lines = {line["segment"]: line for line in asked["by_segment"] if line["theme"] == theme["code"]}
        counts = [lines[code]["count"] for code in bases]
        speak = np.array([*counts, theme["answers"] - sum(counts)], dtype=float)
        mask, whole_too = _hidden(np.vstack([speak, people - speak]), no_base, rules)
        if whole_too:
            theme |= {"answers": None, "share": None}
        for line, hide in zip(lines.values(), mask, strict=False):
            hidden += _guard_line(line, hide=bool(hide), whole_too=whole_too, rules=rules)
    for line in asked["by_segment"]:
        if no_base[list(bases).index(line["segment"])]:
            line["base"] = None
    return hidden


def _hidden(counts: np.ndarray, no_base: np.ndarray, rules: Rules) -> tuple[np.ndarray, bool]:
    """Segments to hide for one theme, and whether the total of the theme is hidden instead of further segments.

    A theme of one segment would go as a whole, as few people elsewhere speak of it and the total gives them away.
    Without the total nothing does.
    """
    with_total = hide_small_cells(counts, rules=rules).any(axis=0) | no_base
    small = ((counts > 0) & (counts < rules.smallest_group)).any(axis=0) | no_base
    return (small, True) if with_total.sum() > small.sum() else (with_total, False)


def _guard_line(line: dict[str, Any], *, hide: bool, whole_too: bool, rules: Rules) -> int:
    if hide:
        line |= dict.fromkeys(FIGURES) | {"notable": False}
    elif line["base"] < rules.percent_base:
        line |= {name: None for name in FIGURES if name != "count"} | {"notable": False}
    elif line["base"] < rules.index_base:
        line |= {"index": None, "notable": False}
    if whole_too:
        line |= dict.fromkeys(AGAINST_ALL) | {"notable": False}
    return int(hide)


def _code_anew(asked: dict[str, Any]) -> None:
    """Themes whose total is hidden come last: their place between others would bound it."""
    ordered = sorted(asked["themes"], key=lambda theme: theme["answers"] is None)
    codes = {theme["code"]: f"T{place}" for place, theme in enumerate(ordered, 1)}
    for theme in ordered:
        theme["name"] = codes[theme["code"]] if theme["name"] == theme["code"] else theme["name"]
        theme["code"] = codes[theme["code"]]
    asked["themes"] = ordered
    for line in asked["by_segment"]:
        line["theme"] = codes[line["theme"]]
    asked["by_segment"].sort(key=lambda line: int(line["theme"][1:]))
    for own in asked["quotes"].values():
        for quote in own["quotes"]:
            quote["theme"] = codes.get(quote["theme"])


def _guard_quotes(own: dict[str, Any], *, hidden: bool, rules: Rules) -> None:
    if not rules.quotes:
        own |= {"quotes": [], "reason": ONLY_FIGURES}
    elif hidden or own["answers"] < max(rules.quote_base, rules.smallest_group):
        own |= {"quotes": [], "reason": TOO_FEW}
    if hidden or rules.is_small(own["answers"]):
        own |= {"answers": None, "quotable": None}
    elif rules.is_small(own["quotable"]) or rules.is_small(own["answers"] - own["quotable"]):
        own["quotable"] = None
