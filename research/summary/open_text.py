"""The open answers in a summary: themes with their words, how often segments speak of them, what may be quoted."""

import pandas as pd

from research.open_text.keyness import ThemeWord as FoundWord
from research.open_text.quotes import SegmentQuotes as ChosenQuotes
from research.open_text.themes import Theme as FoundTheme
from research.open_text.themes import Themes
from research.result import Analysis
from research.said import Said, in_turn, say
from research.steps.listen import Heard, OpenAnswers
from research.summary.plain import number
from research.summary.schema.written import OpenQuestion, Quote, SegmentQuotes, Theme, ThemeLine, ThemePhrase, ThemeWord

FIGURES = ("share", "population", "difference", "low", "high", "q", "index")


def open_text(analysis: Analysis) -> list[OpenQuestion]:
    """Every open question that was read, one entry per language.

    Parameters
    ----------
    analysis : Analysis

    Returns
    -------
    list of OpenQuestion
        A quote has a `key` by which it is found again when its author's consent goes (see `quote_authors`), and never
        its author.
    """
    found = analysis.open_answers
    codes = analysis.segmentation.solution.codes
    return [_told(heard, analysis, codes) for heard in found.heard] if found else []


def quote_authors(found: OpenAnswers | None) -> dict[str, object]:
    """Whose words each quote is, by its key."""
    return {
        _key(heard, segment, place): quote.respondent
        for heard in (found.heard if found else ())
        for segment, chosen in heard.quotes.items()
        for place, quote in enumerate(chosen.quotes)
    }


def _told(heard: Heard, analysis: Analysis, codes: tuple[str, ...]) -> OpenQuestion:
    item = analysis.measurement.matrix.codebook[heard.variable]
    choice = heard.themes.choice
    return OpenQuestion(
        variable=heard.variable,
        text=item.words,
        facet=item.facet,
        language=heard.language,
        answers=heard.themes.answers,
        k=len(heard.themes.themes),
        supported=None if choice is None else bool(heard.themes.themes),
        reason=_reason(heard.themes),
        themes=[_theme(theme, heard) for theme in heard.themes.themes],
        by_segment=[] if heard.by_segment is None else [_line(row) for _, row in heard.by_segment.iterrows()],
        quotes={code: _quotes(heard, code) for code in codes},
    )


def _reason(themes: Themes) -> Said | None:
    if themes.choice is None or themes.dealt is None:
        return None
    bar = themes.dealt.bar
    if not themes.themes:
        return in_turn(themes.choice.reason, say("words_no_more_together", bar=bar))
    least = min(theme.together for theme in themes.themes)
    return in_turn(themes.choice.reason, say("words_together", themes=len(themes.themes), least=least, bar=bar))


def _theme(theme: FoundTheme, heard: Heard) -> Theme:
    return Theme(
        code=theme.code,
        name=theme.name,
        phrases=[
            ThemePhrase(text=phrase.text, answers=phrase.answers, forms=list(phrase.forms)) for phrase in theme.phrases
        ],
        words=[_word(word, named=word.word in heard.names) for word in theme.words],
        answers=theme.answers,
        share=number(theme.share),
    )


def _word(word: FoundWord, *, named: bool) -> ThemeWord:
    return ThemeWord(
        word=word.word,
        answers=word.answers,
        share=number(word.share),
        share_elsewhere=number(word.share_elsewhere),
        named=named,
    )


def _line(row: pd.Series) -> ThemeLine:
    return ThemeLine(
        theme=str(row["theme"]),
        segment=str(row["segment"]),
        count=int(row["count"]),
        base=int(row["base"]),
        notable=bool(row["notable"]),
        **{name: number(row[name]) for name in FIGURES},
    )


def _quotes(heard: Heard, code: str) -> SegmentQuotes:
    chosen: ChosenQuotes | None = heard.quotes.get(code)
    if chosen is None:
        bases = (
            {}
            if heard.by_segment is None
            else dict(zip(heard.by_segment["segment"], heard.by_segment["base"], strict=True))
        )
        reason = say("nobody_of_segment_wrote") if heard.quotes else say("nobody_asked_for_quotes")
        return SegmentQuotes(answers=int(bases.get(code, 0)), quotable=0, reason=reason, quotes=[])
    return SegmentQuotes(
        answers=chosen.answers,
        quotable=chosen.quotable,
        reason=chosen.reason,
        quotes=[
            Quote(key=_key(heard, code, place), text=quote.text, theme=quote.theme, dissenting=quote.dissenting)
            for place, quote in enumerate(chosen.quotes)
        ],
    )


def _key(heard: Heard, segment: str, place: int) -> str:
    return ".".join((heard.variable, heard.language or "", segment, str(place + 1)))
