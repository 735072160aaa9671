"""How a report was made: the methods, how good the measures are, what was held back, and how to do it again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from research.declared import Number
from research.summary.schema import Disclosure, Provenance, Summary
from research.summary.schema.measured import ScaleFigures, Screening
from research.summary.schema.proved import TypingTool
from research.summary.schema.segmented import Candidate, Segments
from surveys.presentation.report.context import Context
from surveys.presentation.report.figures import Charts, Column, Figure, make_figure, number
from surveys.presentation.report.tested import tested_facts
from surveys.presentation.report.words import NOTHING, between, counted, day_words, percent, plain
from surveys.presentation.table import Table
from surveys.presentation.versions import reworded_table, versions_words
from surveys.words import gettext as _
from surveys.words import grammar, ngettext


@dataclass(frozen=True, kw_only=True)
class HowMade:
    methods: str
    facts: Sequence[tuple[str, str]]
    reworded: Table | None
    tested: Sequence[tuple[str, str]]
    candidates: Figure | None
    scales: Sequence[Sequence[str]]
    scale_columns: Sequence[Column]
    typing: str
    questions: Sequence[str]
    held_back: str
    again: Sequence[tuple[str, str]]


def show_how_made(published: Summary, charts: Charts, context: Context) -> HowMade:
    provenance, tool = published.provenance, published.typing_tool
    measures = _("Questions"), _("Alpha"), _("Omega")
    return HowMade(
        methods=grammar().paragraph(provenance.methods),
        facts=_facts(published, context),
        reworded=reworded_table(published.data),
        tested=tested_facts(published),
        candidates=_candidates(published.segments, charts),
        scales=[_scale(scale) for scale in published.scales.values()],
        scale_columns=[_("What is measured"), *map(number, measures), _("In words")],
        typing=_typing(tool),
        questions=tool.texts,
        held_back=_held_back(published.disclosure) if published.disclosure else "",
        again=_again(provenance),
    )


def _facts(published: Summary, context: Context) -> list[tuple[str, str]]:
    data = published.data
    facts = [
        (_("People who answered"), counted(data.n)),
        (_("People with a persona"), counted(data.n_assigned)),
        (_("Questions asked"), counted(data.question_count)),
        (_("Questions that formed the personas"), counted(len(data.items))),
        (_("Answers missing among them"), percent(data.share_missing)),
        (_("Weighted"), _("yes") if data.weighted else _("no")),
        (_("Perhaps careless answers"), _careless(published.screening)),
    ]
    if data.versions:
        facts.append((_("Versions of the questionnaire"), versions_words(data)))
    if context.version is not None:
        facts.insert(0, (_("Version"), str(context.version)))
    if context.published_on is not None:
        facts.insert(1, (_("Published"), day_words(context.published_on)))
    if context.some_left_out:
        facts.append(
            (_("Left out at random"), _("Some people, so that nobody can tell who left since an earlier version"))
        )
    if context.checked is not None:
        facts.append((_("Checked against new answers"), _check(*context.checked)))
    return facts


def _check(verdict: str, people: int | None, day: date) -> str:
    """The number is told in whole groups: see `research.disclosure.coarse`."""
    n = _("Few people") if people is None else _("%(n)s people or more", n=counted(people))
    words = {
        "stable": _("%(n)s, on %(day)s: the personas still hold", n=n, day=day_words(day)),
        "drifting": _("%(n)s, on %(day)s: people have moved a little", n=n, day=day_words(day)),
        "changed": _("%(n)s, on %(day)s: the personas need to be rebuilt", n=n, day=day_words(day)),
    }
    return words[verdict]


def _careless(screening: Screening) -> str:
    n = counted(screening.n_flagged)
    return _("%(n)s people, left out", n=n) if screening.excluded else _("%(n)s people, kept in", n=n)


def _candidates(segments: Segments, charts: Charts) -> Figure | None:
    kept = segments.kept
    if kept is None or kept.ari_mean is None:
        return None
    reading = _("People were grouped again and again on new samples; the dot says how far two groupings agree, from 0 "
                "(as by chance) to 1 (always). The band is what people without any groups would reach at most. "
                "%(k)d groups: %(ari)s.", k=kept.k, ari=plain(kept.ari_mean))  # fmt: skip
    figures = _("Agreement"), _("Spread"), _("Without groups, at most"), _("Smallest group")
    return make_figure(
        charts,
        "candidates",
        finding=_kept(kept),
        reading=reading,
        base=_("Adjusted Rand index over pairs of bootstrap samples."),
        columns=[_("Groups"), *map(number, figures), _("Above that")],
        rows=[_candidate(each, kept=each is kept) for each in segments.candidates],
    )


def _kept(found: Candidate) -> str:
    if found.supported:
        return _("%(k)d groups come back more reliably than chance would give", k=found.k)
    return ngettext("%(num)d group was kept", "%(num)d groups were kept", found.k)


def _candidate(found: Candidate, *, kept: bool) -> list[str]:
    return [
        _("%(k)d (kept)", k=found.k) if kept else str(found.k),
        plain(found.ari_mean),
        between(plain(found.ari_low), plain(found.ari_high)),
        plain(found.null_ari_high),
        percent(found.smallest_share),
        _("yes") if found.supported else _("no"),
    ]


def _scale(scale: ScaleFigures) -> list[str]:
    return [
        scale.title,
        str(scale.n_items),
        plain(scale.alpha),
        plain(scale.omega_total),
        _consistency(scale.alpha),
    ]


def _consistency(alpha: Number) -> str:
    if alpha is None:
        return _("not known")
    if alpha >= 0.8:
        return _("its questions go well together")
    if alpha >= 0.7:
        return _("good enough to compare groups")
    if alpha >= 0.6:
        return _("rough: trust large differences only")
    return _("weak: its questions hardly go together")


def _typing(tool: TypingTool) -> str:
    if not tool.items or tool.hit_rate is None:
        return ""
    told = ngettext(
        "One question finds the persona of a newcomer in %(hit)s of cases; always saying the largest persona would be "
        "right in %(majority)s.",
        "%(num)d questions find the persona of a newcomer in %(hit)s of cases; always saying the largest persona "
        "would be right in %(majority)s.",
        len(tool.items),
        hit=percent(tool.hit_rate),
        majority=percent(tool.majority),
    )
    if not tool.threshold or tool.hit_rate_classified is None:
        return told
    return told + " " + _(
        "Where they cannot tell, they say so: they name a persona for %(share)s of people, and %(hit)s of these are "
        "right.",
        share=percent(tool.classified_share),
        hit=percent(tool.hit_rate_classified),
    )  # fmt: skip


def _held_back(rules: Disclosure) -> str:
    text = _(
        "No figure about fewer than %(smallest)d people is shown, percentages rest on %(percent)d people or more, "
        "indices on %(index)d or more.",
        smallest=rules.smallest_group,
        percent=rules.percent_base,
        index=rules.index_base,
    )
    hidden = ngettext(
        "One cell was held back, so that nobody can be told apart.",
        "%(num)d cells were held back, so that nobody can be told apart.",
        rules.hidden_cells,
    )
    return f"{text} {hidden}" if rules.hidden_cells else text


def _again(provenance: Provenance) -> list[tuple[str, str]]:
    versions = [f"{name} {version}" for name, version in provenance.versions.items()]
    return [
        (_("Seed"), str(provenance.seed)),
        (_("Fingerprint of the data"), provenance.data_fingerprint or NOTHING),
        (_("Made with"), ", ".join(versions) or NOTHING),
    ]
