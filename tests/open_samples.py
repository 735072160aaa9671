"""One open question as a summary tells it, for the tests of the disclosure gate and of pages."""

from typing import Any

from research.summary.schema.written import OpenQuestion, Quote, SegmentQuotes, Theme, ThemeLine, ThemePhrase, ThemeWord

NAME, RARE_WORD = "virtanen", "harpsichord"
PHRASES = {"T1": ("slowly",), "T2": ("by hand",)}
QUOTES = {
    "S1": ["I grind the beans and take my time with them.", "Nobody waits for me in the morning.", "It must be quick."],
    "S2": ["Hot and ready when I leave the house.", "One button, no mess, and I am done."],
}


def sample_question(
    *, counts: dict[str, list[int]] | None = None, bases: dict[str, int] | None = None, unplaced: int = 0, **told: Any
) -> OpenQuestion:
    """Themes with their counts per segment; `unplaced` people speak of every theme and have no segment."""
    counts = counts or {"T1": [90, 40], "T2": [30, 60]}
    bases = bases or {"S1": 150, "S2": 110}
    whole = sum(bases.values()) + unplaced
    totals = {theme: sum(row) + unplaced for theme, row in counts.items()}
    sample = OpenQuestion(
        variable="why",
        text="What makes a good cup?",
        facet="needs",
        language=None,
        answers=whole,
        k=len(counts),
        supported=True,
        reason="2 themes come back.",
        themes=[_theme(theme, n, whole) for theme, n in totals.items()],
        by_segment=[
            _line(theme, segment, n, bases[segment], totals[theme], whole)
            for theme, row in counts.items()
            for segment, n in zip(bases, row, strict=True)
        ],
        quotes={code: _quotes(code, bases[code]) for code in bases},
    )
    return sample.model_copy(update=told)


def _theme(code: str, n: int, whole: int) -> Theme:
    words = [
        _word(NAME, 40, named=True),
        _word("slowly", n, named=False),
        _word(RARE_WORD, 4, named=False),
    ]
    phrases = [
        ThemePhrase(text=text, answers=max(n - 2, 1), forms=["slow", "slowly"]) for text in PHRASES.get(code, (code,))
    ]
    return Theme(
        code=code, name=PHRASES.get(code, (code,))[0], phrases=phrases, words=words, answers=n, share=n / whole
    )


def _word(word: str, answers: int, *, named: bool) -> ThemeWord:
    return ThemeWord(word=word, answers=answers, share=0.5, share_elsewhere=0.1, named=named)


def _line(theme: str, segment: str, count: int, base: int, total: int, whole: int) -> ThemeLine:
    share, population = count / base, total / whole
    return ThemeLine(
        theme=theme,
        segment=segment,
        count=count,
        base=base,
        share=share,
        population=population,
        difference=share - population,
        low=share - population - 0.1,
        high=share - population + 0.1,
        q=0.001,
        index=100 * share / population if population else None,
        notable=base >= 100,
    )


def _quotes(code: str, answers: int) -> SegmentQuotes:
    quotes = [
        Quote(key=f"why..{code}.{place}", text=text, theme="T1", dissenting=place == 3)
        for place, text in enumerate(QUOTES.get(code, []), 1)
    ]
    return SegmentQuotes(answers=answers, quotable=answers // 2, reason=None, quotes=quotes)
