"""Has R compute what the tests compare with, and keeps the figures.

    python -m tests.research.reference.freeze_sets FOLDER_OF_DATA_SETS [NAME ...]

The answers are written to a temporary folder only; `sets.json` holds figures about whole groups.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.research.reference.real_sets import REAL_SETS, RealSet, simulated_gaps

HERE = Path(__file__).resolve().parent
FROZEN = HERE / "sets.json"
DIGITS = 10


def rounded(value: Any) -> Any:
    """The same with figures of ten digits after the point."""
    if isinstance(value, dict):
        return {name: rounded(each) for name, each in value.items()}
    if isinstance(value, list):
        return [rounded(each) for each in value]
    return round(value, DIGITS) if isinstance(value, float) else value


def write_sets(folder: Path, sets: dict[str, RealSet]) -> None:
    """What `figures_of_sets.R` reads."""
    about = {}
    for name, one in sets.items():
        frame = one.answers if one.groups is None else one.answers.assign(**{".group": one.groups})
        frame.to_csv(folder / f"{name}.csv", index=False)
        about[name] = {"factors": one.factors, "ordinal": one.ordinal, "segments": one.segments}
        about[name]["scales"] = dict(one.scales)
    (folder / "sets.json").write_text(json.dumps(about))


def main(data: Path, names: list[str]) -> None:
    """Compute and keep; sets that are not named stay as they are."""
    sets = {name: read(data) for name, read in REAL_SETS.items()} | {"simulated": simulated_gaps()}
    chosen = {name: sets[name] for name in names or sets}
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        write_sets(folder, chosen)
        subprocess.run(["Rscript", str(HERE / "figures_of_sets.R"), str(folder)], check=True)
        found = {name: rounded(json.loads((folder / f"{name}.json").read_text())) for name in chosen}
    kept = json.loads(FROZEN.read_text()) if FROZEN.exists() else {}
    FROZEN.write_text(json.dumps(kept | found, separators=(",", ":"), sort_keys=True) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
