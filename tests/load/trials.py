"""What a trial is, and where all of them are found."""

import importlib
import pkgutil
import random
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Row:
    """One figure beside its bar."""

    what: str
    figure: str
    bar: str = ""
    holds: bool | None = None
    """None: nothing is asked of this figure; it is there to read the others by."""


@dataclass(frozen=True)
class Ground:
    """Where a trial happens."""

    folder: Path
    quick: bool = False
    """A run that shows that the trial works; its figures are too few to rely on."""
    chance: random.Random = field(default_factory=lambda: random.Random(1))

    def sub(self, name: str) -> Path:
        made = self.folder / name
        made.mkdir(parents=True)
        return made

    def many(self, full: int, quick: int) -> int:
        return quick if self.quick else full


Trial = Callable[[Ground], Iterator[Row]]
TRIALS: dict[str, Trial] = {}


def trial(name: str) -> Callable[[Trial], Trial]:
    """Put a trial on the list under a plain name; the first line of its docstring says what it tries."""

    def add(function: Trial) -> Trial:
        if name in TRIALS:
            raise ValueError(f"there are two trials {name}")
        TRIALS[name] = function
        return function

    return add


def load_trials() -> dict[str, Trial]:
    """Import every file of this folder, and say what they registered, in the order of the files."""
    package = sys.modules[__package__ or "tests.load"]
    for module in pkgutil.iter_modules(package.__path__):
        if module.name != "__main__" and not module.name.startswith("test_"):
            importlib.import_module(f"{package.__name__}.{module.name}")
    return TRIALS


def none_of(what: str, count: int, among: int | str, *, bar: str = "0") -> Row:
    """A row of something that must not happen even once."""
    return Row(what, f"{count:,} of {among:,}" if isinstance(among, int) else f"{count:,} {among}", bar, count == 0)


def at_least(what: str, value: float, bar: float, *, unit: str = "") -> Row:
    return Row(what, _number(value, unit), f">= {_number(bar, unit)}", value >= bar)


def at_most(what: str, value: float, bar: float, *, unit: str = "") -> Row:
    return Row(what, _number(value, unit), f"<= {_number(bar, unit)}", value <= bar)


def _number(value: float, unit: str) -> str:
    digits = 0 if value == int(value) or abs(value) >= 100 else 1 if abs(value) >= 10 else 2
    return f"{value:,.{digits}f} {unit}".rstrip()
