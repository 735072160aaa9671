"""Ways into a study, and answers that are only a test of it."""

import sqlalchemy as sa
from alembic import op

revision = "0020"

down_revision = "0019"
branch_labels = None
depends_on = None

KINDS = "kind IN ('open', 'panel', 'invitations', 'embed', 'test')"


def upgrade() -> None:
    op.create_table(
        "collector",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("study_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("token", sa.String(length=22), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("settings", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(KINDS, name=op.f("ck_collector_kind")),
        sa.ForeignKeyConstraint(["study_id"], ["study.id"], name="fk_collector_study_id_study"),
        sa.ForeignKeyConstraint(["created_by_id"], ["account.id"], name="fk_collector_created_by_id_account"),
        sa.PrimaryKeyConstraint("id", name="pk_collector"),
        sa.UniqueConstraint("token", name="uq_collector_token"),
    )
    op.create_index("ix_collector_study_id", "collector", ["study_id"])
    op.add_column("response", sa.Column("collector_id", sa.Integer(), nullable=True))
    for table in ("response", "consent_event"):
        op.add_column(table, sa.Column("is_test", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    """Tests go; what testers agreed to stays, for events of consent are never deleted."""
    op.execute("DELETE FROM page_visit WHERE response_id IN (SELECT id FROM response WHERE is_test)")
    op.execute("DELETE FROM response WHERE is_test")
    op.drop_column("consent_event", "is_test")
    op.drop_column("response", "is_test")
    op.drop_column("response", "collector_id")
    op.drop_index("ix_collector_study_id", "collector")
    op.drop_table("collector")
