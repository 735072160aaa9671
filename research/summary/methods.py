"""The methods paragraph: which sentences tell what was done, chosen from a summary and nothing else.

So it can be made again from what the disclosure gate lets through: a figure that is hidden there is left out here.
"""

from collections.abc import Iterator

from research.confirmation.comparability import CFI_DROP, RMSEA_RISE
from research.factors.adequacy import UNUSABLE_KMO
from research.plan import AnalysisPlan
from research.said import Said, Told, say
from research.summary.kept import kept_as
from research.summary.schema import Summary
from research.summary.schema.measured import Data
from research.summary.schema.segmented import Segments

JUST_AS_SURE = 1.005
TOLD = ("bootstraps", "factors", "trim", "weights")
"""Choices that the paragraph quotes from the plan; the others show in the figures."""


def methods_paragraph(summary: Summary) -> list[Said]:
    """What was done, ready for a paper's methods section.

    Parameters
    ----------
    summary : Summary
        Suppressed or not.
    """
    return [
        *sample(summary),
        *weighting(summary),
        *gaps(summary),
        *_factors(summary),
        *confirmation(summary),
        *invariance(summary),
        *_segments(summary),
        *other_ways(summary),
        *redrawing(summary),
        *resampling(summary),
        say("differences_tested"),
        say(
            "computed",
            version=summary.provenance.versions.get("whyprint", "from source"),
            seed=str(summary.provenance.seed),
        ),
    ]


def _plan(summary: Summary) -> AnalysisPlan:
    told = {name: summary.provenance.plan[name] for name in TOLD if name in summary.provenance.plan}
    return AnalysisPlan.from_dict(told)


def sample(summary: Summary) -> Iterator[Said]:
    """How many people and items, and who answered carelessly."""
    found = summary.screening
    yield _sample(summary.data, items=len(summary.items))
    if found.cutoffs:
        few = summary.disclosure.smallest_group if summary.disclosure else 0
        flagged = say("fewer_than", n=few) if found.n_flagged is None else say("so_many", n=found.n_flagged)
        yield say("screened", flagged=flagged, then=say(_of_flagged(summary)))


def _of_flagged(summary: Summary) -> str:
    """What became of those who may have answered without care."""
    if summary.screening.excluded:
        return "flagged_left_out"
    fitted, assigned = summary.segments.n_fitted, summary.data.n_assigned
    return "flagged_assigned" if fitted and assigned and fitted < assigned else "flagged_kept"


def _sample(data: Data, *, items: int) -> Said:
    """How many answered, and how many of them were analysed, where these are not the same people."""
    n = data.n_assigned if data.n_analysed is None else data.n_analysed
    if n is None:
        return say("sample_of_few", items=items)
    if data.n is None or data.n == n:
        return say("sample", n=n, items=items)
    return say("sample_of_all", all=data.n, n=n, items=items)


def weighting(summary: Summary) -> Iterator[Said]:
    """How people were weighted; nothing where everybody counts the same."""
    plan = _plan(summary)
    found, trim = summary.data.weighting, plan.trim
    if not summary.data.weighted:
        return
    if found is None:
        yield say("weighted", weights=plan.weights) if plan.weights else say("weighted_by_data")
        return
    yield say(
        "raked",
        questions=list(dict.fromkeys(row.text for row in found.margins)),
        base=[say("raked_from", column=found.base)] if found.base else [],
        bounds=[say("raked_within", low=trim[0], high=trim[1])] if trim else [],
    )
    cost = {name: getattr(found, name) for name in ("design_effect", "effective_n", "efficiency")}
    if None not in cost.values():
        yield say("cost_of_weights", **cost)


def gaps(summary: Summary) -> Iterator[Said]:
    """What was done about missing answers, where correlations use everybody's own."""
    if summary.correlations.kind == "fiml":
        yield say("gaps_by_fiml", missing=summary.data.share_missing or 0.0)


def _factors(summary: Summary) -> Iterator[Said]:
    factors, kept = summary.factors, summary.retention
    if not factors.k:
        yield _without_factors(summary)
        return
    people = _people(summary.correlations.n)
    yield say(f"{summary.correlations.kind}_suitable", kmo=summary.adequacy.kmo, people=people)
    votes = {name: getattr(kept, name) for name in ("parallel", "map", "ekc", "hull")}
    yield say(
        "factors_extracted",
        votes=[say(f"suggested_{name}", k=vote) for name, vote in votes.items() if vote is not None],
        k=factors.k,
        extraction=say(f"by_{factors.extraction}"),
        rotation=[say("with_rotation", rotation=factors.rotation)] if factors.k > 1 else [],
    )
    if factors.fit["rmsea"] is not None:
        yield say("fit", **factors.fit)


def _people(n: int | None) -> list[Said]:
    return [say("n_of_people", n=n)] if n else []


def _without_factors(summary: Summary) -> Said:
    kmo = summary.adequacy.kmo
    if _plan(summary).factors == "none":
        return say("no_factors_planned")
    if kmo is None or not summary.retention.eigenvalues:
        return say("too_few_ordered")
    return say("shared_too_little", kmo=kmo) if kmo < UNUSABLE_KMO else say("no_proper_solution")


def confirmation(summary: Summary) -> Iterator[Said]:
    """Estimator and fit of the confirmatory factor analysis."""
    found = summary.factors.confirmation
    if found is not None:
        yield say(
            "confirmed",
            estimator=say(f"by_{found.estimator}_{found.missing}"),
            unweighted=[say("without_weights")] if summary.data.weighted else [],
            **found.fit,
        )
        if found.n is not None:
            yield say(f"confirmed_on_{found.missing}", n=found.n)


def invariance(summary: Summary) -> Iterator[Said]:
    """Up to which level measurement is the same in all groups."""
    found = summary.factors.invariance
    if found is not None:
        yield say(
            "invariance_checked",
            group=found.group,
            groups=len(found.groups),
            people=_people(None if None in found.groups.values() else sum(n or 0 for n in found.groups.values())),
            unweighted=[say("tested_without_weights")] if summary.data.weighted else [],
            cfi=CFI_DROP,
            rmsea=RMSEA_RISE,
            level=say(f"held_{found.level}"),
        )


def _segments(summary: Summary) -> Iterator[Said]:
    found = summary.segments
    if not found.candidates:
        return
    told: dict[str, Told] = {
        "low": found.candidates[0].k,
        "high": found.candidates[-1].k,
        "k": found.k,
        "figures": _agreement(found),
        "verdict": kept_as(found),
    }
    if found.method == "lca":
        yield say("classes", items=len(summary.items), **told)
    else:
        by: dict[str, Told] = {"method": say(f"by_{found.method}"), "base": _base(found)}
        code = "grouped_once" if told["low"] == told["high"] else "grouped"
        yield say(code, **by, bootstraps=_plan(summary).bootstraps, **told)
    yield from _looked_at(found)
    if summary.data.n_assigned is not None:
        yield say("assigned", n=summary.data.n_assigned)


def _base(found: Segments) -> Said:
    """What people were grouped by, and in which units where these were their own."""
    as_answered = found.base_words.code == "by_items_as_answered"
    return say("base_items_as_answered" if as_answered else f"base_{found.base}")


def _looked_at(found: Segments) -> Iterator[Said]:
    """From how many people agreement was computed, where some stood for all."""
    if found.n_looked_at is not None and found.n_fitted is not None and found.n_looked_at < found.n_fitted:
        yield say("agreement_of_some", n=found.n_looked_at, of=found.n_fitted)


def _agreement(found: Segments) -> list[Said]:
    chosen = found.kept
    if chosen is None:
        return []
    if found.method == "lca":
        return [say("mean_agreement_of_classes", bic=chosen.bic, ari=chosen.ari_mean)]
    return [say("mean_agreement", ari=chosen.ari_mean)]


def other_ways(summary: Summary) -> Iterator[Said]:
    """What else people were grouped by, and how."""
    bases, methods = summary.segments.bases, summary.segments.methods
    if bases is not None:
        words = {line.basis: line.words for line in bases.lines}
        told: dict[str, Told] = {"bases": list(words.values()), "recommended": words[bases.recommended]}
        if bases.people is None:
            yield say("bases_compared_among_few", **told)
        else:
            code = "bases_compared_alike" if bases.do_the_same else "bases_compared"
            yield say(code, people=bases.people, **told)
    if methods is not None and len(methods.agreement) > 1 and "kmeans" in methods.agreement:
        with_kmeans = methods.agreement["kmeans"]
        others = [name for name in methods.agreement if name != "kmeans"]
        told_of = [say("agreement_of", method=say(f"compared_{name}"), ari=with_kmeans[name]) for name in others]
        yield say("methods_compared", k=methods.k, agreements=told_of)


def redrawing(summary: Summary) -> Iterator[Said]:
    """Where the intervals come from."""
    found, n = summary.segments.redrawn, summary.data.n_assigned
    if found is None:
        return
    lost = [say("samples_lost", n=found.failed)] if found.failed else []
    some = found.people is not None and n is not None and found.people < n
    drawn = say("drawn_some", n=found.people) if some else say("drawn_as_many")
    yield say("redrawn", draws=found.draws, drawn=drawn, lost=lost)
    if found.temperature is not None and found.temperature > JUST_AS_SURE:
        yield say("memberships_softened", temperature=found.temperature)


def resampling(summary: Summary) -> Iterator[Said]:
    """How uncertainty was carried through all steps."""
    found = summary.segments.certainty
    if found is not None:
        lost = [say("samples_lost", n=found.failed)] if found.failed else []
        yield say("resampled", replicates=found.replicates, lost=lost)
