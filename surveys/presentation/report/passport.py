"""Same passport, different people: how one demographic cell splits over the personas."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from research.arithmetic.intervals import wilson
from research.charts.told import Cell, passport_cells
from research.summary.schema import Summary
from surveys.presentation.report.figures import Charts, Figure, make_figure, number
from surveys.presentation.report.words import counted, percent
from surveys.words import gettext as _


@dataclass(frozen=True, kw_only=True)
class Passport:
    """One cell with its picture."""

    place: int
    group: str
    label: str
    figure: Figure


@dataclass(frozen=True, kw_only=True)
class PassportView:
    passports: Sequence[Passport]

    @property
    def groups(self) -> dict[str, list[tuple[str, str]]]:
        """Choices of a select, under the question they are about."""
        found: dict[str, list[tuple[str, str]]] = {}
        for each in self.passports:
            found.setdefault(each.group, []).append((str(each.place), each.label))
        return found


def show_passports(published: Mapping[str, Any], charts: Charts) -> PassportView:
    personas = published.get("personas") or []
    cells = passport_cells(Summary.model_validate(published))
    return PassportView(
        passports=[
            _passport(place, cell, personas, charts) for place, cell in enumerate(cells)
        ]
    )  # fmt: skip


def _passport(place: int, cell: Cell, personas: Sequence[Mapping[str, Any]], charts: Charts) -> Passport:
    told = [each for each in personas if cell.shares.get(each["code"]) is not None]
    rows = [
        [f"{each['code']} {each['name']}", percent(_share(cell, each)), _everybody(cell, each)] for each in told
    ]  # fmt: skip
    words = f"{cell.question} {cell.words}".strip()
    reading, finding = "", _("%(cell)s: too few people to show", cell=words)
    if told:
        top = max(told, key=lambda each: _share(cell, each) - (cell.everybody.get(each["code"]) or 0.0))
        share = _share(cell, top)
        finding = _finding(cell, top)
        reading = _("The dot is the share among these people with its 95 %% interval, the upright mark everybody. "
                    "%(share)s of them are %(code)s, against %(all)s of all.",
                    share=percent(share), code=f"{top['code']} {top['name']}", all=_everybody(cell, top))  # fmt: skip
    figure = make_figure(
        charts,
        f"passport.{place}",
        finding=finding,
        reading=reading,
        base=_("%(cell)s: n = %(n)s people.", cell=words, n=counted(cell.n)),
        columns=[_("Persona"), number(_("These people")), number(_("Everybody"))],
        rows=rows,
    )
    return Passport(place=place, group=cell.question or _("Several at once"), label=cell.words, figure=figure)


def _finding(cell: Cell, top: Mapping[str, Any]) -> str:
    share, everybody = _share(cell, top), cell.everybody.get(top["code"])
    if everybody is None or everybody >= wilson(share, cell.n)[0]:
        return _("They spread over the personas much as everybody does")
    return _("More of them are %(code)s than usual, and still %(rest)s are somebody else",
             code=f"{top['code']} {top['name']}", rest=percent(1 - share))  # fmt: skip


def _share(cell: Cell, persona: Mapping[str, Any]) -> float:
    return cell.shares[persona["code"]] or 0.0


def _everybody(cell: Cell, persona: Mapping[str, Any]) -> str:
    share = cell.everybody.get(persona["code"])
    return "–" if share is None else percent(share)
