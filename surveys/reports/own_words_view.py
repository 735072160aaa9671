"""What one persona says in its own words: themes as bars, and a few quotes of people who agreed to be quoted."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from research.charts.choice import told_themes
from surveys.reports.figures import Charts, Figure, make_figure, number
from surveys.reports.words import counted, interval, percent
from surveys.words import gettext as _

MOST_QUOTES, ENOUGH_QUOTES = 5, 3


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
    """The block; where there is nothing to show, `nothing` says why."""

    questions: Sequence[Question]
    quotes: Sequence[QuoteLine]
    quotes_note: str
    doubts: str
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
        quotes_note=_quotes_note(asked, code, quotes),
        doubts=_doubts(asked),
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
    rows = told_themes(asked, code)
    if not rows:
        return None
    first = rows[0]
    finding = _("%(code)s speak most often of “%(name)s”", code=code, name=first["name"])
    apart = [row for row in rows if row["notable"]]
    if apart:
        furthest = max(apart, key=lambda row: abs(row["difference"]))
        more = _("more") if furthest["difference"] > 0 else _("less")
        finding = _("%(code)s speak %(more)s often of “%(name)s” than the others", code=code, more=more,
                    name=furthest["name"])  # fmt: skip
    reading = _("A theme is named by the words that tell it apart. First line: %(share)s of those of %(code)s who "
                "wrote speak of it.", share=percent(first["share"]), code=code)  # fmt: skip
    if first["population"] is not None:
        reading += " " + _("The upright mark is everybody who wrote: %(all)s.", all=percent(first["population"]))
    reading += " " + _("Somebody may speak of several themes.")
    base = _("n = %(n)s of %(code)s who wrote an answer.", n=counted(first["base"]), code=code)
    if asked["language"]:
        base += " " + _("Answers in %(language)s.", language=asked["language"])
    if not apart:
        base += " " + _("No difference to the others is beyond chance with a base of 100.")
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
        charts, f"{code}.themes-{place}", finding=finding, reading=reading, base=base, columns=columns, rows=table
    )


def _figures(row: Mapping[str, Any]) -> list[str]:
    """Share, everybody's, interval of the difference to the others, index where it may be read."""
    return [
        percent(row["share"]),
        _share(row["population"]),
        interval(row["low"], row["high"]).replace("-", "−"),
        f"{row['index']:.0f}" if row["notable"] and row["index"] is not None else "–",
    ]


def _share(share: float | None) -> str:
    return "–" if share is None else percent(share)


def _quotes(asked: Sequence[Mapping[str, Any]], code: str) -> list[QuoteLine]:
    """Three to five, from the question that was answered at most length first; at most one is dissenting."""
    ordered = sorted(asked, key=lambda each: -_length(each, code))
    chosen: list[QuoteLine] = []
    for each in ordered:
        if len(chosen) >= ENOUGH_QUOTES:
            break
        names = {theme["code"]: theme["name"] for theme in each["themes"]}
        for quote in each["quotes"][code]["quotes"] if code in each["quotes"] else ():
            twice = quote["dissenting"] and any(line.dissenting for line in chosen)
            if len(chosen) < MOST_QUOTES and not twice:
                about = each["text"] if len(asked) > 1 else names.get(quote["theme"], "")
                chosen.append(QuoteLine(text=quote["text"], about=about, dissenting=quote["dissenting"]))
    return sorted(chosen, key=lambda line: line.dissenting)


def _length(asked: Mapping[str, Any], code: str) -> float:
    quotes = (asked["quotes"].get(code) or {}).get("quotes") or ()
    return sum(len(quote["text"]) for quote in quotes) / len(quotes) if quotes else 0.0


def _quotes_note(asked: Sequence[Mapping[str, Any]], code: str, quotes: Sequence[QuoteLine]) -> str:
    if quotes:
        return _("Words of people who agreed to be quoted, as they wrote them; names, places and numbers are masked. "
                 "One person each, not a summary of all.")  # fmt: skip
    reasons = [each["quotes"][code]["reason"] for each in asked if code in each["quotes"]]
    return _("No quotes: %(reason)s", reason=reasons[0][:1].lower() + reasons[0][1:]) if reasons and reasons[0] else ""


def _doubts(asked: Sequence[Mapping[str, Any]]) -> str:
    """Said where themes are no better than chance."""
    doubtful = list(dict.fromkeys(_named(each) for each in asked if each["supported"] is False))
    if not doubtful:
        return ""
    return _("These themes come back no better than themes of words dealt at random, so do not lean on them: "
             "%(questions)s.", questions="; ".join(doubtful))  # fmt: skip


def _named(asked: Mapping[str, Any]) -> str:
    text = str(asked["text"])
    return f"{text} ({asked['language']})" if asked["language"] else text


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
