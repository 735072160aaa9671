"""The scripts that compute an analysis again, for every value of every choice of a plan on both demonstrations."""

import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from surveys.errors import Unavailable
from surveys.models import Study
from surveys.store.database import Database
from tests.load.trials import Ground, Row, none_of, trial
from tests.reproducing import coffee, personality, reproduced

SAME = ["Every figure is the same."]
Options = Mapping[str, tuple[Any, ...]]
ALTERNATIVES: Options = {
    "exclude_flagged": (True,),
    "consistency": ("always",),
    "themes": (False,),
    "factors": ("auto", "none", 2),
    "correlation": ("pearson", "polychoric", "fiml"),
    "extraction": ("ml",),
    "rotation": ("promax", "quartimin", "geomin", "varimax"),
    "scores": ("ten_berge",),
    "segments": ("auto", 4, [2, 4]),
    "segment_on": ("factor_scores", "scale_scores", "items", "centred_items"),
    "segmentation": ("kmeans", "gmm", "lca"),
    "replicates": (10,),
    "side_by_side": (True,),
    "confirm": (True,),
    "margins": ({"gender": {"1": 0.5, "2": 0.5}},),
    "seed": (7,),
}
"""Values beside the defaults; what only one of the studies asked is added below."""
OF_COFFEE: Options = {**ALTERNATIVES, "margins": ({"gender": {"1": 0.5, "2": 0.48, "3": 0.02}},),
             "compare_across": ("answer_language",)}  # fmt: skip


@trial("reproduction")
def reproduction(ground: Ground) -> Iterator[Row]:
    """Analyses of both demonstrations with every plan option; whoever computes one again finds every figure."""
    people = ground.many(600, 200)
    database = _database(ground.sub("coffee"))
    yield _row(ground, "simulated people", database, coffee(database, completed=people), OF_COFFEE)
    database = _database(ground.sub("personality"))
    try:
        study = personality(database, ground.sub("bfi"), people=people)
    except Unavailable as absent:
        yield Row("real people", absent.text)
        return
    yield _row(ground, "real people", database, study, {**ALTERNATIVES, "weights": ("age",)})


def _database(folder: Path) -> Database:
    database = Database(f"sqlite:///{folder / 'whyprint.sqlite'}")
    database.upgrade()
    return database


def _row(ground: Ground, what: str, database: Database, study: Study, options: Options) -> Row:
    plans = [{}, *({name: value} for name, values in options.items() for value in values)]
    tried = plans[: ground.many(len(plans), 2)]
    wrong = [plan for plan in tried if _said(database, study, plan) != SAME]
    return none_of(f"{what}: plans with figures that differ {wrong or ''}".strip(), len(wrong), len(tried))


def _said(database: Database, study: Study, plan: Mapping[str, Any]) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        return reproduced(database, study, plan, Path(folder))
