"""The check of packages: it never passes as if it had looked where it could have and did not."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NOTHING_FOUND = "No known vulnerabilities found"
FOUND = "Found 2 known vulnerabilities in 1 package"
SKIPPED = "flask 3.1.0 Dependency not found on PyPI and could not be audited: flask (3.1.0)"


@pytest.mark.parametrize(
    ("said", "ended_with", "reachable", "status", "told"),
    [
        (NOTHING_FOUND, 0, True, 0, "No known weaknesses in the locked packages."),
        (NOTHING_FOUND, 0, False, 0, "No known weaknesses in the locked packages."),
        (FOUND, 1, True, 1, FOUND),
        ("ConnectionError", 1, True, 1, "although the list of known weaknesses can be reached"),
        (SKIPPED, 0, True, 1, SKIPPED),
        ("ConnectionError", 1, False, 0, "NOT audited: the list of known weaknesses cannot be reached"),
        (SKIPPED, 0, False, 0, "NOT audited"),
    ],
)
def test_it_fails_where_it_could_have_looked_and_says_where_it_could_not(
    tmp_path: Path, said: str, ended_with: int, reachable: bool, status: int, told: str
) -> None:
    program = tmp_path / "pip-audit"
    program.write_text(f"#!/bin/sh\necho '{said}'\nexit {ended_with}\n", encoding="ascii")
    program.chmod(0o700)
    answer = tmp_path / "pip.json"
    if reachable:
        answer.write_text(json.dumps({"vulnerabilities": []}), encoding="ascii")
    given = {
        "WHYPRINT_AUDIT": str(program),
        "WHYPRINT_AUDIT_LIST": answer.as_uri(),
        "WHYPRINT_PYTHON": sys.executable,
    }
    done = subprocess.run(
        [ROOT / ".ci" / "audit"], cwd=ROOT, env=os.environ | given, capture_output=True, text=True, check=False
    )
    assert done.returncode == status
    assert told in done.stdout
