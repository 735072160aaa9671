"""The one gate for figures that leave the research team.

Names are loaded when they are first used: pages compare versions of a report without the statistics of the gate.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from research.disclosure.cells import hide_small_cells
    from research.disclosure.coarse import at_least
    from research.disclosure.drift import guard_drift
    from research.disclosure.gate import suppress
    from research.disclosure.rules import Rules
    from research.disclosure.versions import Moved, telling_questions

_HOMES = {
    "Moved": "versions",
    "Rules": "rules",
    "at_least": "coarse",
    "guard_drift": "drift",
    "hide_small_cells": "cells",
    "suppress": "gate",
    "telling_questions": "versions",
}
__all__ = ["Moved", "Rules", "at_least", "guard_drift", "hide_small_cells", "suppress", "telling_questions"]


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(f"research.disclosure.{_HOMES[name]}"), name)
    raise AttributeError(f"research.disclosure has no {name!r}")
