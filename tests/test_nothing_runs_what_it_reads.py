"""No file, message or row is read in a way that could run it: the code is searched for every such reader."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MODULES = frozenset({"pickle", "cPickle", "_pickle", "marshal", "shelve", "dill", "cloudpickle", "jsonpickle"})
CALLS = frozenset({
    "eval", "exec", "yaml.load", "yaml.unsafe_load", "yaml.full_load", "yaml.load_all", "joblib.load", "np.load",
    "numpy.load", "pd.read_pickle", "pandas.read_pickle", "pd.eval", "torch.load",
})  # fmt: skip
SAFE_LOADERS = {"research/reading/plain_file.py": "yaml.load"}
"""A subclass of the safe loader, handed over by name."""


def findings(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.split(".")[0] in MODULES)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in MODULES:
            yield str(node.module)
        elif isinstance(node, ast.Call):
            name = ast.unparse(node.func)
            yield from [name] if name in CALLS else []
            yield from ("allow_pickle" for word in node.keywords if word.arg == "allow_pickle")


def test_the_search_finds_what_it_looks_for() -> None:
    text = (
        "import pickle\nfrom marshal import loads\nyaml.load(x)\nnp.load(x, allow_pickle=True)\nexec(x)\njoblib.load(x)"
    )
    assert sorted(findings(ast.parse(text))) == sorted(
        ["pickle", "marshal", "yaml.load", "np.load", "allow_pickle", "exec", "joblib.load"]
    )


@pytest.mark.parametrize("package", ["research", "surveys"])
def test_nothing_that_is_stored_or_sent_can_run(package: str) -> None:
    found = {
        f"{path.relative_to(ROOT)}: {what}"
        for path in sorted((ROOT / package).rglob("*.py"))
        for what in findings(ast.parse(path.read_text(encoding="utf-8")))
        if SAFE_LOADERS.get(str(path.relative_to(ROOT))) != what
    }
    assert found == set()
