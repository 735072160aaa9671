"""Answers that are only a test of a study: who asks about answers or consent does not find them.

As with what is still arriving, nobody has to remember it: a count that forgot would mix tests with people.
"""

from sqlalchemy import event
from sqlalchemy.orm import ORMExecuteState, Session, with_loader_criteria

from surveys.models.tested import MaybeTest

ALSO_TESTS = {"also_tests": True}
"""Execution option of a question that is about tests, too."""
_NO_TESTS = with_loader_criteria(MaybeTest, lambda row: row.is_test.is_(False), include_aliases=True)


def look_at_tests(session: Session) -> None:
    """Whoever tests a study meets their own answers: from here on this session asks about tests, too."""
    session.info["also_tests"] = True


@event.listens_for(Session, "do_orm_execute")
def _leave_out(state: ORMExecuteState) -> None:
    asked_for = state.execution_options.get("also_tests") or state.session.info.get("also_tests")
    if state.is_select and not state.is_column_load and not asked_for:
        state.statement = state.statement.options(_NO_TESTS)
