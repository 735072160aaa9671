"""The measured part of a summary: data, screening, items, scales, correlations, factors, response style."""

from collections.abc import Hashable, Mapping

import pandas as pd

from research.codebook import FACETS, Item, rating_range
from research.declared import Number
from research.plan import AnalysisPlan
from research.result import Analysis
from research.said import say
from research.scales.response_style import person_mean_share
from research.screening.screen import sign_of
from research.steps.confirm import Confirmed
from research.steps.measure import Measurement
from research.summary.confirming import compared_groups, confirmed_scales
from research.summary.neighbours import FIT, neighbours
from research.summary.plain import by_name, figures, number, numbers, rows, table
from research.summary.schema.measured import (
    Adequacy,
    Bartlett,
    Correlations,
    Data,
    Factors,
    ItemFigures,
    ParallelLine,
    Reason,
    ResponseStyle,
    Retention,
    ScaleFigures,
    Screening,
)
from research.summary.versions import reworded, versions_answered
from research.summary.weighting import weighting

MOST_CODES = 12


def data(analysis: Analysis, fingerprint: str) -> Data:
    """How many people and questions there were, and how much is missing."""
    codebook = analysis.given.codebook
    answered = versions_answered(analysis)
    asked = {facet: len({item.group or item.name for item in codebook.with_facets([facet])}) for facet in FACETS}
    return Data(
        name=codebook.name,
        n=len(analysis.given),
        n_analysed=len(analysis.measurement.matrix),
        n_assigned=len(analysis.people),
        items=_analysed(analysis),
        facets=asked,
        question_count=len({item.group or item.name for item in codebook}),
        share_missing=number(analysis.measurement.answers.isna().to_numpy().mean()),
        weighted=analysis.measurement.weights is not None,
        weighting=weighting(analysis.measurement, analysis.plan),
        fingerprint=fingerprint,
        versions=answered,
        reworded=reworded(analysis, answered),
    )


def _analysed(analysis: Analysis) -> list[str]:
    """Items of factors and segments; unordered ones where the segments are made of them too."""
    measured = analysis.measurement
    unordered = measured.nominal if analysis.segmentation.solution.method == "lca" else ()
    return [*map(str, measured.raw), *map(str, unordered)]


def screening(measured: Measurement, *, excluded: bool) -> Screening:
    """Who may have answered carelessly, and why we think so."""
    found = measured.screening
    reasons = {
        str(name): Reason(
            words=sign_of(str(name)),
            n=int(flags.sum()),
            share=number(flags.mean()),
            cutoff=number(found.cutoffs.get(str(name))),
        )
        for name, flags in found.flags.items()
    }
    return Screening(
        n_flagged=int(found.flagged.sum()),
        share_flagged=number(found.flagged.mean()),
        excluded=excluded,
        reasons=reasons,
        cutoffs=by_name(found.cutoffs),
    )


def items(measured: Measurement) -> dict[str, ItemFigures]:
    """Every analysed item as it was answered; only item-rest is after keying."""
    return {str(name): _item(measured, measured.matrix.codebook[str(name)]) for name in measured.answers}


def _item(measured: Measurement, item: Item) -> ItemFigures:
    answers = measured.answers[item.name]
    ordered = item.name in measured.raw
    figures = measured.items.table.loc[item.name] if ordered else pd.Series(dtype=float)
    known = answers.dropna()
    counts = known.value_counts().sort_index()
    low, high = rating_range(item) or ((known.min(), known.max()) if ordered else (None, None))
    return ItemFigures(
        text=item.words,
        type=item.type,
        facet=item.facet,
        scale=item.scale,
        reverse=item.reverse,
        low=number(low),
        high=number(high),
        labels={str(code): words for code, words in item.labels.items()},
        n=len(known),
        missing=len(answers) - len(known),
        mean=number(known.mean()) if ordered else None,
        sd=number(known.std(ddof=1)) if ordered else None,
        distribution={f"{code:g}": number(n / len(known)) for code, n in counts.items()}
        if len(counts) <= MOST_CODES
        else {},
        **_shape(figures.to_dict(), reverse=item.reverse),
    )


def _shape(figures: Mapping[Hashable, float], *, reverse: bool) -> dict[str, Number]:
    """Skew and ends of the answers as given: a reversed item leans the other way, and its ends change places."""
    found = {name: number(figures.get(name)) for name in ("skew", "kurtosis", "floor", "ceiling", "item_rest")}
    if not reverse:
        return found
    skew = found["skew"]
    turned = {"skew": None if skew is None else -skew, "floor": found["ceiling"], "ceiling": found["floor"]}
    return {**found, **turned}


def scales(measured: Measurement) -> dict[str, ScaleFigures]:
    """Reliability of every scale."""
    codebook = measured.matrix.codebook
    return {
        name: ScaleFigures(
            title=codebook.scale(name).words,
            facet=codebook.scale(name).facet,
            items=list(map(str, found.alpha.item_rest.index)),
            n_items=found.n_items,
            n=found.alpha.n,
            alpha=number(found.alpha.alpha),
            alpha_low=number(found.alpha.low),
            alpha_high=number(found.alpha.high),
            omega_total=number(found.omega_total),
            omega_hierarchical=number(found.omega_hierarchical),
            average_r=number(found.alpha.average_r),
            mean=number(measured.scale_scores[name].mean()),
            sd=number(measured.scale_scores[name].std(ddof=1)),
            alpha_if_dropped=by_name(found.alpha.alpha_if_dropped),
        )
        for name, found in measured.scales.items()
    }


def correlations(measured: Measurement) -> Correlations:
    """The correlations the factors rest on, with the answers behind them."""
    found = measured.correlation
    if found is None:
        return Correlations()
    bases = found.bases.to_numpy()
    return Correlations(
        kind=found.kind,
        n=int(found.n),
        n_effective=number(found.n_effective),
        smoothed=bool(found.smoothed),
        smallest_eigenvalue=number(found.smallest_eigenvalue),
        base_low=int(bases.min()),
        base_high=int(bases.max()),
        items=list(map(str, found.matrix.index)),
        matrix=rows(found.matrix),
        pearson=rows(measured.pearson.matrix) if measured.pearson else None,
    )


def adequacy(measured: Measurement) -> Adequacy:
    """Whether the items have enough in common."""
    found = measured.adequacy
    if found is None:
        return Adequacy(verdict=say("no_items_for_factors"))
    return Adequacy(
        kmo=number(found.kmo),
        kmo_items=by_name(found.kmo_items),
        bartlett=Bartlett(chi2=number(found.bartlett_chi2), df=int(found.bartlett_df), p=number(found.bartlett_p)),
        determinant=number(found.determinant),
        verdict=found.verdict,
    )


def retention(measured: Measurement) -> Retention:
    """How many factors each criterion asks for."""
    found = measured.retention
    if found is None:
        return Retention()
    parallel = found.parallel_table
    return Retention(
        parallel=found.parallel,
        parallel_mean=found.parallel_mean,
        map=found.map,
        ekc=found.ekc,
        hull=found.hull,
        bic=found.bic,
        suggested=found.suggested,
        chosen=0 if measured.factors is None else measured.factors.k,
        reasons=list(found.reasons),
        eigenvalues=numbers(found.eigenvalues),
        table=[
            ParallelLine(k=k, observed=number(row["observed"]), mean=number(row["mean"]), p95=number(row["p95"]))
            for k, (_, row) in enumerate(parallel.iterrows(), 1)
        ],
        map_values=numbers(found.map_values),
        bic_values=by_name(found.bic_values),
        neighbours=neighbours(measured),
    )


def factors(measured: Measurement, plan: AnalysisPlan, confirmed: Confirmed | None) -> Factors:
    """Loadings, correlations of factors, fit, and how well the scores stand for the factors."""
    solved, labels = measured.solved, dict(measured.labels)
    codebook = measured.matrix.codebook
    confirmation, invariance = confirmed_scales(confirmed, codebook), compared_groups(confirmed)
    if solved is None:
        return Factors(
            labels=labels,
            extraction=plan.extraction,
            fit=dict.fromkeys(FIT),
            confirmation=confirmation,
            invariance=invariance,
        )
    found, fit = solved.solution, solved.solution.fit
    return Factors(
        k=found.k,
        names=list(map(str, found.loadings.columns)),
        labels=labels,
        extraction=plan.extraction,
        rotation=plan.rotation if found.k > 1 else "none",
        scores=solved.scores.method,
        loadings=table(found.loadings),
        phi=table(found.phi),
        communalities=by_name(found.communalities),
        explained=by_name(found.explained),
        markers={factor: list(map(str, members)) for factor, members in found.markers.items()},
        determinacy=by_name(solved.scores.determinacy),
        fit=figures(fit, FIT),
        confirmation=confirmation,
        invariance=invariance,
    )


def response_style(measured: Measurement) -> ResponseStyle:
    """How much of answers and factors is only the way people use the scale."""
    style = measured.style
    if style is None:
        words = say("no_ways_of_answering")
        return ResponseStyle(factors={}, acquiescence=None, variance_share=None, words=words)
    shares = person_mean_share(measured.dimensions, style.person_mean)
    acquiescence = None if style.acquiescence is None else number(style.acquiescence.mean())
    return ResponseStyle(
        factors=by_name(pd.Series(shares)),
        acquiescence=acquiescence,
        variance_share=number(style.variance_share),
        extreme_share=number(style.extreme_share),
        words=say("ways_of_answering", share=style.variance_share),
    )
