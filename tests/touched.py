"""The unit tests that a change touches: `python -m tests.touched` names the files, for `make fast`.

A test file is touched when it changed itself, or imports a module that changed. Tests that drive a browser, start
servers or build a wheel are left to `make test`.
"""

import ast
import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SLOW = (
    "tests/browser/",
    "tests/journeys/",
    "tests/bench/",
    "tests/load/",
    "tests/surveys/test_wheel.py",
    "tests/surveys/test_demo",
)


def changed() -> set[str]:
    """Python files that differ from the last commit, new ones included."""
    asked = (["diff", "--name-only", "HEAD"], ["ls-files", "--others", "--exclude-standard"])
    names = [subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=True) for words in asked]
    return {name for told in names for name in told.stdout.splitlines() if name.endswith(".py")}


def imported(source: Path) -> Iterator[str]:
    """Modules that a file names in its imports."""
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{name.name}" for name in node.names)
        elif isinstance(node, ast.Import):
            yield from (name.name for name in node.names)


def touched(names: set[str]) -> list[str]:
    """Test files to run, in order."""
    modules = {name.removesuffix(".py").removesuffix("/__init__").replace("/", ".") for name in names}
    found = []
    for path in sorted(ROOT.glob("tests/**/test_*.py")):
        name = path.relative_to(ROOT).as_posix()
        if not name.startswith(SLOW) and (name in names or modules & set(imported(path))):
            found.append(name)
    return found


if __name__ == "__main__":
    print("\n".join(touched(changed())))
