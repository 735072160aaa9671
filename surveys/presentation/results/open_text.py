"""What people wrote in their own words, for the research team: themes, how segments differ, what may be quoted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from research.summary.schema import Summary
from research.summary.schema.written import OpenQuestion, ThemeLine, ThemePhrase
from surveys.presentation.numbers import decimal, percent
from surveys.presentation.table import Column, Table, faint, strong
from surveys.presentation.themes import told_names, told_theme
from surveys.words import gettext as _
from surveys.words import ngettext, told

LEVEL, MOST_FORMS = 0.05, 6


@dataclass(frozen=True, kw_only=True)
class QuoteLine:
    """One answer of somebody who agreed to be quoted, masked."""

    segment: str
    theme: str
    text: str
    dissenting: bool


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One open question in one language."""

    text: str
    language: str
    finding: str
    reason: str
    supported: bool
    themes: Table | None
    by_segment: Table | None
    quotes: Sequence[QuoteLine]
    quotes_note: str


@dataclass(frozen=True, kw_only=True)
class OpenText:
    """The section; where nothing was read, `nothing` says why."""

    asked: Sequence[Asked]
    nothing: str


def open_text(summary: Summary) -> OpenText:
    """Every open question of a summary, in the words of the page."""
    segments = summary.segments
    asked = [_asked(each, segments.codes) for each in segments.open_text]
    return OpenText(asked=asked, nothing="" if asked else _nothing(summary))


def _nothing(summary: Summary) -> str:
    if summary.provenance.plan.get("themes") is False:
        return _("The plan left the open answers unread.")
    if any(warning.code == "open_answers_not_read" for warning in summary.warnings):
        return _("Asked, but too few people wrote an answer; the notes above say where.")
    return _("No open question was asked, or nobody wrote an answer.")


def _asked(asked: OpenQuestion, codes: Sequence[str]) -> Asked:
    names = told_names(asked)
    quotes = [
        QuoteLine(segment=code, theme=names.get(quote.theme or "", ""), text=quote.text, dissenting=quote.dissenting)
        for code in codes
        for quote in asked.quotes[code].quotes
    ]
    return Asked(
        text=asked.text,
        language=asked.language or "",
        finding=_finding(asked),
        reason=told(asked.reason) if asked.reason else "",
        supported=asked.supported is not False,
        themes=_themes(asked) if asked.themes else None,
        by_segment=_by_segment(asked, codes, names) if asked.by_segment else None,
        quotes=quotes,
        quotes_note=_quotes_note(asked, codes, quotes),
    )


def _finding(asked: OpenQuestion) -> str:
    apart = len({(line.theme, line.segment) for line in asked.by_segment if _beyond_chance(line)})
    wrote = ngettext("One person wrote", "%(num)s people wrote", asked.answers or 0)
    if not asked.themes:
        return _("%(wrote)s; no theme is more than chance.", wrote=wrote)
    themes = ngettext("one theme", "%(num)d themes", asked.k)
    if not apart:
        return _("%(wrote)s; %(themes)s, and no segment speaks of any of them more or less than chance allows.",
                 wrote=wrote, themes=themes)  # fmt: skip
    differ = ngettext(
        "in one place a segment differs beyond chance", "in %(num)d places a segment differs beyond chance", apart
    )
    return _("%(wrote)s; %(themes)s, and %(differ)s.", wrote=wrote, themes=themes, differ=differ)


def _named(asked: OpenQuestion) -> str:
    """The question, with its language where there are several."""
    return f"{asked.text} ({asked.language})" if asked.language else asked.text


def _themes(asked: OpenQuestion) -> Table:
    rows = [
        [
            strong(told_theme(theme)),
            ", ".join(map(_counted, theme.phrases)) or "–",
            ", ".join(f"{word.word} {word.answers}" for word in theme.words) or "–",
            theme.answers,
            percent(theme.share),
        ]
        for theme in asked.themes
    ]
    columns: list[Column] = [
        _("Theme"),
        _("Counted, and how many wrote it"),
        _("Words that tell it apart, and in how many of its answers they are"),
        (_("People"), "number"),
        (_("Share"), "number"),
    ]
    base = _("n = %(n)d people who wrote. Who wrote one of the counted words or phrases speaks of the theme; an "
             "answer may speak of several, or of none.", n=asked.answers)  # fmt: skip
    return Table(caption=_("Themes of “%(question)s”", question=_named(asked)), columns=columns, rows=rows, base=base)


def _counted(phrase: ThemePhrase) -> str:
    """A phrase with its number, and the forms of a word that stand behind it."""
    forms = [form for form in phrase.forms if form != phrase.text.casefold()]
    behind = f" ({', '.join(forms[:MOST_FORMS])}{' …' if len(forms) > MOST_FORMS else ''})" if forms else ""
    return f"{phrase.text}{behind} {phrase.answers}"


def _by_segment(asked: OpenQuestion, codes: Sequence[str], names: Mapping[str, str]) -> Table:
    lines = {(line.theme, line.segment): line for line in asked.by_segment}
    bases = {line.segment: line.base for line in asked.by_segment}
    written = [code for code in codes if code in bases]
    rows = [
        [
            names[theme],
            *(_cell(lines[theme, code]) for code in written),
            percent(next(line.population for line in asked.by_segment if line.theme == theme)),
        ]
        for theme in names
    ]
    columns: list[Column] = [
        _("Theme"),
        *((_("%(code)s (%(n)d who wrote)", code=code, n=bases[code]), "number") for code in written),
        (_("Everybody"), "number"),
    ]
    base = _("Shares of those who wrote. Bold: other than all others beyond chance, after correction for all "
             "comparisons (q < .05); then, on a base of 100 or more, the index in brackets (100 is "
             "everybody).")  # fmt: skip
    return Table(
        caption=_("How often each segment speaks of them: “%(question)s”", question=_named(asked)),
        columns=columns,
        rows=rows,
        base=base,
    )


def _cell(line: ThemeLine) -> Any:
    words = percent(line.share)
    if line.notable:
        words += f" ({decimal(line.index, 0)})"
    return strong(words) if _beyond_chance(line) else faint(words) if not line.count else words


def _beyond_chance(line: ThemeLine) -> bool:
    return line.q is not None and line.q < LEVEL


def _quotes_note(asked: OpenQuestion, codes: Sequence[str], quotes: Sequence[QuoteLine]) -> str:
    if quotes:
        return _("Only people who agreed to be quoted, in segments with ten or more answers; names, places and numbers "
                 "are masked. Read each of them before you publish: masking does not find everything.")  # fmt: skip
    reasons = [reason for reason in (asked.quotes[code].reason for code in codes) if reason]
    return " ".join([_("Nobody is quoted."), *dict.fromkeys(map(told, reasons))])
