"""What one persona says in its own words: themes as bars, and a few quotes of people who agreed to be quoted."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from research.charts.told import ToldTheme, told_themes
from research.declared import Number
from research.summary.schema import Summary
from research.summary.schema.told import Persona
from research.summary.schema.written import OpenQuestion, Quote, ThemeLine
from surveys.presentation.report.figures import Charts, Figure, make_figure, number
from surveys.presentation.report.words import NOTHING, counted, percent, whole
from surveys.presentation.themes import told_names
from surveys.words import gettext as _
from surveys.words import told

MOST_QUOTES, ENOUGH_QUOTES, LEVEL = 5, 3, 0.05


@dataclass(frozen=True, kw_only=True)
class QuoteLine:
    """One answer as it was given, without names and places, and what it writes of."""

    text: str
    about: str
    theme: str
    dissenting: bool


@dataclass(frozen=True, kw_only=True)
class Question:
    """One open question: the figure of the language most people wrote in, then those of the others."""

    text: str
    figure: Figure
    others: Sequence[Figure]


@dataclass(frozen=True, kw_only=True)
class OwnWords:
    """The block; `quotes_about` is the question, where it is the same of all quotes.

    `nothing` says why it is empty, `no_themes` why there are quotes alone.
    """

    questions: Sequence[Question]
    quotes: Sequence[QuoteLine]
    quotes_about: str
    quotes_note: str
    nothing: str
    no_themes: str


def show_own_words(published: Summary, persona: Persona, charts: Charts) -> OwnWords:
    """What the open answers say of one persona."""
    code, asked = persona.code, published.segments.open_text
    questions = list(_questions(asked, code, charts))
    quotes = _quotes(asked, code)
    return OwnWords(
        questions=questions,
        quotes=quotes,
        quotes_about=quotes[0].about if len({quote.about for quote in quotes}) == 1 else "",
        quotes_note=_quotes_note(asked, code, quotes),
        nothing="" if questions or quotes else _nothing(published),
        no_themes=_no_themes() if quotes and _like_chance(asked) else "",
    )


def _questions(asked: Sequence[OpenQuestion], code: str, charts: Charts) -> Iterator[Question]:
    found: dict[str, tuple[str, list[Figure]]] = {}
    for place, each in enumerate(asked, 1):
        if themes := told_themes(each, code):
            figure = _figure(each, themes, f"{code}.themes-{place}", code, charts)
            found.setdefault(each.variable, (each.text, []))[1].append(figure)
    for text, figures in found.values():
        yield Question(text=text, figure=figures[0], others=figures[1:])


def _figure(asked: OpenQuestion, themes: Sequence[ToldTheme], name: str, code: str, charts: Charts) -> Figure:
    figures = _("People"), code, _("Everybody"), _("Difference to the others"), _("Index"), "n"
    return make_figure(
        charts,
        name,
        finding=_finding(asked, themes, code),
        reading=_reading(asked, themes[0], code),
        base=" ".join(_base(asked, themes, code)),
        columns=[_("Theme"), *map(number, figures)],
        rows=[[theme.name, counted(theme.n), *_figures(theme), counted(theme.line.base)] for theme in themes],
    )


def _base(asked: OpenQuestion, themes: Sequence[ToldTheme], code: str) -> Iterator[str]:
    """Of whom the figures are, and what they do not tell."""
    yield _("n = %(n)s people of %(code)s who wrote an answer.", n=counted(themes[0].line.base), code=code)
    if asked.language:
        yield _("Answers in %(language)s.", language=asked.language)
    if any(theme.line.population is None for theme in themes):
        yield _("No mark for everybody where only few of the others speak of a theme.")
    elif not any(_beyond_chance(theme.line) for theme in themes):
        yield _("No difference to the others is beyond chance.")


def _finding(asked: OpenQuestion, themes: Sequence[ToldTheme], code: str) -> str:
    names = told_names(asked)
    apart = [(theme.line.difference or 0.0, theme) for theme in themes if _beyond_chance(theme.line)]
    if not apart:
        return _("%(code)s write most often %(theme)s: %(share)s", code=code, theme=names[themes[0].line.theme],
                 share=percent(themes[0].share))  # fmt: skip
    difference, theme = max(apart, key=lambda each: (each[0] > 0, abs(each[0])))
    figures = {"theme": names[theme.line.theme], "share": percent(theme.share), "all": percent(theme.line.population)}
    if difference > 0:
        return _("%(code)s write %(theme)s more often than the others: %(share)s, all %(all)s", code=code, **figures)
    return _("%(code)s write %(theme)s less often than the others: %(share)s, all %(all)s", code=code, **figures)


def _reading(asked: OpenQuestion, first: ToldTheme, code: str) -> str:
    reading = _("Who wrote one of the words or phrases of a line, or a form of such a word, counts. "
                "First line: %(share)s of those of %(code)s who answered wrote %(theme)s.", share=percent(first.share),
                code=code, theme=told_names(asked)[first.line.theme])  # fmt: skip
    if first.line.population is not None:
        reading += " " + _("The upright mark is everybody who wrote: %(all)s.", all=percent(first.line.population))
    return reading + " " + _("Somebody may speak of several themes.")


def _beyond_chance(line: ThemeLine) -> bool:
    return line.q is not None and line.q < LEVEL


def _figures(theme: ToldTheme) -> list[str]:
    """Share, everybody's, interval of the difference to the others, index where it may be read."""
    line = theme.line
    index = whole(line.index if line.notable else None)
    return [percent(theme.share), percent(line.population), _between(line.low, line.high), index]


def _between(low: Number, high: Number) -> str:
    """Interval of a difference of shares, in points."""
    if low is None or high is None:
        return NOTHING
    return _("%(low)s to %(high)s points", low=_points(low), high=_points(high))


def _points(difference: float) -> str:
    return f"{100 * difference:+.0f}".replace("-", "−")


def _quotes(asked: Sequence[OpenQuestion], code: str) -> list[QuoteLine]:
    """Three to five, from the question answered at most length and its most frequent language; one may dissent."""
    lengths: dict[str, float] = {}
    for each in asked:
        lengths.setdefault(each.variable, _length(_quotes_of(each, code)))
    chosen: list[QuoteLine] = []
    for each in sorted(asked, key=lambda each: -lengths[each.variable]):
        if len(chosen) >= ENOUGH_QUOTES:
            break
        for quote in _quotes_of(each, code):
            twice = quote.dissenting and any(line.dissenting for line in chosen)
            if len(chosen) < MOST_QUOTES and not twice:
                chosen.append(_quote(quote, each, code))
    return sorted(chosen, key=lambda line: line.dissenting)


def _quote(quote: Quote, asked: OpenQuestion, code: str) -> QuoteLine:
    theme = told_names(asked).get(quote.theme or "", "")
    if theme and quote.dissenting:
        theme = _("Writes %(theme)s, as %(code)s do less often than the others.", theme=theme, code=code)
    elif theme:
        theme = _("Writes %(theme)s.", theme=theme)
    return QuoteLine(text=quote.text, about=asked.text, theme=theme, dissenting=quote.dissenting)


def _quotes_of(asked: OpenQuestion, code: str) -> Sequence[Quote]:
    return asked.quotes[code].quotes if code in asked.quotes else ()


def _length(quotes: Sequence[Quote]) -> float:
    """Their mean length, in characters."""
    return sum(len(quote.text) for quote in quotes) / len(quotes) if quotes else 0.0


def _quotes_note(asked: Sequence[OpenQuestion], code: str, quotes: Sequence[QuoteLine]) -> str:
    if quotes:
        return _("Words of people who agreed to be quoted, as they wrote them; names, places and numbers are masked. "
                 "One person each, not a summary of all.")  # fmt: skip
    reasons = [each.quotes[code].reason for each in asked if code in each.quotes]
    return " ".join([_("No quotes."), told(reasons[0])]) if reasons and reasons[0] else ""


def _like_chance(asked: Sequence[OpenQuestion]) -> bool:
    return all(each.supported is False for each in asked)


def _no_themes() -> str:
    return _("No theme is told: words are not written together in these answers more often than by chance.")


def _nothing(published: Summary) -> str:
    if published.segments.open_text and _like_chance(published.segments.open_text):
        return _no_themes()
    if published.segments.open_text:
        return _("Too few of these people wrote an answer to tell what they speak of.")
    if published.provenance.plan.get("themes") is False:
        return _("The plan of this analysis left the open answers unread.")
    if any(warning.code == "open_answers_not_read" for warning in published.warnings):
        return _("Asked, but too few people wrote an answer.")
    return _("Not asked: this study has no open question.")
