"""From the lines of a table to people with answers: every cell that does not fit is listed, none is left out."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from surveys.questionnaire.endings import ENDING_KINDS, EndingKind
from surveys.questionnaire.question_types import Stored
from surveys.services.studies.csv_cells import arm
from surveys.services.studies.import_columns import BadCell, option_reader, says_yes
from surveys.services.studies.import_faults import MOST_FAULTS, CellFault, FaultyData, fault_at
from surveys.services.studies.import_plan import ImportPlan
from surveys.services.studies.import_tables import Line, Table
from surveys.words import gettext as _

_T = TypeVar("_T")


@dataclass(frozen=True, kw_only=True)
class LinePlan:
    """How a line is read, and which version of the study it answers."""

    version: int
    plan: ImportPlan


@dataclass(frozen=True, kw_only=True)
class Person:
    """One line, read."""

    version: int
    answers: dict[str, Stored]
    language: str | None
    ending: EndingKind | None
    """None where somebody was still answering."""
    seconds: float | None
    consents: frozenset[str]


def read_people(table: Table, plans: Sequence[LinePlan | None], found: Sequence[CellFault] = ()) -> list[Person]:
    """Everybody in the table, in its order.

    Parameters
    ----------
    table, plans : the lines, and how to read each; None where it is already known not to fit.
    found : what does not fit of these.

    Raises
    ------
    FaultyData
        With every cell that does not fit.
    """
    faults: list[CellFault] = list(found[:MOST_FAULTS])
    people: list[Person] = []
    for line, known in zip(table.lines, plans, strict=True):
        if known is None:
            continue
        reading = _Reading(table, known, line)
        people.append(reading.person())
        faults += reading.faults[: MOST_FAULTS - len(faults)]
    faults += _repeated_people(table, next((each.plan for each in plans if each is not None), None))
    if faults:
        raise FaultyData(sorted(faults, key=lambda fault: fault.line)[:MOST_FAULTS])
    return people


class _Reading:
    """One line being read, with what was found wrong on it."""

    def __init__(self, table: Table, known: LinePlan, line: Line) -> None:
        self.faults: list[CellFault] = []
        self._table, self._plan, self._version = table, known.plan, known.version
        self._cells: Sequence[str] = [arm(cell) for cell in line.cells] if known.plan.is_own_export else line.cells
        self._line = replace(line, cells=self._cells)

    def person(self) -> Person:
        answers: dict[str, Stored] = {}
        for place, (name, read) in self._plan.readers.items():
            value = self._try(read, place)
            if value is not None:
                answers[name] = value
        given = (name for place, name in self._plan.consents.items() if says_yes(self._cells[place]))
        return Person(
            version=self._version,
            answers=answers | self._options(),
            language=self._about("language") or None,
            ending=self._ending(),
            seconds=self._seconds(),
            consents=frozenset(given),
        )

    def _try(self, read: Callable[[str], _T], place: int) -> _T | None:
        try:
            return read(self._cells[place])
        except BadCell as wrong:
            self._find_fault(place, str(wrong))
            return None

    def _find_fault(self, place: int, reason: str) -> None:
        self.faults.append(fault_at(self._table, self._line, place, reason))

    def _options(self) -> dict[str, Stored]:
        """The 0/1 columns of multiple choices, put together again."""
        read = option_reader(self._plan.rules)
        found: dict[str, list[tuple[int, bool | int]]] = {}
        for column in self._plan.options:
            value = self._try(read, column.place)
            if value is not None:
                found.setdefault(column.variable, []).append((column.code, value))
        answers: dict[str, Stored] = {}
        for name, values in found.items():
            missing = [value for _code, value in values if not isinstance(value, bool)]
            chosen = [code for code, value in values if value is True]
            answers[name] = chosen if chosen or not missing else missing[0]
        return answers

    def _about(self, name: str) -> str:
        place = self._plan.about.get(name)
        return "" if place is None else self._cells[place].strip()

    def _ending(self) -> EndingKind | None:
        """As the file says; everybody of a file that says nothing is complete."""
        if self._about("state") == "started":
            return None
        said = self._about("ending")
        return next((kind for kind in ENDING_KINDS if kind == said), "complete")

    def _seconds(self) -> float | None:
        text = self._about("duration").replace(",", ".")
        if not text or text.casefold() in ("na", "nan"):
            return None
        try:
            seconds = float(text)
        except ValueError:
            seconds = -1.0
        if 0 <= seconds < 1e9:
            return seconds
        self._find_fault(self._plan.about["duration"], _("is no number of seconds"))
        return None


def _repeated_people(table: Table, plan: ImportPlan | None) -> Iterator[CellFault]:
    """Two lines with one id: somebody would count twice."""
    place = None if plan is None else plan.about.get("respondent")
    if place is None:
        return
    first: dict[str, int] = {}
    for line in table.lines:
        name = line.cells[place].strip()
        if name and name in first:
            reason = _("is also on line %(line)s", line=first[name])
            yield fault_at(table, line, place, reason)
        first.setdefault(name, line.number)
