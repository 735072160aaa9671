"""The Python script that computes an analysis again with this library and compares every figure."""

from collections.abc import Iterator
from pprint import pformat

from research.reproduce.recipe import ANSWERS, CODEBOOK, SUMMARY, Recipe, figure, quoted, told
from research.summary.schema.measured import Factors

_HEAD = '''"""{title}: the same figures again.

Put {answers} (on the study's page: "Answers with codebook") beside this file, install Whyprint {version} and run it.
Figures to expect stand behind each line. Answers change when people answer or withdraw; then figures do, too.
"""

import json
import math
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from research import AnalysisPlan, ResponseMatrix, read_codebook, read_data, run_analysis, summarise

HERE = Path(__file__).parent
VERSIONS = {versions}
CONSENTS = {consents}
PLAN = {plan}
TOLERANCE = 1e-6


def read_answers() -> ResponseMatrix:
    answers = read_data(HERE / {answers_file})
    if "state" in answers:
        answers = answers[answers["state"] == "completed"]
    if VERSIONS and "version" in answers:
        answers = answers[answers["version"].isin(VERSIONS)]
        if answers.empty:
            sys.exit(f"{answers} has no answers of version {{VERSIONS}}: take it from their folder of the export.")
    for consent in CONSENTS:
        answers = answers[answers[consent] == 1]
    return ResponseMatrix.from_frame(answers, codebook=read_codebook(HERE / {codebook_file}))


def differences(expected: Any, found: Any, where: str = "") -> Iterator[str]:
    """Every figure that is not the same."""
    if isinstance(expected, dict) and isinstance(found, dict):
        for name, value in expected.items():
            yield from differences(value, found.get(name), f"{{where}}/{{name}}")
    elif isinstance(expected, list) and isinstance(found, list) and len(expected) == len(found):
        for place, (one, other) in enumerate(zip(expected, found)):
            yield from differences(one, other, f"{{where}}/{{place}}")
    elif isinstance(expected, float) and isinstance(found, int | float):
        if not math.isclose(expected, found, rel_tol=TOLERANCE, abs_tol=TOLERANCE):
            yield f"{{where}}: expected {{expected}}, found {{found}}"
    elif expected != found:
        yield f"{{where}}: expected {{expected!r}}, found {{found!r}}"


def main() -> int:
    found = json.loads(summarise(run_analysis(read_answers(), AnalysisPlan.from_dict(PLAN))).to_bytes())
    factors, segments = found["factors"], found["segments"]
'''

_FOOT = """    expected = json.loads((HERE / {summary_file}).read_text(encoding="utf-8"))
    for part in ("provenance", "warnings"):
        expected.pop(part, None)
    expected["segments"].pop("open_text", None)  # quotes and languages hang on consents, which are not in the answers
    wrong = sorted(differences(expected, found), key=lambda line: not line.startswith("/data/"))
    print(f"{{len(wrong)}} figures differ" if wrong else "Every figure is the same.")
    for line in wrong[:40]:
        print(" ", line)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
"""


def python_script(recipe: Recipe) -> str:
    """Write the script.

    Parameters
    ----------
    recipe : Recipe

    Returns
    -------
    str
        Python source; it ends with status 1 where a figure is not the same.
    """
    made = recipe.summary.provenance
    head = _HEAD.format(
        title=told(recipe.title).replace("\\", "/").replace('"', "'"),
        answers=ANSWERS,
        version=told(made.versions.get("whyprint", "")),
        versions=list(recipe.versions),
        consents=list(recipe.consents),
        plan=pformat(made.plan, width=110, sort_dicts=False),
        answers_file=quoted(ANSWERS),
        codebook_file=quoted(CODEBOOK),
    )
    shown = "".join(f"    print({code})  # {expected}\n" for code, expected in _figures(recipe))
    return head + shown + _FOOT.format(summary_file=quoted(SUMMARY))


def _figures(recipe: Recipe) -> Iterator[tuple[str, str]]:
    """What is printed, with the figure to expect."""
    found, segments = recipe.summary, recipe.summary.segments
    yield '"people", found["data"]["n_analysed"]', figure(found.data.n_analysed)
    yield '"KMO", found["adequacy"]["kmo"]', figure(found.adequacy.kmo)
    yield '"parallel analysis", found["retention"]["parallel"]', figure(found.retention.parallel)
    for name, scale in found.scales.items():
        key = quoted(name)
        yield f'{key}, "alpha", found["scales"][{key}]["alpha"]', figure(scale.alpha)
        yield f'{key}, "omega", found["scales"][{key}]["omega_total"]', figure(scale.omega_total)
    yield from _factor_figures(found.factors)
    yield '"segments", segments["k"], segments["verdict"]', f"{segments.k} {told(segments.verdict)}"
    for code in segments.codes:
        key, expected = quoted(code), f"{segments.sizes[code]} {figure(segments.jaccard.get(code))}"
        yield f'{key}, segments["sizes"][{key}], segments["jaccard"][{key}]', expected


def _factor_figures(factors: Factors) -> Iterator[tuple[str, str]]:
    yield '"factors", factors["k"]', figure(factors.k)
    for name in ("chi2", "rmsea", "tli", "cfi", "srmr"):
        yield f'"{name}", factors["fit"]["{name}"]', figure(factors.fit.get(name))
    for item, loadings in factors.loadings.items():
        expected = " ".join(figure(value, 3) for value in loadings.values())
        yield f'{quoted(item)}, *factors["loadings"][{quoted(item)}].values()', expected
    for name, row in factors.phi.items():
        expected = " ".join(figure(value, 3) for value in row.values())
        yield f'"Phi", {quoted(name)}, *factors["phi"][{quoted(name)}].values()', expected
