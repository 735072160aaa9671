"""Copies from a folder of R results only the figures that the tests compare with.

    python tests/research/reference/extract.py FOLDER

FOLDER holds `cor_<data set>.json`, `efa_<data set>.json` and `screening_bfi.json`, written by R 4.2.2 (psych 2.2.9,
lavaan 0.6-14, EFAtools, careless 1.2.2). The result, `figures.json`, holds facts about public data sets and no answers
of anybody.
"""

import json
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
DATA_SETS = ("bfi_complete", "bfi_pairwise", "hs1939")
ROTATIONS = ("none", "varimax", "oblimin", "promax")
INDICES = (
    "longstring",
    "avg_longstring",
    "irv",
    "mahalanobis_D2",
    "evenodd",
    "evenodd_reversed_items",
    "psychsyn_0.40",
)


def lower_triangle(matrix: dict[str, Any], digits: int) -> list[float]:
    """Keep the figures below the diagonal, row by row."""
    rows = matrix["values"]
    return [round(value, digits) for place, row in enumerate(rows) for value in row[:place]]


def rounded(rows: list[Any], digits: int = 8) -> list[Any]:
    """Round all figures of a list of lists; text that stands for a missing figure becomes None."""
    return [
        rounded(row, digits) if isinstance(row, list) else round(row, digits) if isinstance(row, (int, float)) else None
        for row in rows
    ]


def solution(found: dict[str, Any]) -> dict[str, Any]:
    """Keep loadings, factor correlations, communalities and fit of one solution."""
    kept = {
        "loadings": rounded(found["loadings"]["values"]),
        "communality": rounded(list(found["communality"].values())),
    }
    if found["phi"]:
        kept["phi"] = rounded(found["phi"]["values"])
    fit = {"chi2": "chi_likelihood", "df": "dof", "tli": "tli", "bic": "bic", "srmr": "rmsr", "p": "p"}
    kept["fit"] = {ours: found[theirs] for ours, theirs in fit.items()}
    kept["fit"] |= {"rmsea": found["rmsea"]["RMSEA"], "low": found["rmsea"]["lower"], "high": found["rmsea"]["upper"]}
    return kept


def factors(folder: Path, name: str) -> dict[str, Any]:
    """Keep what the tests of one data set need."""
    cor = json.loads((folder / f"cor_{name}.json").read_text())
    efa = json.loads((folder / f"efa_{name}.json").read_text())
    kept: dict[str, Any] = {
        "items": cor["pearson"]["cols"],
        "n": efa["n"],
        "k": efa["nfactors"],
        "pearson": lower_triangle(cor["pearson"], 15),
        "kmo": efa["kmo"]["overall"],
        "kmo_items": list(efa["kmo"]["per_item"].values()),
        "bartlett": [efa["bartlett"]["chisq"], efa["bartlett"]["df"]],
        "determinant": efa["determinant"],
        "moments": {key: efa["items"][key] for key in ("n", "mean", "sd", "skew", "kurtosis")},
        "map": [value for value in efa["map"]["velicer_map"] if isinstance(value, float)],
        "map_argmin": efa["map"]["argmin"],
        "efa": {
            f"{way}_{turn}": solution(efa["efa"][f"{way}_{turn}"]) for way in ("minres", "ml") for turn in ROTATIONS
        },
        "tight": {
            way: {"loadings": rounded(found["loadings"]["values"]), "phi": rounded(found["phi"]["values"])}
            for way, found in efa["efa_tight"].items()
        },
        "score_determinacy": [value**0.5 for value in efa["efa"]["minres_oblimin"]["R2_scores"]],
        "alpha": {scale: alpha(found) for scale, found in efa["alpha"].items()},
        "scale_scores": rounded(efa["scoreItems"]["first20"]["values"]),
        "omega": {"total": efa["omega"]["omega_total"], "hierarchical": efa["omega"]["omega_h"]},
    }
    kept["scores"] = {way: rounded(efa["scores"][way]["first20"]["values"]) for way in ("Thurstone", "tenBerge")}
    kept["score_weights"] = {way: rounded(efa["scores"][way]["weights"]["values"]) for way in ("Thurstone", "tenBerge")}
    parallel = efa["parallel_psych"]
    kept["parallel"] = {
        "factors": parallel["nfact"],
        "components": parallel["ncomp"],
        "observed": rounded(parallel["fa_values"]),
        "simulated": rounded(parallel["fa_sim_mean"], 6),
        "resampled": rounded(parallel["fa_resampled_mean"], 6),
        "component_simulated": rounded(parallel["pc_sim_mean"], 6),
    }
    if "efatools_retain" in efa:
        kept["ekc"] = efa["efatools_retain"]["n_factors"]["EKC_BvA2017"]
    for ours, theirs in (("psych", "polychoric_correct0"), ("lavaan", "polychoric_lavaan_twostep")):
        if theirs in cor:
            kept[f"polychoric_{ours}"] = lower_triangle(cor[theirs], 9)
    if "polychoric_correct0" in cor:
        kept["thresholds"] = rounded(cor["polychoric_correct0"]["tau"]["values"])
    return kept


def alpha(found: dict[str, Any]) -> dict[str, Any]:
    """Keep the reliability of one scale."""
    return {
        "items": found["item"]["name"],
        "raw": found["raw_alpha"],
        "standardised": found["std_alpha"],
        "average_r": found["average_r"],
        "dropped": found["item"]["raw_alpha_if_dropped"],
        "item_rest": found["item"]["r_drop"],
        "omega": found["omega_total_1factor_ml_on_correlations"],
    }


def screening(folder: Path) -> dict[str, Any]:
    """Keep the first figures and the mean of every screening index."""
    found = json.loads((folder / "screening_bfi.json").read_text())
    kept: dict[str, Any] = {
        name: {
            "first": rounded(found[name]["first50"], 12),
            "mean": found[name]["mean"],
            "undefined": found[name]["n_na"],
        }
        for name in INDICES
    }
    kept["synonym_pairs"] = found["psychsyn_0.40"]["numPairs"]
    kept["random_auc"] = found["contamination_auc"]["random"]
    kept["ipsatised"] = lower_triangle(found["response_style"]["ipsatised_correlation"], 12)
    kept["extreme_share"] = found["response_style"]["extreme_share"]
    return kept


def main(folder: Path) -> None:
    """Write `figures.json` beside this script."""
    kept: dict[str, Any] = {name: factors(folder, name) for name in DATA_SETS}
    kept["screening"] = screening(folder)
    (HERE / "figures.json").write_text(json.dumps(kept, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
