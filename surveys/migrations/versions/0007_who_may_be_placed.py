"""In studies for profiling only people who agreed to it are placed; comparisons can be out of date, too.

Earlier analyses placed everybody who took part. The lines of those whose consent to profiling does not stand go, and
the analyses and comparisons their answers are summed up in are marked as out of date.
"""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0007"

down_revision = "0006"
branch_labels = None
depends_on = None

_MAY_BE_PLACED = """
    SELECT response.id FROM response JOIN consent_event AS event ON event.subject = response.subject
    WHERE event.given AND event.purpose = 'profile' AND event.id = (
        SELECT max(last.id) FROM consent_event AS last
        WHERE last.subject = response.subject AND last.purpose = 'profile'
    )
"""
_PLACED_ALL_THE_SAME = f"""
    assignment.analysis_id IN (
        SELECT analysis.id FROM analysis JOIN study ON study.id = analysis.study_id WHERE study.mode = 'profiling'
    ) AND assignment.response_id NOT IN ({_MAY_BE_PLACED})
"""


def upgrade() -> None:
    op.add_column("wave", sa.Column("stale_since", sa.DateTime(timezone=True), nullable=True))
    _mark("analysis", "id")
    _mark("wave", "analysis_id")
    op.execute(f"DELETE FROM assignment WHERE {_PLACED_ALL_THE_SAME}")


def _mark(table: str, analysis: str) -> None:
    stale = sa.text(
        f"UPDATE {table} SET stale_since = :now WHERE stale_since IS NULL AND {analysis} IN "
        f"(SELECT analysis_id FROM assignment WHERE {_PLACED_ALL_THE_SAME})"
    )
    now = sa.bindparam("now", datetime.now(UTC), type_=sa.DateTime(timezone=True))
    op.execute(stale.bindparams(now))


def downgrade() -> None:
    op.drop_column("wave", "stale_since")
