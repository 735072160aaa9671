"""Warnings of an analysis, the ones that block publishing first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Stop:
    """A stop rule that fired, with everything it says; accepted or not."""

    code: str
    findings: tuple[Mapping[str, Any], ...]
    accepted: bool


@dataclass(frozen=True, kw_only=True)
class Cautions:
    stops: tuple[Stop, ...]
    warnings: tuple[Mapping[str, Any], ...]
    notes: tuple[Mapping[str, Any], ...]

    @property
    def open_stops(self) -> int:
        return sum(not stop.accepted for stop in self.stops)


def read_cautions(summary: Mapping[str, Any], *, accepted: Sequence[str]) -> Cautions:
    """Stops by code, then warnings, then notes."""
    found: Sequence[Mapping[str, Any]] = summary.get("warnings") or ()
    stops: dict[str, list[Mapping[str, Any]]] = {}
    for caution in found:
        if caution["severity"] == "stop":
            stops.setdefault(caution["code"], []).append(caution)
    return Cautions(
        stops=tuple(
            Stop(code=code, findings=tuple(findings), accepted=code in accepted) for code, findings in stops.items()
        ),
        warnings=tuple(caution for caution in found if caution["severity"] == "warning"),
        notes=tuple(caution for caution in found if caution["severity"] == "note"),
    )
