"""The first page of a report: how many kinds of people, how large, how different, how sure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from research.summary.schema.told import Defining
from research.summary.wording import overlap_of
from surveys.presentation.report.figures import Charts, Figure, make_figure, number
from surveys.presentation.report.words import counted, interval, percent, plain, signed
from surveys.words import gettext as _
from surveys.words import ngettext


@dataclass(frozen=True, kw_only=True)
class Answer:
    """A large figure with what it says."""

    value: str
    label: str
    base: str


@dataclass(frozen=True, kw_only=True)
class Overview:
    """What the set page shows beside the personas."""

    lead: str
    answers: Sequence[Answer]
    verdict: str
    reason: str
    shares: Figure | None
    dimensions: Figure | None


def show_overview(published: Mapping[str, Any], charts: Charts) -> Overview:
    personas = published.get("personas") or []
    segments = published.get("segments") or {}
    return Overview(
        lead=_lead(segments),
        answers=_answers(published, personas, segments),
        verdict=verdict_words(segments.get("verdict")),
        reason=str(segments.get("reason") or ""),
        shares=_shares(published, personas, charts),
        dimensions=_dimensions(published, personas, charts),
    )


def verdict_words(verdict: str | None) -> str:
    return {
        "natural": _("Natural groups: there are real gaps between them, and new samples find them again."),
        "reproducible": _(
            "A division that new samples find again, although no gaps separate the groups: "
            "people near an edge could belong to either side."
        ),
        "constructed": _(
            "Constructed: a useful division of a continuum, not natural groups. "
            "Use it to plan and to test, not to say what kind of person somebody is."
        ),
    }.get(verdict or "", _("No reliable groups: no division of these people comes back in new samples."))


def verdict_name(verdict: str | None) -> str:
    return {
        "natural": _("Natural groups"),
        "reproducible": _("Repeatable"),
        "constructed": _("Useful division"),
    }.get(verdict or "", _("No groups"))


def _lead(segments: Mapping[str, Any]) -> str:
    k = segments.get("k") or 0
    if k < 2 or segments.get("verdict") == "none":
        return _("These people do not fall into kinds that would come back in new samples.")
    return {
        "natural": _("There are %(k)d kinds of people here, told apart by what they think and want.", k=k),
        "reproducible": _("These people divide into %(k)d kinds by what they think and want.", k=k),
    }.get(segments["verdict"], _("These people can usefully be divided into %(k)d kinds.", k=k))


def _answers(
    published: Mapping[str, Any], personas: Sequence[Mapping[str, Any]], segments: Mapping[str, Any]
) -> list[Answer]:
    data = published.get("data") or {}
    shares = [persona["share"] for persona in personas if persona["share"] is not None]
    k = segments.get("k") or 0
    answers = [
        Answer(
            value=str(k),
            label=ngettext("kind of people", "kinds of people", k),
            base=_("%(n)s people answered, %(questions)s questions formed the groups",
                   n=counted(data.get("n_analysed")), questions=len(data.get("items") or ())),
        )
    ]  # fmt: skip
    if shares:
        answers.append(
            Answer(
                value=interval(min(shares), max(shares)),
                label=_("of all people in each"),
                base=_("from the smallest to the largest"),
            )
        )
    tops = [max(persona["defines"], key=lambda row: abs(row["effect"])) for persona in personas if persona["defines"]]
    if tops:
        answers.append(
            Answer(
                value=percent(median(overlap_of(Defining.model_validate(row)) for row in tops)),
                label=_("overlap with everybody else"),
                base=_("of a typical persona, on the question that sets it apart most; 100 would be no difference"),
            )
        )
    answers.append(_sureness(segments))
    return answers


def _sureness(segments: Mapping[str, Any]) -> Answer:
    kept = next((each for each in segments.get("candidates") or [] if each["k"] == segments.get("k")), None)
    base = ""
    if kept and kept["ari_mean"] is not None:
        base = _("repeated groupings agree to %(ari)s, where 1 is always and 0 is chance", ari=plain(kept["ari_mean"]))
    return Answer(value=verdict_name(segments.get("verdict")), label=_("how sure that is"), base=base)


def _shares(published: Mapping[str, Any], personas: Sequence[Mapping[str, Any]], charts: Charts) -> Figure | None:
    shown = sorted((each for each in personas if each["share"] is not None), key=lambda each: -each["share"])
    if not shown:
        return None
    largest, smallest = shown[0], shown[-1]
    finding = _("%(first)s is the largest with %(share)s, %(last)s the smallest with %(least)s",
                first=f"{largest['code']} {largest['name']}", share=percent(largest["share"]),
                last=f"{smallest['code']} {smallest['name']}", least=percent(smallest["share"]))  # fmt: skip
    if len(shown) > 1 and (largest["low"] or 0) <= (smallest["high"] or 1):
        finding = _("The personas are of about the same size: their intervals touch")
    reading = _("The dot is the share of all people, the line its 95 %% interval: %(code)s has %(share)s, "
                "and would have from %(range)s in nearly all samples of this size.",
                code=largest["code"], share=percent(largest["share"]),
                range=interval(largest["low"], largest["high"]))  # fmt: skip
    rows = [
        [
            f"{each['code']} {each['name']}",
            counted(each["n"]),
            percent(each["share"]),
            interval(each["low"], each["high"]),
            plain(each["jaccard"]),
        ]
        for each in shown
    ]
    columns = [
        _("Persona"),
        number(_("People")),
        number(_("Share")),
        number(_("95 % interval")),
        number(_("Found again (Jaccard)")),
    ]
    base = _("n = %(n)s people with a persona.", n=counted((published.get("data") or {}).get("n_assigned")))
    return make_figure(charts, "overview", finding=finding, reading=reading, base=base, columns=columns, rows=rows)


def _dimensions(published: Mapping[str, Any], personas: Sequence[Mapping[str, Any]], charts: Charts) -> Figure | None:
    labels = (published.get("factors") or {}).get("labels") or {}
    told = [each for each in personas if each["scores"]]
    if len(told) < 2:
        return None
    ranges = []
    for name in told[0]["scores"]:
        values = [(each["scores"][name]["value"] or 0.0, each) for each in told]
        low, high = min(values, key=lambda pair: pair[0]), max(values, key=lambda pair: pair[0])
        ranges.append((high[0] - low[0], name, low, high))
    _width, name, low, high = max(ranges, key=lambda found: found[0])
    words = labels.get(name, name)
    finding = _("“%(what)s” separates the personas most, from %(low)s to %(high)s",
                what=words, low=low[1]["code"], high=high[1]["code"])  # fmt: skip
    reading = _("Each number is the mean of a persona; the line is the mean of everybody. On “%(what)s”, %(code)s lies "
                "%(value)s standard deviations above it.",
                what=words, code=high[1]["code"], value=plain(high[0]))  # fmt: skip
    rows = [
        [labels.get(factor, factor), *(signed(each["scores"][factor]["value"]) for each in told)]
        for factor in told[0]["scores"]
    ]
    columns = [_("Dimension"), *(number(each["code"]) for each in told)]
    base = _("n = %(n)s. Means in standard deviations; people within a persona differ, see their pages.",
             n=counted((published.get("data") or {}).get("n_assigned")))  # fmt: skip
    return make_figure(charts, "lanes", finding=finding, reading=reading, base=base, columns=columns, rows=rows)
