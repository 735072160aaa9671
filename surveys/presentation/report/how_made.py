"""How a report was made: the methods, how good the measures are, what was held back, and how to do it again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from surveys.presentation.report.context import Context
from surveys.presentation.report.figures import Charts, Figure, make_figure, number
from surveys.presentation.report.tested import tested_facts
from surveys.presentation.report.words import counted, day_words, percent, plain
from surveys.words import gettext as _
from surveys.words import ngettext


@dataclass(frozen=True, kw_only=True)
class HowMade:
    methods: str
    facts: Sequence[tuple[str, str]]
    tested: Sequence[tuple[str, str]]
    candidates: Figure | None
    scales: Sequence[Sequence[str]]
    scale_columns: Sequence[str | tuple[str, str]]
    typing: str
    questions: Sequence[str]
    held_back: str
    again: Sequence[tuple[str, str]]


def show_how_made(published: Mapping[str, Any], charts: Charts, context: Context) -> HowMade:
    provenance = published.get("provenance") or {}
    tool = published.get("typing_tool") or {}
    return HowMade(
        methods=str(provenance.get("methods") or ""),
        facts=_facts(published, context),
        tested=tested_facts(published),
        candidates=_candidates(published, charts),
        scales=_scales(published),
        scale_columns=[
            _("What is measured"),
            number(_("Questions")),
            number(_("Alpha")),
            number(_("Omega")),
            _("In words"),
        ],
        typing=_typing(tool),
        questions=tool.get("texts") or (),
        held_back=_held_back(published.get("disclosure") or {}),
        again=_again(provenance),
    )


def _facts(published: Mapping[str, Any], context: Context) -> list[tuple[str, str]]:
    data = published.get("data") or {}
    screening = published.get("screening") or {}
    facts = [
        (_("People who answered"), counted(data.get("n"))),
        (_("People with a persona"), counted(data.get("n_assigned"))),
        (_("Questions asked"), counted(data.get("question_count"))),
        (_("Questions that formed the personas"), counted(len(data.get("items") or ()))),
        (_("Answers missing among them"), percent(data.get("share_missing") or 0.0)),
        (_("Weighted"), _("yes") if data.get("weighted") else _("no")),
        (_("Perhaps careless answers"), _careless(screening)),
    ]
    if context.version is not None:
        facts.insert(0, (_("Version"), str(context.version)))
    if context.published_on is not None:
        facts.insert(1, (_("Published"), day_words(context.published_on)))
    if context.checked is not None:
        facts.append((_("Checked against new answers"), _check(*context.checked)))
    return facts


def _check(verdict: str, people: int, day: date) -> str:
    words = {
        "stable": _("%(n)s, on %(day)s: the personas still hold", n=counted(people), day=day_words(day)),
        "drifting": _("%(n)s, on %(day)s: people have moved a little", n=counted(people), day=day_words(day)),
        "changed": _("%(n)s, on %(day)s: the personas need to be rebuilt", n=counted(people), day=day_words(day)),
    }
    return words[verdict]


def _careless(screening: Mapping[str, Any]) -> str:
    n = counted(screening.get("n_flagged"))
    return _("%(n)s people, left out", n=n) if screening.get("excluded") else _("%(n)s people, kept in", n=n)


def _candidates(published: Mapping[str, Any], charts: Charts) -> Figure | None:
    segments = published.get("segments") or {}
    found = segments.get("candidates") or []
    kept = next((each for each in found if each["k"] == segments.get("k")), None)
    if kept is None or kept["ari_mean"] is None:
        return None
    k = kept["k"]
    finding = ngettext("%(num)d group was kept", "%(num)d groups were kept", k)
    if kept["supported"]:
        finding = _("%(k)d groups come back more reliably than chance would give", k=k)
    reading = _("People were grouped again and again on new samples; the dot says how far two groupings agree, from 0 "
                "(as by chance) to 1 (always). The band is what people without any groups would give. "
                "%(k)d groups: %(ari)s.", k=k, ari=plain(kept["ari_mean"]))  # fmt: skip
    rows = [
        [
            f"{each['k']}" + (f" ({_('kept')})" if each["k"] == k else ""),
            plain(each["ari_mean"]),
            f"{plain(each['ari_low'])} {_('to')} {plain(each['ari_high'])}",
            plain(each["null_ari_mean"]),
            "–" if each["smallest_share"] is None else percent(each["smallest_share"]),
            _("yes") if each["supported"] else _("no"),
        ]
        for each in found
    ]
    columns = [
        _("Groups"),
        number(_("Agreement")),
        number(_("Spread")),
        number(_("Without groups")),
        number(_("Smallest group")),
        _("Better than chance"),
    ]
    base = _("Adjusted Rand index over pairs of bootstrap samples.")
    return make_figure(charts, "candidates", finding=finding, reading=reading, base=base, columns=columns, rows=rows)


def _scales(published: Mapping[str, Any]) -> list[list[str]]:
    return [
        [
            scale["title"],
            str(scale["n_items"]),
            plain(scale["alpha"]),
            plain(scale["omega_total"]),
            _consistency(scale["alpha"]),
        ]
        for scale in (published.get("scales") or {}).values()
    ]


def _consistency(alpha: float | None) -> str:
    if alpha is None:
        return _("not known")
    if alpha >= 0.8:
        return _("its questions go well together")
    if alpha >= 0.7:
        return _("good enough to compare groups")
    if alpha >= 0.6:
        return _("rough: trust large differences only")
    return _("weak: its questions hardly go together")


def _typing(tool: Mapping[str, Any]) -> str:
    if not tool.get("items") or tool.get("hit_rate") is None:
        return ""
    told = _(
        "%(n)d questions find the persona of a newcomer in %(hit)s of cases; always saying the largest persona "
        "would be right in %(majority)s.",
        n=len(tool["items"]),
        hit=percent(tool["hit_rate"]),
        majority=percent(tool.get("majority") or 0.0),
    )
    if not tool.get("threshold") or tool.get("hit_rate_classified") is None:
        return told
    return told + " " + _(
        "Where they cannot tell, they say so: they name a persona for %(share)s of people, and %(hit)s of these are "
        "right.",
        share=percent(tool["classified_share"]),
        hit=percent(tool["hit_rate_classified"]),
    )  # fmt: skip


def _held_back(rules: Mapping[str, Any]) -> str:
    if not rules:
        return ""
    text = _(
        "No figure about fewer than %(smallest)d people is shown, percentages rest on %(percent)d people or more, "
        "indices on %(index)d or more.",
        smallest=rules["smallest_group"],
        percent=rules["percent_base"],
        index=rules["index_base"],
    )
    hidden = ngettext(
        "One cell was held back, so that nobody can be told apart.",
        "%(num)d cells were held back, so that nobody can be told apart.",
        rules["hidden_cells"],
    )
    return f"{text} {hidden}" if rules["hidden_cells"] else text


def _again(provenance: Mapping[str, Any]) -> list[tuple[str, str]]:
    versions = provenance.get("versions") or {}
    return [
        (_("Seed"), str(provenance.get("seed", "–"))),
        (_("Fingerprint of the data"), str(provenance.get("data_fingerprint", "–"))),
        (_("Made with"), ", ".join(f"{name} {version}" for name, version in versions.items()) or "–"),
    ]
