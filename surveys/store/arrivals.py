"""What a file brings is stored piece by piece and seen all at once: the one place where that is decided.

Every question about responses or consent leaves out what has not arrived. Nobody has to remember it, and nobody reads
half a file; the switch is one row.
"""

from sqlalchemy import event, or_, select
from sqlalchemy.orm import ORMExecuteState, Session, with_loader_criteria

from surveys.models import DataImport
from surveys.models.data_import import Arriving

ALSO_ARRIVING = {"also_arriving": True}
"""Execution option of a question that cannot meet what a file brings, or clears away what never arrived."""
_arrived = select(DataImport.id).where(DataImport.arrived_at.is_not(None))
_ONLY_ARRIVED = with_loader_criteria(
    Arriving, lambda row: or_(row.import_id.is_(None), row.import_id.in_(_arrived)), include_aliases=True
)


@event.listens_for(Session, "do_orm_execute")
def _leave_out(state: ORMExecuteState) -> None:
    if state.is_select and not state.is_column_load and not state.execution_options.get("also_arriving"):
        state.statement = state.statement.options(_ONLY_ARRIVED)
