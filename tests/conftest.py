"""Fixtures that every part of the tests may ask for."""

import os
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import settings
from xdist.scheduler import LoadGroupScheduling
from xdist.workermanage import WorkerController

from tests.compiled_templates import share_compiled_templates

# Tests run beside each other; linear algebra that takes all processors for each of them only waits for itself.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("OMP_NUM_THREADS", "1")

share_compiled_templates()

# A run in CI draws the same examples every time: a red run is red because of the change.
settings.register_profile("ci", derandomize=True, deadline=None)
settings.register_profile("here", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "here")

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("WHYPRINT_SHARED", ROOT.parent / "shared"))

TOGETHER: Mapping[str, str] = {
    "tests/browser/test_journey.py": "browser-journey",
    "tests/browser/": "browser-pages",
    "tests/surveys/test_wheel.py": "wheel",
}
"""Tests that share something dear to make run on one worker: beginning of the path -> group."""


class GroupsByPath(LoadGroupScheduling):
    """`--dist loadgroup` as `xdist_group` means it.

    From pytest 9.2 on the mark has no effect with pytest-xdist 3.8: it is passed on in the name of the test, which no
    longer takes it (https://github.com/pytest-dev/pytest-xdist/issues/1386). Paths arrive.
    """

    def _split_scope(self, nodeid: str) -> str:
        groups = (group for path, group in TOGETHER.items() if nodeid.startswith(path))
        return next(groups, None) or super()._split_scope(nodeid)


def pytest_xdist_make_scheduler(config: pytest.Config, log: WorkerController) -> GroupsByPath | None:
    """Only for `--dist loadgroup`; everything else is as it was."""
    return GroupsByPath(config, log) if config.getoption("dist") == "loadgroup" else None


def _present(name: str) -> Path:
    folder = SHARED / name
    if not folder.is_dir():
        pytest.skip(f"the folder of real {name} files is not on this machine")
    return folder


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Folder of real survey data sets, or a skip where it is absent."""
    return _present("data")


@pytest.fixture(scope="session")
def shared_reference() -> Path:
    """Folder of results computed with R, or a skip where it is absent."""
    return _present("reference")
