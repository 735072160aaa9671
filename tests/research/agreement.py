"""Our figures beside R's on data that nothing was tuned to; as a table by

python -m tests.research.agreement FOLDER_OF_DATA_SETS

R's figures are frozen in `reference/sets.json`, so R is not needed.
"""

import json
import sys
import warnings
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from research.confirmation.cfa import confirm
from research.confirmation.invariance import check_invariance
from research.correlations.correlate import fiml, pearson, polychoric
from research.correlations.value import Correlation
from research.errors import HeywoodCase, ResearchError
from research.factors.adequacy import adequacy
from research.factors.alignment import Alignment, align
from research.factors.criteria import average_partials
from research.factors.extraction import Extraction, Method, extract
from research.factors.fit import fit
from research.factors.parallel import parallel_analysis
from research.factors.rotation import Rotation, rotate
from research.factors.scores import factor_scores
from research.factors.solution import solve_factors
from research.scales.reliability import alpha, scale_reliability
from research.segments.criteria import silhouettes
from research.segments.kmeans import kmeans
from research.segments.methods import ward_labels
from research.segments.mixture import fit_mixture
from tests import told
from tests.research.agreement_table import Row, markdown
from tests.research.reference.real_sets import REAL_SETS, RealSet, simulated_gaps

FROZEN = Path(__file__).resolve().parent / "reference" / "sets.json"
METHODS: tuple[Method, ...] = ("minres", "ml")
BORDER = 0.0051
SHAPES = {"EEE": "tied", "VVI": "diag", "VVV": "full"}
MOST_GROUPED = 1_500
"""As in `figures_of_sets.R`: all distances between people are needed there."""


@cache
def frozen() -> dict[str, Any]:
    """What R said."""
    found: dict[str, Any] = json.loads(FROZEN.read_text())
    return found


def read_set(name: str, data: Path | None) -> RealSet:
    """Answers of a set; the simulated one needs no folder."""
    if name == "simulated":
        return simulated_gaps()
    if data is None:
        raise FileNotFoundError(f"{name} is read from the folder of real data sets")
    return REAL_SETS[name](data)


def compare(name: str, one: RealSet) -> list[Row]:
    """Every comparison of one data set."""
    said = frozen()[name]
    rows: list[Row] = []
    for step in STEPS:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                rows += [Row(data=name, **found) for found in step(one, said)]
            except ResearchError as error:
                rows.append(_refused(name, step, error))
    return rows


def _refused(name: str, step: "Step", error: ResearchError) -> Row:
    return Row(
        data=name, statistic=step.__name__.strip("_"), difference=np.nan, tolerance=0.0, refused=told.text(error)
    )


Found = dict[str, Any]
Step = Callable[[RealSet, dict[str, Any]], Iterator[Found]]


def _gap(statistic: str, ours: object, theirs: object, tolerance: float, *, relative: bool = False) -> Found:
    first, second = np.asarray(ours, dtype=np.float64), np.asarray(theirs, dtype=np.float64)
    gap = np.abs(first - second) / np.where(second == 0, 1.0, np.abs(second)) if relative else np.abs(first - second)
    return {"statistic": statistic, "difference": float(gap.max()), "tolerance": tolerance, "relative": relative}


def _lower(matrix: pd.DataFrame) -> np.ndarray:
    """Figures below the diagonal, column by column, as R gives them."""
    return matrix.to_numpy().T[np.triu_indices(len(matrix), 1)]


def _full(said: dict[str, Any]) -> pd.DataFrame:
    items = said["items"]
    matrix = np.eye(len(items))
    matrix.T[np.triu_indices(len(items), 1)] = said["pearson"]
    return pd.DataFrame(np.tril(matrix) + np.tril(matrix, -1).T, index=items, columns=items)


def _unsmoothed(found: Correlation, theirs: list[float]) -> tuple[np.ndarray, np.ndarray]:
    """Pairs to compare: all, unless the matrix was smoothed (R's was kept as it is)."""
    ours, other = _lower(found.matrix), np.asarray(theirs)
    return (ours, other) if not found.smoothed else (np.zeros(1), np.zeros(1))


def correlations(one: RealSet, said: dict[str, Any]) -> Iterator[Found]:
    yield _gap("Pearson", _lower(pearson(one.answers).matrix), said["pearson"], 1e-9)
    if one.ordinal:
        found = polychoric(one.answers)
        yield _gap("polychoric, lavaan", *_unsmoothed(found, said["polychoric_lavaan"]), 1e-5)
        yield _gap("polychoric, psych", *_unsmoothed(found, said["polychoric_psych"]), 1e-4)
    if "fiml" in said:
        yield _gap("FIML, lavaan", _lower(fiml(one.answers).matrix), said["fiml"], 1e-4)
    if "fiml_psych" in said:
        four = fiml(one.answers.iloc[:, :4])
        yield _gap("FIML, psych", _lower(four.matrix), said["fiml_psych"], 1e-3)


def adequate(one: RealSet, said: dict[str, Any]) -> Iterator[Found]:
    found = adequacy(pearson(one.answers), n=said["n"])
    theirs = said["adequacy"]
    yield _gap("KMO", [found.kmo, *found.kmo_items], [theirs["kmo"], *theirs["kmo_items"]], 1e-9)
    bartlett = [found.bartlett_chi2, found.bartlett_df]
    yield _gap("Bartlett", bartlett, theirs["bartlett"], 1e-9, relative=True)


def retained(one: RealSet, said: dict[str, Any]) -> Iterator[Found]:
    theirs = said["retention"]
    found = parallel_analysis(pearson(one.answers), n=said["n"], seed=1)
    yield _gap("eigenvalues", found.table["component_observed"], theirs["eigenvalues"], 1e-6)
    yield _gap("parallel: mean eigenvalues", found.table["component_mean"], theirs["simulated"], 0.02)
    yield _gap("parallel: factors", found.factors, theirs["parallel"], 0)
    yield _gap("parallel: components", found.components, theirs["components"], 0)
    partials = average_partials(_full(said).to_numpy(), most=min(8, len(said["items"]) - 2) - 1)
    yield _gap("MAP", partials.to_numpy()[1:], theirs["map"][: len(partials) - 1], 1e-6)


def extracted(one: RealSet, said: dict[str, Any]) -> Iterator[Found]:
    theirs = said["factors"]
    for method in METHODS:
        if _at_the_border(theirs, method):
            yield _refusal(said, method)
            continue
        found = extract(_full(said), said["k"], method=method)
        communality = (found.loadings**2).sum(axis=1)
        yield _gap(f"{method}: communalities", communality, theirs[f"{method}_communality"], 1e-4)
        yield from _fit(found, said, method)


def _at_the_border(theirs: dict[str, Any], method: str) -> bool:
    """Say whether R kept an item from being explained completely: it sets its uniqueness to .005 and goes on."""
    return bool(max(theirs[f"{method}_communality"]) > 1 - BORDER)


def _refusal(said: dict[str, Any], method: Method) -> Found:
    """The same solution is refused here, by a named error (1 if it were not)."""
    try:
        extract(_full(said), said["k"], method=method)
    except HeywoodCase as error:
        return _gap(f"{method}: refused where R stops at the border", 0, 0, 0) | {"refused": told.text(error)}
    return _gap(f"{method}: refused where R stops at the border", 1, 0, 0)


def _fit(found: Extraction, said: dict[str, Any], method: str) -> Iterator[Found]:
    theirs = said["factors"][f"{method}_fit"]
    ours = fit(_full(said), found, n=said["n"])
    yield _gap(f"{method}: chi2", ours.chi2, theirs["chi2"], 1e-3, relative=True)
    yield _gap(f"{method}: RMSEA", ours.rmsea, theirs["rmsea"], 1e-3, relative=True)
    yield _gap(f"{method}: RMSEA interval", [ours.rmsea_low, ours.rmsea_high], [theirs["low"], theirs["high"]], 2e-4)
    yield _gap(f"{method}: TLI", ours.tli, theirs["tli"], 1e-3, relative=True)
    yield _gap(f"{method}: SRMR", ours.srmr, theirs["srmr"], 1e-3, relative=True)


def rotated(one: RealSet, said: dict[str, Any]) -> Iterator[Found]:
    for method in METHODS:
        if _at_the_border(said["factors"], method):
            continue
        plain = extract(_full(said), said["k"], method=method).loadings
        for turn, name in (
            ("varimax", "varimax"),
            ("promax", "promax"),
            ("oblimin", "oblimin"),
            ("quartimin", "quartimin"),
            ("geomin", "geominQ"),
        ):
            theirs = said["factors"][f"{method}_{name}"]
            yield from _rotation(plain, turn, theirs, f"{method} {turn}", 1e-4)
        for turn in ("quartimin", "geomin"):
            theirs = said["factors"][f"{method}_best_{turn}"]
            yield from _rotation(plain, turn, theirs, f"{method} {turn}, best of R's starts", 1e-4)


def _rotation(plain: pd.DataFrame, turn: Any, theirs: dict[str, Any], words: str, tolerance: float) -> Iterator[Found]:
    method: Rotation = turn
    found = rotate(plain, method=method, seed=1)
    if "criterion" in theirs and theirs["criterion"] > found.criterion + 1e-6:
        yield _gap(f"{words}: criterion no worse", max(found.criterion - theirs["criterion"], 0), 0, 1e-6)
        return
    target = pd.DataFrame(theirs["loadings"], index=found.loadings.index)
    matched = align(found.loadings, target)
    yield _gap(f"{words}: loadings", matched.columns(found.loadings.to_numpy()), target, tolerance)
    yield _gap(f"{words}: Phi", matched.square(found.phi.to_numpy()), theirs["phi"], tolerance)


def scored(one: RealSet, said: dict[str, Any]) -> Iterator[Found]:
    correlation = pearson(one.answers)
    solution = solve_factors(correlation, k=said["k"], n=said["n"], seed=1)
    target = pd.DataFrame(said["factors"]["minres_best_quartimin"]["loadings"], index=solution.loadings.index)
    matched: Alignment = align(solution.loadings, target)
    for ours, theirs in (("thurstone", "Thurstone"), ("ten_berge", "tenBerge")):
        found = factor_scores(one.answers, correlation, solution, method=ours)
        weights = matched.columns(found.weights.to_numpy())
        yield _gap(f"score weights, {theirs}", weights, said["factors"]["weights"][theirs], 1e-4)


def ordinal(one: RealSet, said: dict[str, Any]) -> Iterator[Found]:
    if not one.ordinal:
        return
    theirs = said["polychoric_fa"]
    found = solve_factors(polychoric(one.answers), k=said["k"], n=said["n"], seed=1)
    target = pd.DataFrame(theirs["loadings"], index=found.loadings.index)
    matched = align(found.loadings, target)
    yield _gap("polychoric oblimin: loadings", matched.columns(found.loadings.to_numpy()), target, 1e-4)
    yield _gap("polychoric oblimin: Phi", matched.square(found.phi.to_numpy()), theirs["phi"], 1e-4)
    yield _gap("polychoric: RMSEA", found.fit.rmsea, theirs["rmsea"], 1e-3, relative=True)


def scales(one: RealSet, said: dict[str, Any]) -> Iterator[Found]:
    for name, items in one.scales.items():
        found, theirs = alpha(one.answers[items]), said["scales"][name]
        yield _gap("alpha", found.alpha, theirs["alpha"], 1e-9)
        yield _gap("alpha's interval", [found.low, found.high], [theirs["low"], theirs["high"]], 1e-9)
        if len(items) > 2:
            yield _gap("alpha, item dropped", found.alpha_if_dropped, theirs["drop"], 1e-9)
            yield _gap("item-rest", found.item_rest, theirs["rest"], 1e-9)
            omega = scale_reliability(one.answers[items]).omega_total
            if omega is not None:  # None: one item would be explained completely
                yield _gap("omega total", omega, theirs["omega_total"], 1e-3)


def confirmed(one: RealSet, said: dict[str, Any]) -> Iterator[Found]:
    for kind, theirs in said.get("confirmed", {}).items():
        if kind != "invariance" and "chisq" in theirs:
            estimator, missing = ("dwls" if kind == "dwls" else "ml"), ("fiml" if kind == "fiml" else "listwise")
            found = confirm(one.answers, one.scales, estimator=estimator, missing=missing)
            yield _gap(f"CFA {kind}: chi2", found.fit.chi2, theirs["chisq"], 1e-3, relative=True)
            yield _gap(f"CFA {kind}: CFI", found.fit.cfi, theirs["cfi"], 1e-3)
            yield _gap(f"CFA {kind}: TLI", found.fit.tli, theirs["tli"], 1e-3)
            yield _gap(f"CFA {kind}: RMSEA", found.fit.rmsea, theirs["rmsea"], 1e-3)
            yield _gap(f"CFA {kind}: SRMR", found.fit.srmr, theirs["srmr"], 1e-3)
            loadings = [found.loadings.loc[item, scale] for scale, items in one.scales.items() for item in items]
            yield _gap(f"CFA {kind}: loadings", np.abs(loadings), np.abs(theirs["loadings"]), 1e-3)
            if found.corrected_fit is not None:
                yield _gap(
                    f"CFA {kind}: scaled chi2", found.corrected_fit.chi2, theirs["chisq.scaled"], 1e-3, relative=True
                )


def invariant(one: RealSet, said: dict[str, Any]) -> Iterator[Found]:
    theirs = said.get("confirmed", {}).get("invariance")
    if not theirs or one.groups is None:
        return
    found = check_invariance(one.answers, one.scales, group=one.groups.rename("group"), missing="fiml")
    for step, figures in theirs.items():
        if figures:
            yield _gap(f"invariance {step}: chi2", found.fits[step].chi2, figures["chisq"], 1e-3, relative=True)
            yield _gap(f"invariance {step}: CFI", found.fits[step].cfi, figures["cfi"], 1e-3)
            yield _gap(f"invariance {step}: RMSEA", found.fits[step].rmsea, figures["rmsea"], 1e-3)


def grouped(one: RealSet, said: dict[str, Any]) -> Iterator[Found]:
    whole = one.complete.head(MOST_GROUPED)
    values = (whole - whole.mean()) / whole.std(ddof=1)
    theirs = said["groups"]
    found = {k: kmeans(values, k, seed=1) for k in range(2, 7)}
    worse = [max(found[k].inertia / theirs["inertia"][k - 2] - 1, 0) for k in found]
    yield _gap("k-means: inertia no worse than the best of 100", worse, np.zeros(5), 1e-4)
    same = [k for k in found if abs(found[k].inertia / theirs["inertia"][k - 2] - 1) < 1e-6]
    width = silhouettes(values.to_numpy(), {k: found[k].labels for k in same}, rng=np.random.default_rng(1))
    expected = [theirs["silhouette"][k - 2] for k in same]
    yield _gap("silhouette of the same partition", [width[k] for k in same], expected, 1e-3)
    sizes = np.sort(np.bincount(ward_labels(values.to_numpy(), one.segments or 4)))[::-1]
    yield _gap("Ward: sizes", sizes, theirs["ward"], 0)


def mixed(one: RealSet, said: dict[str, Any]) -> Iterator[Found]:
    if "mixtures" not in said:
        return
    whole = one.complete.head(MOST_GROUPED)
    values = ((whole - whole.mean()) / whole.std(ddof=1)).to_numpy()
    _, _, axes = np.linalg.svd(values, full_matrices=False)
    scores = values @ axes[:3].T
    frame = pd.DataFrame(scores / scores.std(axis=0, ddof=1))
    theirs = pd.DataFrame(said["mixtures"]["bic"], index=range(1, 5), columns=said["mixtures"]["names"])
    worse = []
    for name, shape in SHAPES.items():
        for k in (2, 3, 4):
            if pd.notna(theirs.loc[k, name]):
                ours = fit_mixture(frame, k, seed=1, shape=shape).bic
                worse.append(max(ours - -theirs.loc[k, name], 0) / abs(theirs.loc[k, name]))
    yield _gap("mixtures: BIC no worse than mclust's", worse, np.zeros(len(worse)), 1e-3)


STEPS: tuple[Step, ...] = (
    correlations, adequate, retained, extracted, rotated, scored, ordinal, scales, confirmed, invariant, grouped, mixed,
)  # fmt: skip


def main(data: Path | None, names: list[str]) -> int:
    """Print the table; 1 where something is beyond its tolerance without a reason."""
    rows = [row for name in names or frozen() for row in compare(name, read_set(name, data))]
    print(markdown(rows))
    return int(any(not row.agrees and not row.reason for row in rows))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else None, sys.argv[2:]))
