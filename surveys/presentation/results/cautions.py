"""Warnings of an analysis, the ones that block publishing first."""

from collections.abc import Sequence
from dataclasses import dataclass

from research.summary.schema import Summary
from surveys.presentation.findings import Finding, finding_of


@dataclass(frozen=True, kw_only=True)
class Stop:
    """A stop rule that fired, with everything it says; accepted or not."""

    code: str
    findings: tuple[Finding, ...]
    accepted: bool


@dataclass(frozen=True, kw_only=True)
class Cautions:
    stops: tuple[Stop, ...]
    warnings: tuple[Finding, ...]
    notes: tuple[Finding, ...]

    @property
    def open_stops(self) -> int:
        return sum(not stop.accepted for stop in self.stops)


def read_cautions(summary: Summary, *, accepted: Sequence[str]) -> Cautions:
    """Stops by code, then warnings, then notes."""
    found = summary.warnings
    stops: dict[str, list[Finding]] = {}
    for caution in found:
        if caution.severity == "stop":
            stops.setdefault(caution.code, []).append(finding_of(caution))
    return Cautions(
        stops=tuple(
            Stop(code=code, findings=tuple(findings), accepted=code in accepted) for code, findings in stops.items()
        ),
        warnings=tuple(finding_of(caution) for caution in found if caution.severity == "warning"),
        notes=tuple(finding_of(caution) for caution in found if caution.severity == "note"),
    )
