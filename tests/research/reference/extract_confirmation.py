"""Copies from a folder of R results only the figures of weighting, missing answers and confirmation.

    python tests/research/reference/extract_confirmation.py FOLDER

FOLDER holds `screening_bfi.json`, `cor_bfi_pairwise.json`, `cfa_bfi.json` and `cfa_hs1939.json`, written by R 4.2.2
(survey 4.1.1, lavaan 0.6-14). The result, `confirmation.json`, holds facts about public data sets.
"""

import json
import sys
from pathlib import Path
from typing import Any

FIT = {
    "chi2": "chisq",
    "df": "df",
    "cfi": "cfi",
    "tli": "tli",
    "rmsea": "rmsea",
    "rmsea_low": "rmsea.ci.lower",
    "rmsea_high": "rmsea.ci.upper",
    "srmr": "srmr",
    "baseline_chi2": "baseline.chisq",
    "aic": "aic",
    "bic": "bic",
}
SCALED = {"chi2": "chisq.scaled", "cfi": "cfi.scaled", "tli": "tli.scaled", "rmsea": "rmsea.scaled"}
SINGLE = {"ml": "ml_complete", "fiml": "fiml_all", "wlsmv": "wlsmv_complete", "higher_order": "higher_order_ml"}


def chosen(source: dict[str, Any], names: dict[str, str]) -> dict[str, float]:
    """Keep figures under our names."""
    return {ours: source[theirs] for ours, theirs in names.items() if theirs in source}


def solution(source: dict[str, Any]) -> dict[str, Any]:
    """Keep the fit, and per parameter: lhs, operator, rhs, estimate, standard error, standardised estimate."""
    told = source["estimates"]
    rows = zip(*(told[name] for name in ("lhs", "op", "rhs", "est", "se", "std.all")), strict=True)
    kept: dict[str, Any] = {
        "n": source["nobs"],
        "fit": chosen(source["fit"], FIT),
        "estimates": [list(row) for row in rows if row[1] == "=~" or (row[1] == "~~" and row[4] > 0)],
        "factor_correlations": source["cor_lv"]["values"],
    }
    if "chisq.scaled" in source["fit"]:
        kept["scaled"] = chosen(source["fit"], SCALED)
    return kept


def invariance(source: dict[str, Any]) -> dict[str, Any]:
    """Keep the fit of each step, the changes, the means, and what would differ most."""
    tests = source["scalar_release_candidates"]
    return {
        "groups": source["nobs"],
        "fits": {step: chosen(fit, FIT) for step, fit in source["fits"].items()},
        "cfi_change": source["delta_cfi"],
        "rmsea_change": source["delta_rmsea"],
        "p_change": source["lrt"]["p"],
        "means": source["latent_means_scalar"],
        "differing": list(zip(tests["parameter"], tests["X2"], strict=True)),
    }


def extract(folder: Path) -> dict[str, Any]:
    """The figures, keyed by method."""
    screening, cor, bfi, hs = (
        json.loads((folder / f"{name}.json").read_text())
        for name in ("screening_bfi", "cor_bfi_pairwise", "cfa_bfi", "cfa_hs1939")
    )
    changes = bfi["modification_indices_top15"]
    return {
        "raking": screening["raking"],
        "fiml": [value for place, row in enumerate(cor["fiml_lavaan"]["values"]) for value in row[:place]],
        "bfi": {ours: solution(bfi[theirs]) for ours, theirs in SINGLE.items()},
        "bfi_changes": list(zip(*(changes[name] for name in ("lhs", "rhs", "mi", "sepc.all")), strict=True)),
        "hs1939": solution(hs["ml"]),
        "invariance": {
            "gender": invariance(bfi["invariance_gender"]),
            "education": invariance(bfi["invariance_education"]),
            "school": invariance(hs["invariance_school"]),
        },
    }


if __name__ == "__main__":
    figures = extract(Path(sys.argv[1]))
    (Path(__file__).parent / "confirmation.json").write_text(json.dumps(figures, separators=(",", ":")) + "\n")
