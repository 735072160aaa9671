"""Copies from a folder of R results only the figures of segmentation that the tests compare with.

    python tests/research/reference/extract_segments.py FOLDER

FOLDER holds `cluster_bfi.json` and `seg_mcdonalds.json`, written by R 4.2.2 (flexclust, cluster, fpc, mclust, poLCA);
the calls are in `calls` of the result.
"""

import json
import sys
from pathlib import Path
from typing import Any

KS = range(2, 9)


def extract(folder: Path) -> dict[str, Any]:
    """The figures, keyed by data set."""
    bfi = json.loads((folder / "cluster_bfi.json").read_text())
    mcdonalds = json.loads((folder / "seg_mcdonalds.json").read_text())
    return {
        "calls": {
            "kmeans": "kmeans(X, k, nstart = 500, iter.max = 200)",
            "ari": bfi["boot_scores"]["call"],
            "gap": bfi["gap"]["call"],
            "prediction_strength": bfi["prediction_strength"]["call"],
            "mclust": bfi["mclust"]["call"],
            "lca": "poLCA(f, d, nclass = k, nrep = 20, maxiter = 5000, tol = 1e-10)",
        },
        "bfi": _bfi(bfi),
        "mcdonalds": {
            "lca": {k: _only(mcdonalds["poLCA"][f"k{k}"], "loglik", "bic", "npar", "shares_desc") for k in (2, 3, 4)},
            "descriptors": {
                name: _only(values, "chisq", "cramers_v", "table", "F", "eta2", "p")
                for name, values in mcdonalds["profile_k4"]["descriptors"].items()
            },
            "p_bh": mcdonalds["profile_k4"]["p_bh"],
        },
    }


def _bfi(source: dict[str, Any]) -> dict[str, Any]:
    by_k = {k: source["kmeans_scores"][f"k{k}"] for k in KS}
    bic = source["mclust"]["bic"]
    shapes = {name: bic["cols"].index(name) for name in ("EEE", "VVI", "VVV")}
    return {
        "inertia": {k: values["inertia_best_of_500"] for k, values in by_k.items()},
        "sizes": {k: values["sizes_desc"] for k, values in by_k.items()},
        "silhouette": {k: values["silhouette"] for k, values in by_k.items()},
        "calinski_harabasz": {k: values["ch"] for k, values in by_k.items()},
        "ari_mean": dict(zip(KS, source["boot_scores"]["ari_mean"], strict=True)),
        "gap_k": source["gap"]["k_tibs2001"],
        "prediction_strength": dict(zip(KS, source["prediction_strength"]["mean_pred"][1:], strict=True)),
        "jaccard_k3": source["slsw_scores"]["k3"],
        "slsa": source["slsa_scores"]["steps"],
        "mclust_bic": {name: {g: bic["values"][g - 1][at] for g in (2, 3, 4, 5)} for name, at in shapes.items()},
    }


def _only(values: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: values[name] for name in names if name in values}


if __name__ == "__main__":
    figures = extract(Path(sys.argv[1]))
    (Path(__file__).parent / "segments.json").write_text(json.dumps(figures, indent=1) + "\n")
