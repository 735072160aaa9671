"""Are there groups of people, how many, and would they be found again?"""

from collections.abc import Callable, Sequence
from typing import Any

from research.summary.nearly import nearly_words
from research.summary.schema import Summary
from research.summary.schema.segmented import Candidate, Segments
from surveys.presentation.numbers import between, correlation, decimal, percent, percent_between, sortable, whole
from surveys.presentation.results.names import segment_name
from surveys.presentation.table import Table, strong
from surveys.presentation.words import choice_words
from surveys.words import gettext as _
from surveys.words import ngettext, told

GOOD_JACCARD = 0.75
FAIR_JACCARD = 0.6
Further = tuple[str, Callable[[Candidate], float | None], Callable[[float | None], str]]
"""A figure that a way of grouping measures besides: its words, where it stands, how it is written."""


def candidates_table(summary: Summary) -> Table:
    """Every number of segments tried, against the same statistics on data without groups."""
    segments = summary.segments
    further = _class_figures() if segments.method == "lca" else _distance_figures()
    rows = [_candidate(row, further, chosen=row.k == segments.k) for row in segments.candidates]
    return Table(
        caption=_("How well each number of segments comes back"),
        columns=[
            _("Segments"), (_("Agreement (ARI)"), "number"), (_("Its interval"), "number"),
            (_("Without groups, at most"), "number"), (_("of so many sets"), "number"),
            *((words, "number") for words, _read, _write in further),
            (_("Smallest"), "number"), _("Supported"),
        ],
        rows=rows,
        sortable=True,
        base=_candidates_base(segments),
    )  # fmt: skip


def _candidates_base(segments: Segments) -> str:
    words = _(
        "Agreement: adjusted Rand index between pairs of bootstrap samples; 1 is the same division. "
        "Without groups, at most: the highest such figure of data sets with the same correlations and no groups in "
        "them; what lies above it is supported. Once a set reaches ours, no more are drawn."
    )
    if segments.n_looked_at is not None and segments.n_looked_at < (segments.n_fitted or 0):
        some = _("Computed from %(n)s of %(all)s people, drawn at random.",
                 n=whole(segments.n_looked_at), all=whole(segments.n_fitted))  # fmt: skip
        words = f"{words} {some}"
    if segments.one_class_bic is None:
        return words
    told = _("BIC: lower is better; one class has %(bic)s. Clearness: relative entropy, 1 where everybody belongs to "
             "one class for sure.", bic=whole(segments.one_class_bic))  # fmt: skip
    return f"{words} {told}"


def _distance_figures() -> list[Further]:
    return [
        (_("Silhouette"), lambda row: row.silhouette, correlation),
        (_("Gap"), lambda row: row.gap, decimal),
        (_("Prediction strength"), lambda row: row.prediction_strength, correlation),
        (_("BIC"), lambda row: row.bic, whole),
    ]


def _class_figures() -> list[Further]:
    return [
        (_("BIC"), lambda row: row.bic, whole),
        (_("Clearness"), lambda row: row.entropy, correlation),
    ]


def _candidate(row: Candidate, further: Sequence[Further], *, chosen: bool) -> list[Any]:
    number = str(row.k)
    return [
        {"text": strong(_("%(k)s (chosen)", k=number)) if chosen else number, "sort": row.k},
        sortable(correlation(row.ari_mean), row.ari_mean),
        between(row.ari_low, row.ari_high),
        sortable(correlation(row.null_ari_high), row.null_ari_high),
        sortable(whole(row.null_clouds), row.null_clouds),
        *(sortable(write(read(row)), read(row)) for _words, read, write in further),
        sortable(percent(row.smallest_share), row.smallest_share),
        _("Yes") if row.supported else _("No"),
    ]


def sizes_table(summary: Summary) -> Table:
    """Every segment with its size and how often it came back."""
    segments = summary.segments
    rows = []
    for code in segments.codes:
        size, share, jaccard = segments.sizes[code], segments.shares[code], segments.jaccard.get(code)
        rows.append([
            segment_name(summary, code),
            sortable(whole(size), size),
            sortable(percent(share.share), share.share),
            percent_between(share.low, share.high),
            sortable(correlation(jaccard), jaccard),
            jaccard_words(jaccard),
        ])  # fmt: skip
    return Table(
        caption=_("The segments"),
        columns=[
            _("Segment"), (_("People"), "number"), (_("Share"), "number"), (_("95 % interval"), "number"),
            (_("Comes back (Jaccard)"), "number"), _("In words"),
        ],
        rows=rows,
        sortable=True,
        base=_unplaced(segments.n_unassigned or 0),
    )  # fmt: skip


def _unplaced(n: int) -> str:
    if not n:
        return _("Everybody was placed.")
    return ngettext(
        "One person answered too little to be placed.", "%(num)d people answered too little to be placed.", n
    )


def jaccard_words(jaccard: float | None) -> str:
    """Hennig's bars: .75 stable, .60 a pattern, below dissolved."""
    if jaccard is None:
        return "–"
    if jaccard >= GOOD_JACCARD:
        return _("Stable")
    return _("A pattern, not sharp") if jaccard >= FAIR_JACCARD else _("Dissolves in new samples")


def segment_facts(summary: Summary) -> list[tuple[str, str]]:
    segments = summary.segments
    classes = segments.method == "lca"
    base = _("The answers themselves") if classes else choice_words("segment_on", segments.base)
    facts = [
        (_("People grouped by"), base),
        (_("Way of grouping"), choice_words("segmentation", segments.method)),
    ]
    if segments.why_this_way is not None:
        facts.append((_("Why this way"), told(segments.why_this_way)))
    if segments.person_mean_share is not None:
        facts.append((_("Only the person's mean answer"), percent(segments.person_mean_share)))
    return facts


def demographics_sentence(summary: Summary) -> str:
    """How far demographics find the segments, and which of these are nearly demographic groups."""
    predicted = summary.segments.demographics_predict
    nearly = [said for persona in summary.personas for said in nearly_words(persona)]
    return " ".join(map(told, [*([predicted.words] if predicted else []), *nearly]))
