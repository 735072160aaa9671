"""What people wrote: themes, how often segments speak of them, and what may be quoted."""

from typing import Annotated

from research.declared import (
    Authored,
    Choice,
    Code,
    Everybody,
    Fact,
    Figure,
    Flag,
    Number,
    OfPeople,
    OfSegment,
    People,
    Share,
    Statistic,
    Text,
    Voice,
    Whole,
)
from research.said import Said


class ThemeWord(Fact):
    word: Annotated[str, Voice()]
    answers: People
    share: Share
    share_elsewhere: Share
    named: Flag


class ThemePhrase(Fact):
    """A word or phrase that names a theme: whoever wrote it speaks of the theme."""

    text: Annotated[str, Voice()]
    answers: People
    forms: Annotated[list[str], Voice()]


class Theme(Fact):
    """What several people wrote about; whoever wrote one of its phrases counts."""

    code: Choice
    name: Annotated[str, Voice()]
    phrases: list[ThemePhrase] = []
    words: list[ThemeWord]
    answers: People
    share: Annotated[Number, OfPeople("answers")]


class ThemeLine(Fact):
    """How often one segment speaks of one theme."""

    theme: Choice
    segment: Code
    count: People
    base: OfSegment
    share: Annotated[Number, OfPeople("base")]
    population: Share
    difference: Annotated[Number, OfPeople("base")]
    low: Annotated[Number, OfPeople("base")]
    high: Annotated[Number, OfPeople("base")]
    q: Figure
    index: Annotated[Number, OfPeople("base")]
    notable: Flag


class Quote(Fact):
    key: Choice
    text: Annotated[str, Voice()]
    theme: Annotated[str | None, Statistic()]
    dissenting: Flag


class SegmentQuotes(Fact):
    """What may be quoted from one segment."""

    answers: OfSegment
    quotable: People
    reason: Said | None
    quotes: list[Quote]


class OpenQuestion(Fact):
    """The answers to one open question in one language."""

    variable: Code
    text: Text
    facet: Annotated[str | None, Authored()]
    language: Annotated[str | None, Authored()]
    answers: Everybody
    k: Whole
    supported: Annotated[bool | None, Statistic()]
    reason: Said | None
    themes: list[Theme]
    by_segment: list[ThemeLine]
    quotes: dict[str, SegmentQuotes]
