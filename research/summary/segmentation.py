"""The segmented part of a summary: how many, how sure, who is where, and whole distributions per segment."""

from typing import Any

from research.codebook import Item
from research.personas.tables import ProfileTable
from research.result import Analysis
from research.steps.contest import Contest
from research.steps.group import basis_words
from research.summary.plain import by_name, number, numbers, rows, table
from research.typing.tool import TypingTool

CANDIDATE_FIGURES = (
    "k", "ari_mean", "ari_low", "ari_high", "null_ari_mean", "null_ari_high", "silhouette", "null_silhouette",
    "gap", "prediction_strength", "bic", "entropy", "smallest_share",
)  # fmt: skip


def segments(analysis: Analysis) -> dict[str, Any]:
    """How many segments, their verdict, sizes, stability and distributions."""
    found = analysis.segmentation
    solution, choice = found.solution, found.choice
    return {
        "k": solution.k,
        "verdict": choice.verdict,
        "reason": choice.reason,
        "base": analysis.basis,
        "base_words": basis_words(analysis.basis, method=solution.method),
        "why_this_way": found.reason,
        "method": solution.method,
        "one_class_bic": number(choice.single_bic),
        "codes": list(solution.codes),
        "sizes": {code: int(n) for code, n in solution.sizes.items()},
        "shares": table(solution.shares),
        "jaccard": by_name(solution.jaccard),
        "person_mean_share": number(found.person_mean_share),
        "centres": table(solution.centres),
        "n_unassigned": len(analysis.measurement.matrix) - len(analysis.people),
        "candidates": [
            {
                **{name: number(getattr(candidate, name)) for name in CANDIDATE_FIGURES},
                "supported": bool(candidate.supported),
            }
            for candidate in choice.candidates
        ],
        "across": [
            {"k": step.k_from, "next": step.k_to, "transition": rows(step.table), "stability": numbers(step.stability)}
            for step in solution.transitions
        ],
        "profiles": [_profile(each) for each in analysis.portraits.tables],
        "demographics_predict": _prediction(analysis.contest),
        "same_passport": _passports(analysis.contest),
    }


def _profile(found: ProfileTable) -> dict[str, Any]:
    weighted, counts = found.weighted, found.counts
    totals = weighted.sum(axis=1)
    everybody = weighted.sum(axis=0)
    return {
        "variable": found.variable,
        "text": found.text,
        "facet": found.facet,
        "type": found.type,
        "role": found.role,
        "dimension": found.dimension,
        "options": [
            {"code": number(code), "label": label} for code, label in zip(found.codes, found.labels, strict=True)
        ],
        "counts": {str(code): numbers(row) for code, row in counts.iterrows()},
        "bases": {str(code): int(n) for code, n in counts.sum(axis=1).items()},
        "shares": {
            str(code): numbers(row / total) if total else [None] * len(row)
            for (code, row), total in zip(weighted.iterrows(), totals, strict=True)
        },
        "population": numbers(counts.sum(axis=0)),
        "population_base": int(counts.to_numpy().sum()),
        "population_shares": numbers(everybody / everybody.sum()) if everybody.sum() else [None] * len(everybody),
    }


def _prediction(contest: Contest) -> dict[str, Any] | None:
    found = contest.prediction
    if found is None:
        return None
    return {
        "hit_rate": number(found.hit_rate.mean),
        "hit_low": number(found.hit_rate.low),
        "hit_high": number(found.hit_rate.high),
        "majority": number(found.majority),
        "chance": number(found.chance),
        "auc": number(found.auc.mean),
        "words": found.words,
    }


def _passports(contest: Contest) -> list[dict[str, Any]]:
    return [
        {
            "cell": cell.words,
            "n": int(cell.n),
            "counts": {str(code): int(n) for code, n in cell.counts.items()},
            "shares": by_name(cell.shares),
            "population_shares": by_name(cell.population_shares),
        }
        for cell in contest.passports
    ]


def contrast(analysis: Analysis) -> dict[str, Any]:
    """Per outcome, how much demographics, psychographics and both tell, out of sample."""
    codebook = analysis.measurement.matrix.codebook
    options = {name: item.words for name, item in analysis.measurement.options.items.items()}
    words = {item.name: item.words for item in codebook} | options | analysis.measurement.labels
    results = {}
    for name, found in analysis.contest.results.items():
        plain: dict[str, Any] = {"text": words[name], "metric": found.metric}
        for view in ("demographics", "psychographics", "both"):
            estimate = getattr(found, view)
            plain |= {
                view: number(estimate.mean),
                f"{view}_low": number(estimate.low),
                f"{view}_high": number(estimate.high),
            }
        plain |= {"n": int(found.n), "winner": found.winner, "words": found.words}
        plain["importance"] = [
            {
                "variable": each.variable,
                "text": words.get(each.variable, each.variable),
                "set": each.view,
                "value": number(each.value),
                "low": number(each.low),
                "high": number(each.high),
            }
            for each in found.importance
        ]
        results[name] = plain
    return results


def typing_tool(analysis: Analysis) -> dict[str, Any]:
    """The few questions that find a newcomer's segment, how often they are right, and when they cannot tell."""
    tool: TypingTool = analysis.typing_tool
    codebook = analysis.measurement.matrix.codebook
    return {
        "items": list(tool.items),
        "texts": [codebook[name].words for name in tool.items],
        "questions": {name: _question(codebook[name]) for name in tool.items},
        "n": int(tool.n),
        "hit_rate": number(tool.hit_rate),
        "hit_low": number(tool.hit_low),
        "hit_high": number(tool.hit_high),
        "chance": number(tool.chance),
        "majority": number(tool.majority),
        "threshold": number(tool.cut.threshold),
        "classified_share": number(tool.cut.share),
        "n_classified": int(tool.cut.n),
        "hit_rate_classified": number(tool.cut.hits),
        "hit_low_classified": number(tool.cut_low),
        "hit_high_classified": number(tool.cut_high),
        "threshold_curve": [
            {"threshold": number(border), "classified_share": number(row["share"]), "hit_rate": number(row["hit_rate"])}
            for border, row in tool.cut.curve.iterrows()
        ],
        "method": tool.method,
        "methods": {name: number(rate) for name, rate in tool.methods.items()},
        "confusion": table(tool.confusion.div(tool.confusion.sum(axis=1), axis=0)),
        "curve": [{"n_items": number(count), "hit_rate": number(rate)} for count, rate in tool.curve.items()],
        "rule": tool.rule,
    }


def _question(item: Item) -> dict[str, Any]:
    """What somebody needs to ask it again and to know which answers there are."""
    low, high = item.range or (None, None)
    return {
        "text": item.words,
        "type": item.type,
        "low": number(low),
        "high": number(high),
        "labels": {str(code): label for code, label in item.labels.items()},
    }
