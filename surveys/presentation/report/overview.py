"""The first page of a report: what kind of set it is, how many, how large, how different, how sure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from research.declared import Number
from research.summary.schema import Summary
from research.summary.schema.measured import Data
from research.summary.schema.segmented import Segments
from research.summary.schema.told import Persona
from research.summary.wording import overlap_of
from surveys.presentation.report.figures import Charts, Figure, make_figure, number
from surveys.presentation.report.words import (
    called,
    counted,
    dimension_words,
    interval,
    percent,
    plain,
    signed,
    weighted_words,
)
from surveys.presentation.sets import set_count, set_lead, set_meaning, set_name
from surveys.words import gettext as _
from surveys.words import told


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
    beside: str
    shares: Figure | None
    dimensions: Figure | None


def show_overview(published: Summary, charts: Charts) -> Overview:
    return Overview(
        lead=set_lead(published.segments),
        answers=_answers(published),
        verdict=set_meaning(published.segments.kind_of_set),
        reason=told(published.segments.reason),
        beside=_beside(published.segments),
        shares=_shares(published, charts),
        dimensions=_dimensions(published, charts),
    )


def _beside(segments: Segments) -> str:
    """What the same people are without the habit of answering high or low, where that habit says too much."""
    return "" if segments.without_style is None else told(segments.without_style.words)


def _answers(published: Summary) -> list[Answer]:
    segments, personas = published.segments, published.personas
    found = _how_many(published.data, segments), _how_large(personas), _how_different(personas), _sureness(segments)
    return [answer for answer in found if answer]


def _how_many(data: Data, segments: Segments) -> Answer:
    base = _("%(n)s people answered, %(questions)s questions formed the groups",
             n=counted(data.n_analysed), questions=len(data.items))  # fmt: skip
    return Answer(value=str(segments.k), label=set_count(segments), base=base)


def _how_large(personas: Sequence[Persona]) -> Answer | None:
    shares = [persona.share for persona in personas if persona.share is not None]
    if not shares:
        return None
    value = interval(min(shares), max(shares))
    return Answer(value=value, label=_("of all people in each"), base=_("from the smallest to the largest"))


def _how_different(personas: Sequence[Persona]) -> Answer | None:
    tops = [max(persona.defines, key=lambda row: abs(row.effect)) for persona in personas if persona.defines]
    if not tops:
        return None
    return Answer(
        value=percent(median(map(overlap_of, tops))),
        label=_("overlap with everybody else"),
        base=_(
            "of a typical persona, on the question that sets it apart most; 100 would be no difference. The groups "
            "were formed to differ on these questions, so that they do proves nothing"
        ),
    )


def _sureness(segments: Segments) -> Answer:
    kept, base = segments.kept, ""
    if kept is not None and kept.ari_mean is not None:
        base = _("repeated groupings agree to %(ari)s, where 1 is always and 0 is chance; data without groups reach "
                 "%(cloud)s at most", ari=plain(kept.ari_mean), cloud=plain(kept.null_ari_high))  # fmt: skip
    return Answer(value=set_name(segments.kind_of_set), label=_("how sure that is"), base=base)


def _shares(published: Summary, charts: Charts) -> Figure | None:
    told = [each for each in published.personas if each.share is not None]
    if not told:
        return None
    shown = sorted(told, key=lambda each: each.share or 0.0, reverse=True)
    largest = shown[0]
    figures = _("People"), _("Share"), _("95 % interval"), _("Found again (Jaccard)")
    return make_figure(
        charts,
        "overview",
        finding=_sizes(largest, shown[-1]),
        reading=_share_reading(largest),
        base=_shares_base(published.data),
        columns=[_("Persona"), *map(number, figures)],
        rows=[_share_row(each) for each in shown],
    )


def _shares_base(data: Data) -> str:
    people = _("n = %(n)s people with a persona.", n=counted(data.n_assigned))
    return f"{people} {weighted_words()}" if data.weighted else people


def _share_reading(persona: Persona) -> str:
    if persona.low is None or persona.high is None:
        return _("The dot is the share of all people: %(code)s has %(share)s. A persona without a line does not come "
                 "back when people are drawn again, so nothing is said of how exact its share is.",
                 code=persona.code, share=percent(persona.share))  # fmt: skip
    return _("The dot is the share of all people: %(code)s has %(share)s. The line is its 95 %% interval, from "
             "%(range)s: people were drawn again and again, and their personas found anew each time.",
             code=persona.code, share=percent(persona.share),
             range=interval(persona.low, persona.high))  # fmt: skip


def _sizes(largest: Persona, smallest: Persona) -> str:
    if largest is not smallest and _may_be(largest, smallest.share) and _may_be(smallest, largest.share):
        return _("The personas are of about the same size")
    return _("%(first)s is the largest with %(share)s, %(last)s the smallest with %(least)s",
             first=called(largest), share=percent(largest.share),
             last=called(smallest), least=percent(smallest.share))  # fmt: skip


def _may_be(persona: Persona, share: Number) -> bool:
    """Whether a share lies in the interval of a persona's own."""
    known = persona.low is not None and persona.high is not None and share is not None
    return known and (persona.low or 0.0) <= (share or 0.0) <= (persona.high or 0.0)


def _share_row(persona: Persona) -> list[str]:
    return [
        called(persona),
        counted(persona.n),
        percent(persona.share),
        interval(persona.low, persona.high),
        plain(persona.jaccard),
    ]


def _dimensions(published: Summary, charts: Charts) -> Figure | None:
    told, labels = [each for each in published.personas if each.scores], published.factors.labels
    if len(told) < 2:
        return None
    scores = {name: {each.code: each.scores[name]["value"] for each in told} for name in told[0].scores}
    widest = max(scores, key=lambda name: _width(scores[name]))
    words, (low, high) = dimension_words(published, widest), _ends(scores[widest])
    reading = _("Each number is the mean of a persona; the line is the mean of everybody. On %(what)s, %(code)s lies "
                "%(value)s standard deviations above it.",
                what=words, code=high, value=plain(scores[widest][high]))  # fmt: skip
    base = _("n = %(n)s people with a persona. Means in standard deviations; people within a persona differ, "
             "see their pages.",
             n=counted(published.data.n_assigned))  # fmt: skip
    return make_figure(
        charts,
        "lanes",
        finding=_upper(
            _("%(what)s separates the personas most, from %(low)s to %(high)s", what=words, low=low, high=high)
        ),
        reading=reading,
        base=base,
        columns=[_("Dimension"), *(number(each.code) for each in told)],
        rows=[[labels.get(name, name), *map(signed, row.values())] for name, row in scores.items()],
    )


def _ends(scores: Mapping[str, Number]) -> tuple[str, str]:
    """The lowest and the highest persona."""
    return min(scores, key=lambda code: scores[code] or 0.0), max(scores, key=lambda code: scores[code] or 0.0)


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]


def _width(scores: Mapping[str, Number]) -> float:
    low, high = _ends(scores)
    return (scores[high] or 0.0) - (scores[low] or 0.0)
