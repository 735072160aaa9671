"""What open answers may say outside the research team: themes of enough people, no names, quotes only with leave."""

from collections.abc import Mapping, Sequence

import numpy as np

from research.disclosure.cells import hide_small_cells
from research.disclosure.rules import Rules
from research.said import say
from research.summary.schema.written import OpenQuestion, SegmentQuotes, Theme, ThemeLine, ThemePhrase, ThemeWord

FIGURES = ("count", "share", "difference", "low", "high", "q", "index")
AGAINST_ALL = ("population", "difference", "low", "high", "q", "index")
"""Figures that tell the total of a theme, together with those of a segment."""
OF_WORDS = ("answers", "share", "share_elsewhere")


def guard_open_text(
    questions: Sequence[OpenQuestion], sizes: Mapping[str, int | None], *, rules: Rules
) -> list[OpenQuestion]:
    """Hide small figures, names and quotes of the open answers.

    Each theme is a table of its own: people of each segment who speak of it, and who do not; the number of people who
    wrote is known for every segment. Words of fewer people than the smallest group go, and so do words that are names.

    Parameters
    ----------
    questions : sequence of OpenQuestion
    sizes : mapping of segment to int or None
        None where the size is hidden.
    rules : Rules
    """
    return [_question(asked, sizes, rules) for asked in questions if not rules.is_small(asked.answers or 0)]


def _question(asked: OpenQuestion, sizes: Mapping[str, int | None], rules: Rules) -> OpenQuestion:
    answers = asked.answers or 0
    told = [
        theme for theme in asked.themes if _may_be_told(theme.answers or 0, answers, rules) and _sayable(theme, rules)
    ]
    kept = {theme.code for theme in told}
    lines = [line for line in asked.by_segment if line.theme in kept]
    bases = {line.segment: line.base or 0 for line in lines}
    people = np.array([*bases.values(), answers - sum(bases.values())], dtype=float)
    no_base = hide_small_cells(people[None, :], rules=rules)[0]
    hidden_bases = {code for code, hide in zip(bases, no_base, strict=False) if hide}
    themes, guarded = [], []
    for theme in told:
        own = [line for line in lines if line.theme == theme.code]
        shown, own_lines = _theme(theme, own, people, no_base, rules)
        themes.append(shown)
        guarded += [_based(line, hidden_bases) for line in own_lines]
    themes, renamed = _coded_anew(themes)
    quotes = {
        code: _guard_quotes(own, renamed, hidden=sizes.get(code) is None or code in hidden_bases, rules=rules)
        for code, own in asked.quotes.items()
    }
    ordered = [line.model_copy(update={"theme": renamed[line.theme]}) for line in guarded]
    ordered.sort(key=lambda line: int(line.theme[1:]))
    return asked.model_copy(update={"themes": themes, "by_segment": ordered, "quotes": quotes})


def _may_be_told(part: int, whole: int, rules: Rules) -> bool:
    return not rules.is_small(part) and not rules.is_small(whole - part)


def _sayable(theme: Theme, rules: Rules) -> bool:
    """Whether its whole name may be said: a part of it would not be what was counted."""
    return bool(theme.phrases) and not any(rules.is_small(phrase.answers or 0) for phrase in theme.phrases)


def _theme(
    theme: Theme, lines: Sequence[ThemeLine], people: np.ndarray, no_base: np.ndarray, rules: Rules
) -> tuple[Theme, list[ThemeLine]]:
    """One theme with its line per segment; people without a segment are a column like any other."""
    counts = [line.count or 0 for line in lines]
    speak = np.array([*counts, (theme.answers or 0) - sum(counts)], dtype=float)
    mask, whole_too = _hidden(np.vstack([speak, people - speak]), no_base, rules)
    shown = theme.model_copy(update={"words": _words(theme, rules), "phrases": _phrases(theme)})
    if whole_too:
        shown = shown.model_copy(update={"answers": None, "share": None})
    told = zip(lines, mask, strict=False)
    return shown, [_guard_line(line, hide=bool(hide), whole_too=whole_too, rules=rules) for line, hide in told]


def _phrases(theme: Theme) -> list[ThemePhrase]:
    return [phrase.model_copy(update={"answers": None, "forms": []}) for phrase in theme.phrases]


def _words(theme: Theme, rules: Rules) -> list[ThemeWord]:
    kept = [word for word in theme.words if not word.named and not rules.is_small(word.answers or 0)]
    return [word.model_copy(update=dict.fromkeys(OF_WORDS)) for word in kept]  # they would tell the theme's total


def _based(line: ThemeLine, hidden: set[str]) -> ThemeLine:
    return line.model_copy(update={"base": None}) if line.segment in hidden else line


def _hidden(counts: np.ndarray, no_base: np.ndarray, rules: Rules) -> tuple[np.ndarray, bool]:
    """Segments to hide for one theme, and whether the total of the theme is hidden instead of further segments.

    A theme of one segment would go as a whole, as few people elsewhere speak of it and the total gives them away.
    Without the total nothing does.
    """
    with_total = hide_small_cells(counts, rules=rules).any(axis=0) | no_base
    small = ((counts > 0) & (counts < rules.smallest_group)).any(axis=0) | no_base
    return (small, True) if with_total.sum() > small.sum() else (with_total, False)


def _guard_line(line: ThemeLine, *, hide: bool, whole_too: bool, rules: Rules) -> ThemeLine:
    gone: dict[str, object] = {}
    base = line.base or 0
    if hide:
        gone = dict.fromkeys(FIGURES)
    elif base < rules.percent_base:
        gone = dict.fromkeys(name for name in FIGURES if name != "count")
    elif base < rules.index_base:
        gone = {"index": None}
    if whole_too:
        gone |= dict.fromkeys(AGAINST_ALL)
    return line.model_copy(update={**gone, "notable": line.notable and not gone})


def _coded_anew(themes: Sequence[Theme]) -> tuple[list[Theme], dict[str, str]]:
    """Themes whose total is hidden come last: their place between others would bound it."""
    ordered = sorted(themes, key=lambda theme: theme.answers is None)
    codes = {theme.code: f"T{place}" for place, theme in enumerate(ordered, 1)}
    told = [theme.model_copy(update={"code": codes[theme.code]}) for theme in ordered]
    return told, codes


def _guard_quotes(own: SegmentQuotes, codes: Mapping[str, str], *, hidden: bool, rules: Rules) -> SegmentQuotes:
    answers, quotable = own.answers or 0, own.quotable or 0
    told: dict[str, object] = {
        "quotes": [quote.model_copy(update={"theme": codes.get(quote.theme or "")}) for quote in own.quotes]
    }
    if not rules.quotes:
        told = {"quotes": [], "reason": say("only_figures")}
    elif hidden or answers < max(rules.quote_base, rules.smallest_group):
        told = {"quotes": [], "reason": say("too_few_wrote")}
    if hidden or rules.is_small(answers):
        told |= {"answers": None, "quotable": None}
    elif rules.is_small(quotable) or rules.is_small(answers - quotable):
        told |= {"quotable": None}
    return own.model_copy(update=told)
