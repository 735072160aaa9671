"""From the lines of a table to people with answers: every cell that does not fit is listed, none is left out."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from surveys.errors import Invalid
from surveys.questionnaire.question_types import Stored
from surveys.services.studies.csv_cells import arm
from surveys.services.studies.import_columns import BadCell, option_reader
from surveys.services.studies.import_plan import ImportPlan
from surveys.services.studies.import_tables import Line, Table
from surveys.words import gettext as _
from surveys.words import ngettext

MOST_FAULTS = 1_000
_SHOWN = 40
_T = TypeVar("_T")


@dataclass(frozen=True, kw_only=True)
class CellFault:
    """One cell that is no answer."""

    line: int
    column: str
    value: str
    reason: str

    def __str__(self) -> str:
        return _("line %(line)s, column %(column)s: %(value)s %(reason)s",
                 line=self.line, column=self.column, value=repr(self.value), reason=self.reason)  # fmt: skip


class FaultyData(Invalid):
    """Some cells are no answers; `faults` has them all, up to a thousand."""

    code = "faulty_data"

    def __init__(self, faults: Sequence[CellFault]) -> None:
        count = len(faults)
        super().__init__(
            ngettext(
                "%(count)s cell of the data does not fit, and nothing was stored.",
                "%(count)s cells of the data do not fit, and nothing was stored.",
                count,
                count=f"{count}+" if count >= MOST_FAULTS else count,
            ),
            _("Mend the data, or describe the codes in the codebook, and import again."),
            where=tuple(map(str, faults)),
        )
        self.faults = tuple(faults)


@dataclass(frozen=True, kw_only=True)
class Person:
    """One line, read."""

    answers: dict[str, Stored]
    language: str | None
    is_complete: bool
    seconds: float | None
    consents: frozenset[str]


def read_people(table: Table, plan: ImportPlan) -> list[Person]:
    """Everybody in the table, in its order.

    Raises
    ------
    FaultyData
        With every cell that does not fit.
    """
    faults: list[CellFault] = []
    people: list[Person] = []
    for line in table.lines:
        reading = _Reading(table, plan, line)
        people.append(reading.person())
        faults += reading.faults[: MOST_FAULTS - len(faults)]
    faults += _repeated_people(table, plan)
    if faults:
        raise FaultyData(sorted(faults, key=lambda fault: fault.line)[:MOST_FAULTS])
    return people


class _Reading:
    """One line being read, with what was found wrong on it."""

    def __init__(self, table: Table, plan: ImportPlan, line: Line) -> None:
        self.faults: list[CellFault] = []
        self._columns, self._plan, self._number = table.columns, plan, line.number
        self._cells: Sequence[str] = [arm(cell) for cell in line.cells] if plan.is_own_export else line.cells

    def person(self) -> Person:
        answers: dict[str, Stored] = {}
        for place, (name, read) in self._plan.readers.items():
            value = self._try(read, place)
            if value is not None:
                answers[name] = value
        given = (name for place, name in self._plan.consents.items() if self._cells[place].strip() == "1")
        return Person(
            answers=answers | self._options(),
            language=self._about("language") or None,
            is_complete=self._about("state") != "started",
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
        self.faults.append(_fault(self._number, self._columns[place], self._cells[place], reason))

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


def _fault(line: int, column: str, value: str, reason: str) -> CellFault:
    short = value if len(value) <= _SHOWN else value[:_SHOWN] + "…"
    return CellFault(line=line, column=column, value=short, reason=reason)


def _repeated_people(table: Table, plan: ImportPlan) -> Iterator[CellFault]:
    """Two lines with one id: somebody would count twice."""
    place = plan.about.get("respondent")
    if place is None:
        return
    first: dict[str, int] = {}
    for line in table.lines:
        name = line.cells[place].strip()
        if name and name in first:
            reason = _("is also on line %(line)s", line=first[name])
            yield _fault(line.number, table.columns[place], name, reason)
        first.setdefault(name, line.number)
