"""Whoever unpacks the zip of an analysis beside the exported answers finds every figure again, whatever the plan."""

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from surveys.errors import Unavailable
from surveys.store.database import Database
from tests.reproducing import COFFEE_PLANS, coffee, personality, reproduced

SAME = ["Every figure is the same."]


@pytest.fixture
def one_database(empty_sqlite: Path, tmp_path: Path) -> Iterator[Database]:
    """A file: figures do not depend on the kind of database, and each takes seconds."""
    copy = tmp_path / "whyprint.sqlite"
    shutil.copy(empty_sqlite, copy)
    database = Database(f"sqlite:///{copy}")
    yield database
    database.close()


@pytest.mark.parametrize("plan", COFFEE_PLANS.values(), ids=COFFEE_PLANS)
def test_every_figure_of_the_simulated_people_comes_back(
    one_database: Database, tmp_path: Path, plan: Mapping[str, Any]
) -> None:
    assert reproduced(one_database, coffee(one_database, completed=200), plan, tmp_path) == SAME


def test_every_figure_of_the_real_people_comes_back(one_database: Database, tmp_path: Path) -> None:
    try:
        study = personality(one_database, tmp_path, people=200)
    except Unavailable as absent:
        pytest.skip(absent.text)
    assert (
        reproduced(one_database, study, {"facets": ["personality"], "confirm": True, "weights": "age"}, tmp_path)
        == SAME
    )
