"""What is kept of an analysis to type new people, and comparisons of new answers with it."""

import sqlalchemy as sa
from alembic import op

revision = "0003"

down_revision = "0002"
branch_labels = None
depends_on = None

STATES = "state IN ('queued', 'running', 'done', 'failed', 'cancelled')"


def upgrade() -> None:
    op.add_column("analysis", sa.Column("frozen_solution", sa.JSON(none_as_null=True), nullable=True))
    op.create_table(
        "wave",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("study_id", sa.Integer(), nullable=False),
        sa.Column("analysis_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("stage", sa.String(length=40), nullable=False),
        sa.Column("share_done", sa.Double(), nullable=False),
        sa.Column("requested_by_id", sa.Integer(), nullable=True),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("heartbeat_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("n_responses", sa.Integer(), nullable=True),
        sa.Column("error", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("verdict", sa.String(length=20), nullable=True),
        sa.Column("result", sa.JSON(none_as_null=True), nullable=True),
        sa.CheckConstraint(STATES, name=op.f("ck_wave_state")),
        sa.CheckConstraint("share_done >= 0 AND share_done <= 1", name=op.f("ck_wave_share_done")),
        sa.ForeignKeyConstraint(["study_id"], ["study.id"], name="fk_wave_study_id_study"),
        sa.ForeignKeyConstraint(
            ["analysis_id"], ["analysis.id"], name="fk_wave_analysis_id_analysis", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["requested_by_id"], ["account.id"], name="fk_wave_requested_by_id_account"),
        sa.PrimaryKeyConstraint("id", name="pk_wave"),
        sa.UniqueConstraint("study_id", "number", name="uq_wave_study_id_number"),
    )
    op.create_index("ix_wave_study_id", "wave", ["study_id"])
    op.create_index("ix_wave_analysis_id", "wave", ["analysis_id"])


def downgrade() -> None:
    op.drop_index("ix_wave_analysis_id", "wave")
    op.drop_index("ix_wave_study_id", "wave")
    op.drop_table("wave")
    op.drop_column("analysis", "frozen_solution")
