"""The plan form: choices of a methodologist, defaults that can be defended, nothing typed ever lost.

It is made from the declarations of `research.plan`. A control takes whatever was posted; what is wrong is found once,
by `services.request_analysis.read_plan`, and told beside the control.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from research.choices import Group
from research.codebook import PSYCHOGRAPHIC_FACETS, Codebook
from research.errors import BadPlan, Fault
from research.plan import CHOICES, AnalysisPlan
from surveys.analyses import plan_choices
from surveys.analyses.controls import CONTROLS, Control, Posted, Tables
from surveys.analyses.margins import Counts
from surveys.words import grammar, word

DEFAULT_OUTCOMES = ("outcome", "purchase")


@dataclass(kw_only=True)
class _Titled:
    group: Group

    @property
    def title(self) -> str:
        return word(self.group.title)

    @property
    def about(self) -> str:
        return word(self.group.about) if self.group.about else ""


@dataclass(kw_only=True)
class Part(_Titled):
    """Choices that stand together."""

    controls: list[Control[Any]] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        return any(control.is_touched for control in self.controls)


@dataclass(kw_only=True)
class Section(_Titled):
    """A section of the page: its parts in order; those of another group than its own are folded away."""

    parts: list[Part] = field(default_factory=list)


class PlanForm:
    """One control per choice that this study offers."""

    def __init__(self, codebook: Codebook, counts: Mapping[str, Counts]) -> None:
        self.errors: list[str] = []
        self.controls: dict[str, Control[Any]] = {
            name: CONTROLS[type(choice.kind)](name, choice, codebook, counts)
            for name, choice in CHOICES.items()
            if plan_choices.is_offered(choice, codebook)
        }

    def show(self, plan: AnalysisPlan) -> None:
        """Put in a plan."""
        plain = plan.to_dict()
        for name, control in self.controls.items():
            control.show(plain[name])

    def take(self, posted: Posted) -> None:
        """Put in what was posted."""
        for control in self.controls.values():
            control.take(posted)

    def plain(self) -> dict[str, Any]:
        """The plan as it was typed, in its plain form; what is not offered keeps its default."""
        return {name: control.plain() for name, control in self.controls.items()}

    def found(self) -> list[Fault]:
        """Faults of what was typed that a plan could not hold."""
        tables = (control for control in self.controls.values() if isinstance(control, Tables))
        return [fault for control in tables for fault in control.typed.read()[1]]

    def show_faults(self, error: BadPlan) -> None:
        """Put every fault beside its control; one that has none stands at the top."""
        for fault in error.faults:
            words = grammar().text(fault.said)
            control = self.controls.get(fault.place.partition(".")[0])
            if control is None:
                self.errors.append(f"{fault.place}: {words}")
            else:
                control.refuse(fault.place, words[:1].upper() + words[1:] + ".")

    def faults(self) -> list[tuple[str | None, str]]:
        """Every fault with the id of its control, in the order of the page."""
        told: list[tuple[str | None, str]] = [(None, text) for text in self.errors]
        return told + [fault for control in self.controls.values() for fault in control.faults()]

    def sections(self) -> Iterator[Section]:
        """The page, section by section; sections without a choice are left out."""
        sections: dict[Group, Section] = {}
        for control in self.controls.values():
            home = control.group.within or control.group
            section = sections.setdefault(home, Section(group=home))
            if not section.parts or section.parts[-1].group != control.group:
                section.parts.append(Part(group=control.group))
            section.parts[-1].controls.append(control)
        yield from sections.values()


def proposed_plan(codebook: Codebook) -> AnalysisPlan:
    """The defaults, with the facets and outcomes they stand for ticked, so that nothing is hidden."""
    asked = [facet for facet, _words in plan_choices.facet_choices(codebook) if facet in PSYCHOGRAPHIC_FACETS]
    outcomes = [
        item.name
        for item in plan_choices.possible_outcomes(codebook)
        if item.facet in DEFAULT_OUTCOMES and item.group is None
    ]
    return AnalysisPlan(facets=tuple(asked) or None, outcomes=tuple(outcomes) or None)
