"""Are there groups of people, how many, and would they be found again?"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from surveys.presentation.numbers import between, correlation, decimal, percent, percent_between, sortable, whole
from surveys.presentation.table import Table, strong
from surveys.presentation.words import VERDICTS, choice_words
from surveys.words import gettext as _
from surveys.words import ngettext

GOOD_JACCARD = 0.75
FAIR_JACCARD = 0.6
DISTANCE_FIGURES = ("silhouette", "gap", "prediction_strength", "bic")
CLASS_FIGURES = ("bic", "entropy")


def verdict_words(summary: Mapping[str, Any]) -> str:
    verdict = str((summary.get("segments") or {}).get("verdict") or "")
    return str(VERDICTS.get(verdict, verdict))


def candidates_table(summary: Mapping[str, Any]) -> Table:
    """Every number of segments tried, against the same statistics on data without groups."""
    segments = summary["segments"]
    found = segments.get("candidates") or ()
    further = CLASS_FIGURES if segments.get("method") == "lca" else DISTANCE_FIGURES
    rows = [_candidate(row, further, chosen=row["k"] == segments["k"]) for row in found]
    return Table(
        caption=_("How well each number of segments comes back"),
        columns=[
            _("Segments"), (_("Agreement (ARI)"), "number"), (_("Its interval"), "number"),
            (_("Without groups"), "number"), *((_figure_words()[name], "number") for name in further),
            (_("Smallest"), "number"), _("Supported"),
        ],
        rows=rows,
        sortable=True,
        base=_candidates_base(segments),
    )  # fmt: skip


def _candidates_base(segments: Mapping[str, Any]) -> str:
    words = _(
        "Agreement: adjusted Rand index between pairs of bootstrap samples; 1 is the same division. "
        "Without groups: the same figure on data with the same correlations and no groups in it."
    )
    if segments.get("one_class_bic") is None:
        return words
    told = _("BIC: lower is better; one class has %(bic)s. Clearness: relative entropy, 1 where everybody belongs to "
             "one class for sure.", bic=whole(segments["one_class_bic"]))  # fmt: skip
    return f"{words} {told}"


def _figure_words() -> dict[str, str]:
    return {
        "silhouette": _("Silhouette"),
        "gap": _("Gap"),
        "prediction_strength": _("Prediction strength"),
        "bic": _("BIC"),
        "entropy": _("Clearness"),
    }


def _candidate(row: Mapping[str, Any], further: Sequence[str], *, chosen: bool) -> list[Any]:
    number = str(row["k"])
    words: dict[str, Callable[[Any], str]] = {"gap": decimal, "bic": whole}
    return [
        {"text": strong(_("%(k)s (chosen)", k=number)) if chosen else number, "sort": row["k"]},
        sortable(correlation(row.get("ari_mean")), row.get("ari_mean")),
        between(row.get("ari_low"), row.get("ari_high")),
        sortable(correlation(row.get("null_ari_mean")), row.get("null_ari_mean")),
        *(sortable(words.get(name, correlation)(row.get(name)), row.get(name)) for name in further),
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
    classes = segments.get("method") == "lca"
    base = _("The answers themselves") if classes else choice_words("segment_on", str(segments.get("base") or "–"))
    facts = [
        (_("People grouped by"), base),
        (_("Way of grouping"), choice_words("segmentation", str(segments.get("method") or "–"))),
    ]
    if segments.get("why_this_way"):
        facts.append((_("Why this way"), str(segments["why_this_way"])))
    if segments.get("person_mean_share") is not None:
        facts.append((_("Only the person's mean answer"), percent(segments["person_mean_share"])))
    return facts


def demographics_sentence(summary: Mapping[str, Any]) -> str:
    predicted = (summary.get("segments") or {}).get("demographics_predict") or {}
    return str(predicted.get("words") or "")
