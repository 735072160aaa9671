"""A response that is over says how it ended."""

import sqlalchemy as sa
from alembic import op

revision = "0017"

down_revision = "0016"
branch_labels = None
depends_on = None

_KINDS = "ending IN ('complete', 'screened_out', 'quota_full', 'quality', 'duplicate')"
_TELLS = "(state = 'started') = (ending IS NULL) AND (state = 'completed') = (coalesce(ending, '') = 'complete')"


def upgrade() -> None:
    op.add_column("response", sa.Column("ending", sa.String(length=20), nullable=True))
    op.execute("UPDATE response SET ending = 'complete' WHERE state = 'completed'")
    with op.batch_alter_table("response") as response:
        response.drop_constraint(op.f("ck_response_state"), type_="check")
        response.create_check_constraint(op.f("ck_response_state"), "state IN ('started', 'completed', 'ended')")
        response.create_check_constraint(op.f("ck_response_ending"), _KINDS)
        response.create_check_constraint(op.f("ck_response_ending_tells_state"), _TELLS)


def downgrade() -> None:
    """Who was turned away had begun and not completed: that is all the older form can say."""
    with op.batch_alter_table("response") as response:
        for check in ("ending_tells_state", "ending", "state"):
            response.drop_constraint(op.f(f"ck_response_{check}"), type_="check")
    op.execute("UPDATE response SET state = 'started' WHERE state = 'ended'")
    with op.batch_alter_table("response") as response:
        response.create_check_constraint(op.f("ck_response_state"), "state IN ('started', 'completed')")
        response.drop_column("ending")
