"""Words of people whose consent to profiling does not stand go out of the summaries of studies for profiling.

0007 took the lines of these people away and only marked what they were summed up in; a quote is nobody's sum. Each of
them is cleared away from every byte, as after a withdrawal.
"""

from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0013"

down_revision = "0012"
branch_labels = None
depends_on = None

_QUOTED_ALL_THE_SAME = sa.text("""
    SELECT quotation.analysis_id, quotation.key, quotation.response_id, response.subject
    FROM quotation JOIN response ON response.id = quotation.response_id
    JOIN study ON study.id = response.study_id
    WHERE study.mode = 'profiling' AND NOT EXISTS (
        SELECT 1 FROM consent_event AS event
        WHERE event.subject = response.subject AND event.purpose = 'profile' AND event.given AND event.id = (
            SELECT max(last.id) FROM consent_event AS last
            WHERE last.subject = response.subject AND last.purpose = 'profile'
        )
    )
""")
_SUMMARIES = ("summary", "published_summary")
_ANALYSIS = sa.table("analysis", sa.column("id"), *(sa.column(name, sa.JSON(none_as_null=True)) for name in _SUMMARIES))
_QUOTATION = sa.table("quotation", sa.column("response_id"))
_CLEARING = sa.table(
    "clearing",
    sa.column("subject"),
    sa.column("what"),
    sa.column("at", sa.DateTime(timezone=True)),
    sa.column("logged", sa.Boolean()),
)


def upgrade() -> None:
    found = op.get_bind().execute(_QUOTED_ALL_THE_SAME).all()
    for analysis_id in {row.analysis_id for row in found}:
        _forget(analysis_id, {row.key for row in found if row.analysis_id == analysis_id})
    for response_id, subject in {(row.response_id, row.subject) for row in found}:
        op.execute(sa.delete(_QUOTATION).where(_QUOTATION.c.response_id == response_id))
        waiting = {"subject": subject, "what": "profile", "at": datetime.now(UTC), "logged": False}
        op.execute(sa.insert(_CLEARING).values(**waiting))


def _forget(analysis_id: int, keys: Collection[str]) -> None:
    is_this = _ANALYSIS.c.id == analysis_id
    row = op.get_bind().execute(sa.select(_ANALYSIS).where(is_this)).one()
    kept = {name: _without(getattr(row, name), keys) for name in _SUMMARIES}
    op.execute(sa.update(_ANALYSIS).where(is_this).values(**kept))


def _without(part: Any, keys: Collection[str]) -> Any:
    """The same without these quotes, wherever the summary of a version has them."""
    if isinstance(part, dict):
        return {name: _without(value, keys) for name, value in part.items()}
    if isinstance(part, list):
        return [_without(each, keys) for each in part if not (isinstance(each, dict) and each.get("key") in keys)]
    return part


def downgrade() -> None:
    """Words that are gone do not come back."""
