"""Are there groups of people, how many, and would they be found again?"""

from collections.abc import Mapping
from typing import Any

from surveys.studies.numbers import between, correlation, decimal, percent, percent_between, sortable, whole
from surveys.studies.results.table import Table, strong
from surveys.studies.words import VERDICTS, choice_words
from surveys.web.words import gettext as _
from surveys.web.words import ngettext

GOOD_JACCARD = 0.75
FAIR_JACCARD = 0.6


def verdict_words(summary: Mapping[str, Any]) -> str:
    verdict = str((summary.get("segments") or {}).get("verdict") or "")
    return str(VERDICTS.get(verdict, verdict))


def candidates_table(summary: Mapping[str, Any]) -> Table:
    """Every number of segments tried, against the same statistics on data without groups."""
    segments = summary["segments"]
    rows = [_candidate(row, chosen=row["k"] == segments["k"]) for row in segments.get("candidates") or ()]
    return Table(
        caption=_("How well each number of segments comes back"),
        columns=[
            _("Segments"), (_("Agreement (ARI)"), "number"), (_("Its interval"), "number"),
            (_("Without groups"), "number"), (_("Silhouette"), "number"), (_("Gap"), "number"),
            (_("Prediction strength"), "number"), (_("BIC"), "number"), (_("Smallest"), "number"), _("Supported"),
        ],
        rows=rows,
        sortable=True,
        base=_(
            "Agreement: adjusted Rand index between pairs of bootstrap samples; 1 is the same division. "
            "Without groups: the same figure on data with the same correlations and no groups in it."
        ),
    )  # fmt: skip


def _candidate(row: Mapping[str, Any], *, chosen: bool) -> list[Any]:
    number = str(row["k"])
    return [
        {"text": strong(_("%(k)s (chosen)", k=number)) if chosen else number, "sort": row["k"]},
        sortable(correlation(row.get("ari_mean")), row.get("ari_mean")),
        between(row.get("ari_low"), row.get("ari_high")),
        sortable(correlation(row.get("null_ari_mean")), row.get("null_ari_mean")),
        sortable(correlation(row.get("silhouette")), row.get("silhouette")),
        sortable(decimal(row.get("gap")), row.get("gap")),
        sortable(correlation(row.get("prediction_strength")), row.get("prediction_strength")),
        sortable(whole(row.get("bic")), row.get("bic")),
        sortable(percent(row.get("smallest_share")), row.get("smallest_share")),
        _("Yes") if row.get("supported") else _("No"),
    ]


def sizes_table(summary: Mapping[str, Any]) -> Table:
    """Every segment with its size and how often it came back."""
    segments = summary["segments"]
    names = {persona["code"]: persona.get("name") for persona in summary.get("personas") or ()}
    rows = []
    for code in segments.get("codes") or ():
        share = (segments.get("shares") or {}).get(code) or {}
        jaccard = (segments.get("jaccard") or {}).get(code)
        rows.append([
            f"{code} {names[code]}" if names.get(code) else code,
            sortable(whole(segments["sizes"].get(code)), segments["sizes"].get(code)),
            sortable(percent(share.get("share")), share.get("share")),
            percent_between(share.get("low"), share.get("high")),
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
        base=_unplaced(segments.get("n_unassigned") or 0),
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


def segment_facts(summary: Mapping[str, Any]) -> list[tuple[str, str]]:
    segments = summary["segments"]
    return [
        (_("People grouped by"), choice_words("segment_on", str(segments.get("base") or "–"))),
        (_("Way of grouping"), choice_words("segmentation", str(segments.get("method") or "–"))),
        (_("Only the person's mean answer"), percent(segments.get("person_mean_share"))),
    ]


def demographics_sentence(summary: Mapping[str, Any]) -> str:
    predicted = (summary.get("segments") or {}).get("demographics_predict") or {}
    return str(predicted.get("words") or "")
