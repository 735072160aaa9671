"""Fixtures that every part of the tests may ask for."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

# A run in CI draws the same examples every time: a red run is red because of the change.
settings.register_profile("ci", derandomize=True, deadline=None)
settings.register_profile("here", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "here")

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("WHYPRINT_SHARED", ROOT.parent / "shared"))


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
