"""What does not fit in a table that is brought in, cell by cell."""

from collections.abc import Sequence
from dataclasses import dataclass

from surveys.errors import Invalid
from surveys.services.studies.import_tables import Line, Table
from surveys.words import gettext as _
from surveys.words import ngettext

MOST_FAULTS = 1_000
_SHOWN = 40


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


def fault_at(table: Table, line: Line, place: int, reason: str) -> CellFault:
    value = line.cells[place]
    short = value if len(value) <= _SHOWN else value[:_SHOWN] + "…"
    return CellFault(line=line.number, column=table.columns[place], value=short, reason=reason)
