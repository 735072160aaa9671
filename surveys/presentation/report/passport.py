"""Same passport, different people: how one demographic cell splits over the personas."""

from collections.abc import Sequence
from dataclasses import dataclass

from research.arithmetic.intervals import wilson
from research.charts.told import Cell, passport_cells
from research.summary.schema import Summary
from research.summary.schema.told import Persona
from surveys.presentation.report.figures import Charts, Figure, make_figure, number
from surveys.presentation.report.words import called, counted, percent
from surveys.words import gettext as _
from surveys.words import told


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


def show_passports(published: Summary, charts: Charts) -> PassportView:
    cells = enumerate(passport_cells(published))
    return PassportView(passports=[_passport(place, cell, published.personas, charts) for place, cell in cells])


def _passport(place: int, cell: Cell, personas: Sequence[Persona], charts: Charts) -> Passport:
    shown = [each for each in personas if cell.shares.get(each.code) is not None]
    answers = told(cell.words)
    words = f"{cell.question} {answers}".strip()
    top = max(shown, key=lambda each: _share(cell, each) - (cell.everybody.get(each.code) or 0.0), default=None)
    figure = make_figure(
        charts,
        f"passport.{place}",
        finding=_finding(cell, top) if top else _("%(cell)s: too few people to show", cell=words),
        reading=_reading(cell, top) if top else "",
        base=_("%(cell)s: n = %(n)s people.", cell=words, n=counted(cell.n)),
        columns=[_("Persona"), number(_("These people")), number(_("Everybody"))],
        rows=[[called(each), percent(_share(cell, each)), _everybody(cell, each)] for each in shown],
    )
    return Passport(place=place, group=cell.question or _("Several at once"), label=answers, figure=figure)


def _reading(cell: Cell, top: Persona) -> str:
    return _("The dot is the share among these people with its 95 %% interval, the upright mark everybody. "
             "%(share)s of them are %(code)s, against %(all)s of all.",
             share=percent(_share(cell, top)), code=called(top), all=_everybody(cell, top))  # fmt: skip


def _finding(cell: Cell, top: Persona) -> str:
    share, everybody = _share(cell, top), cell.everybody.get(top.code)
    if everybody is None or everybody >= wilson(share, cell.n)[0]:
        return _("They spread over the personas much as everybody does")
    return _("More of them are %(code)s than usual, and still %(rest)s are somebody else",
             code=called(top), rest=percent(1 - share))  # fmt: skip


def _share(cell: Cell, persona: Persona) -> float:
    return cell.shares[persona.code] or 0.0


def _everybody(cell: Cell, persona: Persona) -> str:
    return percent(cell.everybody.get(persona.code))
