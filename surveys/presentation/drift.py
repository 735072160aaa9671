"""A comparison of waves as the page and the file show it: verdict, reasons, shares, dimensions, what to do."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from research.declared import Number
from research.summary.schema.drifted import DimensionLevel, DimensionLikeness, Drifted, SegmentProfile, SegmentShare
from surveys.presentation.findings import Finding, finding_of
from surveys.presentation.numbers import MINUS, between, correlation, decimal, p_value, percent, sortable, whole
from surveys.presentation.shift_rows import Shift, ShiftPicture, place_shifts
from surveys.presentation.table import Table, strong
from surveys.words import gettext as _
from surveys.words import grammar

WIDE, NARROW = 720, 340
BELIEVED = 0.05


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """`state` is that of a traffic light: go, caution, stop."""

    state: str
    word: str
    headline: str
    words: str
    advice: str


@dataclass(frozen=True, kw_only=True)
class DriftView:
    """Everything `templates/waves/_drift.html` shows."""

    verdict: Verdict
    reasons: Sequence[str]
    facts: Sequence[tuple[str, str]]
    shares_finding: str
    wide: ShiftPicture
    narrow: ShiftPicture
    shares: Table
    sensitivity: str
    dimensions: Table | None
    levels: Table | None
    grouping: str
    profiles: Table
    cautions: Sequence[Finding]


def verdict_of(code: str | None) -> Verdict:
    """The verdict in words that say what to do."""
    states = {
        "stable": Verdict(
            state="go",
            word=_("Still holds"),
            headline=_("The personas still hold"),
            words=_("In the new answers the same dimensions and the same groups come back, in about the same shares."),
            advice=_("Go on using the report. Compare again with the next wave."),
        ),
        "drifting": Verdict(
            state="caution",
            word=_("Drifting"),
            headline=_("The personas are drifting"),
            words=_("They still describe people, but people have moved."),
            advice=_("Use the new shares, and look at what moved before you rely on single figures of the report."),
        ),
        "changed": Verdict(
            state="stop",
            word=_("Rebuild"),
            headline=_("The personas need to be rebuilt"),
            words=_("They no longer describe the people who answered since."),
            advice=_("Run a new analysis on the new answers, look at it with care, and settle on that one."),
        ),
    }
    unknown = Verdict(state="unknown", word="–", headline=_("No verdict"), words="", advice="")
    return states.get(code or "", unknown)


def show_drift(told: Drifted, *, facts: Sequence[tuple[str, str]] = ()) -> DriftView:
    """What `research.tracking.tell_drift` told, ready to be shown; facts about the waves come first."""
    shifts = _shifts(told.shares)
    return DriftView(
        verdict=verdict_of(told.verdict),
        reasons=[grammar().text(reason) for reason in told.reasons],
        facts=[*facts, *_facts(told)],
        shares_finding=_shares_finding(shifts),
        wide=place_shifts(shifts, width=WIDE),
        narrow=place_shifts(shifts, width=NARROW),
        shares=_shares(told.shares),
        sensitivity=_(
            "With this many people, a change of %(points)s points or more would be found four times in five.",
            points=f"{100 * told.smallest_shift:.0f}",
        ),
        dimensions=_dimensions(told.dimensions),
        levels=_levels(told.levels),
        grouping=_grouping(told),
        profiles=_profiles(told.profiles),
        cautions=[finding_of(each) for each in told.cautions],
    )


def points(share: float | None) -> str:
    """A difference of shares in points, with its sign."""
    if share is None:
        return "–"
    whole_points = round(100 * share)
    return f"{whole_points:+d}".replace("-", MINUS) if whole_points else "0"


def _facts(told: Drifted) -> list[tuple[str, str]]:
    return [
        (_("Answers of the new wave"), whole(told.people)),
        (_("Of these typed by the old rule"), whole(told.typed)),
        (_("Compared with"), _("%(n)s people of the first wave", n=whole(told.before.people))),
    ]


def _shifts(lines: Sequence[SegmentShare]) -> list[Shift]:
    return [
        Shift(
            label=_called(line),
            value=line.difference,
            low=line.low,
            high=line.high,
            told=_(
                "%(before)s then, %(now)s now",
                before=percent(line.before),
                now=percent(line.now),
            ),
            counts=line.q is not None and line.q < BELIEVED,
        )
        for line in lines
    ]


def _shares_finding(shifts: Sequence[Shift]) -> str:
    moved = [shift for shift in shifts if shift.counts]
    if not moved:
        return _("No share has moved by more than chance explains")
    top = max(moved, key=lambda shift: abs(shift.value))
    grown = _("%(who)s has grown: %(told)s", who=top.label, told=top.told)
    return grown if top.value > 0 else _("%(who)s has shrunk: %(told)s", who=top.label, told=top.told)


def _shares(lines: Sequence[SegmentShare]) -> Table:
    return Table(
        caption=_("Shares of the segments, then and now"),
        columns=[
            _("Segment"), (_("People now"), "number"), (_("Then"), "number"), (_("Now"), "number"),
            (_("Change, points"), "number"), (_("95 % interval"), "number"), (_("p, adjusted"), "number"),
        ],
        rows=[
            [
                _called(line),
                sortable(whole(line.people), line.people),
                percent(line.before),
                percent(line.now),
                _marked(points(line.difference), line.q),
                f"{points(line.low)} … {points(line.high)}",
                p_value(line.q),
            ]
            for line in lines
        ],
        base=_("Bold: more than chance, with false discoveries held at 5 %."),
    )  # fmt: skip


def _dimensions(lines: Sequence[DimensionLikeness]) -> Table | None:
    if not lines:
        return None
    return Table(
        caption=_("Whether each dimension is still the same"),
        columns=[_("Dimension"), (_("Tucker’s phi"), "number"), (_("Chance gives at least"), "number"), _("In words")],
        rows=[[line.words, correlation(line.phi), correlation(line.expected_low), _phi_words(line)] for line in lines],
        base=_("Of its loadings then and now: from .95 on equal, from .85 on similar, below another dimension."),
    )


def _phi_words(line: DimensionLikeness) -> str:
    phi, chance = line.phi, line.expected_low
    if phi is None:
        return "–"
    if phi >= 0.95:
        return _("the same")
    if chance is not None and phi >= chance:
        return _("no less alike than chance makes it")
    return _("similar") if phi >= 0.85 else _("another one")


def _levels(lines: Sequence[DimensionLevel]) -> Table | None:
    if not lines:
        return None
    return Table(
        caption=_("Where people as a whole stand on each dimension"),
        columns=[_("Dimension"), (_("Change"), "number"), (_("95 % interval"), "number"), (_("p, adjusted"), "number")],
        rows=[
            [
                line.words,
                _marked(decimal(line.difference), line.q),
                between(line.low, line.high),
                p_value(line.q),
            ]
            for line in lines
        ],
        base=_("In standard deviations of the first wave."),
    )


def _grouping(told: Drifted) -> str:
    if told.agreement is None:
        return _("The new answers could not be grouped by themselves, so the old grouping was not tested against them.")
    chance = told.agreement_chance
    if chance is None:
        return _(
            "A new grouping of the new answers agrees with the old rule by %(ari)s (adjusted Rand index: 1 is the "
            "same, 0 is chance).",
            ari=correlation(told.agreement),
        )
    return _(
        "A new grouping of the new answers agrees with the old rule by %(ari)s (adjusted Rand index: 1 is the same, 0 "
        "is chance). Without any change, %(low)s or more would be expected.",
        ari=correlation(told.agreement),
        low=correlation(chance),
    )


def _profiles(lines: Sequence[SegmentProfile]) -> Table:
    return Table(
        caption=_("How far the people typed now are from those of the first wave"),
        columns=[
            _("Segment"), (_("Distance"), "number"), (_("By chance"), "number"), (_("p, adjusted"), "number"),
        ],
        rows=[
            [
                _called(line),
                _marked(decimal(line.distance), line.q),
                decimal(line.expected),
                p_value(line.q),
            ]
            for line in lines
        ],
        base=_("Mean difference of their answers, in standard deviations of the first wave."),
    )  # fmt: skip


def _marked(text: str, q: Number) -> str | Markup:
    return strong(text) if q is not None and q < BELIEVED else text


def _called(line: SegmentShare | SegmentProfile) -> str:
    return f"{line.code} {line.name}" if line.name else line.code
