"""What one persona says in its own words: themes as bars, and a few quotes of people who agreed to be quoted."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from research.charts.told import told_themes
from research.summary.schema.written import OpenQuestion
from surveys.presentation.report.figures import Charts, Figure, make_figure, number
from surveys.presentation.report.words import counted, percent
from surveys.words import gettext as _

MOST_QUOTES, ENOUGH_QUOTES, LEVEL = 5, 3, 0.05


@dataclass(frozen=True, kw_only=True)
class QuoteLine:
    """One answer as it was given, without names and places."""

    text: str
    about: str
    dissenting: bool


@dataclass(frozen=True, kw_only=True)
class Question:
    """One open question: the figure of the language most people wrote in, then those of the others."""

    text: str
    figure: Figure
    others: Sequence[Figure]


@dataclass(frozen=True, kw_only=True)
class OwnWords:
    """The block; `quotes_about` is the question, where it is the same of all quotes; `nothing` says why it is empty."""

    questions: Sequence[Question]
    quotes: Sequence[QuoteLine]
    quotes_about: str
    quotes_note: str
    nothing: str


def show_own_words(published: Mapping[str, Any], persona: Mapping[str, Any], charts: Charts) -> OwnWords:
    """What the open answers say of one persona."""
    code = persona["code"]
    asked: Sequence[Mapping[str, Any]] = (published.get("segments") or {}).get("open_text") or ()
    questions = list(_questions(asked, code, charts))
    quotes = _quotes(asked, code)
    return OwnWords(
        questions=questions,
        quotes=quotes,
        quotes_about=quotes[0].about if len({quote.about for quote in quotes}) == 1 else "",
        quotes_note=_quotes_note(asked, code, quotes),
        nothing="" if questions or quotes else _nothing(published, asked),
    )


def _questions(asked: Sequence[Mapping[str, Any]], code: str, charts: Charts) -> Iterator[Question]:
    found: dict[str, tuple[str, list[Figure]]] = {}
    for place, each in enumerate(asked, 1):
        figure = _figure(each, code, place, charts)
        if figure is not None:
            found.setdefault(each["variable"], (each["text"], []))[1].append(figure)
    for text, figures in found.values():
        yield Question(text=text, figure=figures[0], others=figures[1:])


def _figure(asked: Mapping[str, Any], code: str, place: int, charts: Charts) -> Figure | None:
    told = told_themes(OpenQuestion.model_validate(asked), code)
    rows = [{**row.line.model_dump(), "name": row.name} for row in told]
    if not rows:
        return None
    first = rows[0]
    base = _("n = %(n)s of %(code)s who wrote an answer.", n=counted(first["base"]), code=code)
    if asked["language"]:
        base += " " + _("Answers in %(language)s.", language=asked["language"])
    base += "".join(f" {each}" for each in _limits(asked, rows))
    columns = [
        _("Theme"),
        number(_("People")),
        number(code),
        number(_("Everybody")),
        number(_("Difference to the others")),
        number(_("Index")),
        number("n"),
    ]
    table = [[row["name"], counted(row["count"]), *_figures(row), counted(row["base"])] for row in rows]
    return make_figure(
        charts,
        f"{code}.themes-{place}",
        finding=_finding(rows, code),
        reading=_reading(first, code),
        base=base,
        columns=columns,
        rows=table,
    )


def _finding(rows: Sequence[Mapping[str, Any]], code: str) -> str:
    apart = [row for row in rows if _beyond_chance(row)]
    if not apart:
        return _("%(code)s speak most often of “%(name)s”", code=code, name=rows[0]["name"])
    furthest = max(apart, key=lambda row: (row["difference"] > 0, abs(row["difference"])))
    if furthest["difference"] > 0:
        return _("%(code)s speak more often of “%(name)s” than the others", code=code, name=furthest["name"])
    return _("%(code)s speak less often of “%(name)s” than the others", code=code, name=furthest["name"])


def _reading(first: Mapping[str, Any], code: str) -> str:
    reading = _("A theme is named by the words that tell it apart. First line: %(share)s of those of %(code)s who "
                "wrote speak of it.", share=percent(first["share"]), code=code)  # fmt: skip
    if first["population"] is not None:
        reading += " " + _("The upright mark is everybody who wrote: %(all)s.", all=percent(first["population"]))
    return reading + " " + _("Somebody may speak of several themes.")


def _limits(asked: Mapping[str, Any], rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """What the figures do not tell."""
    if asked["supported"] is False:
        yield _("These themes come back no better than themes of words dealt at random: do not lean on them.")
    if any(row["population"] is None for row in rows):
        yield _("No mark for everybody where only few of the others speak of a theme.")
    elif not any(_beyond_chance(row) for row in rows):
        yield _("No difference to the others is beyond chance.")


def _beyond_chance(row: Mapping[str, Any]) -> bool:
    return row["q"] is not None and row["q"] < LEVEL


def _figures(row: Mapping[str, Any]) -> list[str]:
    """Share, everybody's, interval of the difference to the others, index where it may be read."""
    return [
        percent(row["share"]),
        _share(row["population"]),
        _between(row),
        f"{row['index']:.0f}" if row["notable"] and row["index"] is not None else "–",
    ]


def _between(row: Mapping[str, Any]) -> str:
    """Interval of a difference of shares, in points."""
    if row["low"] is None or row["high"] is None:
        return "–"
    return _("%(low)s to %(high)s points", low=_points(row["low"]), high=_points(row["high"]))


def _points(difference: float) -> str:
    return f"{100 * difference:+.0f}".replace("-", "−")


def _share(share: float | None) -> str:
    return "–" if share is None else percent(share)


def _quotes(asked: Sequence[Mapping[str, Any]], code: str) -> list[QuoteLine]:
    """Three to five, from the question answered at most length and its most frequent language; one may dissent."""
    lengths: dict[str, float] = {}
    for each in asked:
        lengths.setdefault(each["variable"], _length(each, code))
    chosen: list[QuoteLine] = []
    for each in sorted(asked, key=lambda each: -lengths[each["variable"]]):
        if len(chosen) >= ENOUGH_QUOTES:
            break
        for quote in (each["quotes"].get(code) or {}).get("quotes") or ():
            twice = quote["dissenting"] and any(line.dissenting for line in chosen)
            if len(chosen) < MOST_QUOTES and not twice:
                chosen.append(QuoteLine(text=quote["text"], about=each["text"], dissenting=quote["dissenting"]))
    return sorted(chosen, key=lambda line: line.dissenting)


def _length(asked: Mapping[str, Any], code: str) -> float:
    """Mean length of its quotes, in characters."""
    quotes = (asked["quotes"].get(code) or {}).get("quotes") or ()
    return sum(len(quote["text"]) for quote in quotes) / len(quotes) if quotes else 0.0


def _quotes_note(asked: Sequence[Mapping[str, Any]], code: str, quotes: Sequence[QuoteLine]) -> str:
    if quotes:
        return _("Words of people who agreed to be quoted, as they wrote them; names, places and numbers are masked. "
                 "One person each, not a summary of all.")  # fmt: skip
    reasons = [each["quotes"][code]["reason"] for each in asked if code in each["quotes"]]
    return _("No quotes: %(reason)s", reason=reasons[0][:1].lower() + reasons[0][1:]) if reasons and reasons[0] else ""


def _nothing(published: Mapping[str, Any], asked: Sequence[Mapping[str, Any]]) -> str:
    segments = published.get("segments") or {}
    plan = (published.get("provenance") or {}).get("plan") or {}
    codes = {warning["code"] for warning in published.get("warnings") or ()}
    if asked:
        return _("Too few of these people wrote an answer to tell what they speak of.")
    if "open_text" not in segments:
        return _("This analysis was run before open answers were read. Run it again to see them.")
    if plan.get("themes") is False:
        return _("The plan of this analysis left the open answers unread.")
    if "open_answers_not_read" in codes:
        return _("Asked, but too few people wrote an answer.")
    return _("Not asked: this study has no open question.")
