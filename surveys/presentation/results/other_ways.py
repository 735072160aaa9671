"""The same people grouped by other things and in other ways: what each finds, and how far they agree."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from research.summary.schema import Summary, segmented
from surveys.presentation.numbers import between, correlation, percent, sortable, whole
from surveys.presentation.table import Table, strong
from surveys.presentation.words import capitalised, choice_words
from surveys.words import gettext as _
from surveys.words import ngettext, told


@dataclass(frozen=True, kw_only=True)
class Bases:
    recommendation: str
    base: str
    lines: Table
    every: Table | None
    agreement: Table
    left_out: Table | None


@dataclass(frozen=True, kw_only=True)
class Methods:
    words: str
    agreement: Table
    sizes: Table


def read_bases(summary: Summary) -> Bases | None:
    """None where bases were not to be compared, or could not be."""
    found = summary.segments.bases
    if not found:
        return None
    words = {line.basis: capitalised(told(line.words)) for line in found.lines}
    kept = [line for line in found.lines if line.k == found.k]
    return Bases(
        recommendation=told(found.recommendation),
        base=ngettext(
            "n = one person on every basis.",
            "n = %(shown)s people on every basis.",
            found.people or 0,
            shown=whole(found.people),
        ),
        lines=_lines(_("What people could be grouped by"), found, kept, words),
        every=_lines(_("The same with every number of segments"), found, found.lines, words)
        if len(kept) < len(found.lines)
        else None,
        agreement=_agreement(_("How far the segments of two bases agree"), found.agreement, words),
        left_out=_left_out(found, words, summary),
    )


def _best(basis: str, found: segmented.Bases) -> str:
    """A basis that does no better than others is kept, not recommended."""
    return _("%(words)s (kept)", words=basis) if found.do_the_same else _("%(words)s (recommended)", words=basis)


def _lines(
    caption: str, found: segmented.Bases, lines: Sequence[segmented.BasisLine], words: Mapping[str, str]
) -> Table:
    rows = []
    for line in lines:
        basis = words[line.basis]
        is_best = line.basis == found.recommended and line.k == found.k
        rows.append([
            {"text": strong(_best(basis, found)) if is_best else basis, "sort": basis},
            sortable(str(line.k), line.k),
            sortable(whole(line.variables), line.variables),
            sortable(correlation(line.ari_mean), line.ari_mean),
            between(line.ari_low, line.ari_high),
            sortable(correlation(line.null_ari_high), line.null_ari_high),
            _("Yes") if line.beats_null else _("No"),
            sortable(percent(line.person_mean_share), line.person_mean_share),
            sortable(percent(line.left_out_eta2, 1), line.left_out_eta2),
        ])  # fmt: skip
    return Table(
        caption=caption,
        columns=[
            _("Basis"), (_("Segments"), "number"), (_("Variables"), "number"), (_("Agreement (ARI)"), "number"),
            (_("Its interval"), "number"), (_("Without groups, at most"), "number"), _("Beats it"),
            (_("Only the mean answer"), "number"), (_("Tells of the rest"), "number"),
        ],
        rows=rows,
        sortable=True,
        base=_(
            "Agreement between pairs of new samples, and the same on data without groups. Only the mean answer: share "
            "of people’s mean answer that the segments explain; much of it means that they sort yes-sayers. Tells of "
            "the rest: share of the variance of questions outside, on average."
        ),
    )  # fmt: skip


def _agreement(caption: str, found: Mapping[str, Mapping[str, float | None]], words: Mapping[str, str]) -> Table:
    names = list(found)
    numbers = {name: number for number, name in enumerate(names, 1)}
    rows = [
        [
            f"{numbers[row]}. {words.get(row, row)}",
            *("1" if row == column else correlation(found[row].get(column)) for column in names),
        ]
        for row in names
    ]
    return Table(
        caption=caption,
        columns=["", *((str(numbers[name]), "number") for name in names)],
        rows=rows,
        base=_("Adjusted Rand index: 1 is the same division, 0 what chance gives."),
    )


def _left_out(found: segmented.Bases, words: Mapping[str, str], summary: Summary) -> Table | None:
    if not found.left_out:
        return None
    names = list(next(iter(found.left_out.values())))
    texts = {table.variable: table.text for table in summary.segments.profiles}
    return Table(
        caption=_("What the segments of each basis tell of questions outside"),
        columns=[_("Question"), *((words.get(name, name), "number") for name in names)],
        rows=[
            [texts.get(variable) or variable, *(sortable(percent(row[name], 1), row[name]) for name in names)]
            for variable, row in found.left_out.items()
        ],
        sortable=True,
        base=_("Eta squared: share of the variance that lies between segments."),
    )


def read_methods(summary: Summary) -> Methods | None:
    """None where ways of grouping were not to be compared, or could not be."""
    found = summary.segments.methods
    if not found:
        return None
    words = {name: method_words(name) for name in found.agreement}
    most = max((len(sizes) for sizes in found.sizes.values()), default=0)
    return Methods(
        words=told(found.words),
        agreement=_agreement(_("How far two ways of grouping agree"), found.agreement, words),
        sizes=Table(
            caption=_("People in the segments of each way, the largest first"),
            columns=[_("Way of grouping"), *((str(number), "number") for number in range(1, most + 1))],
            rows=[
                [method_words(name), *(whole(n) for n in sizes), *["–"] * (most - len(sizes))]
                for name, sizes in found.sizes.items()
            ],
        ),
    )


def method_words(name: str) -> str:
    return _("Ward: joined step by step") if name == "ward" else choice_words("segmentation", name)
