"""Which analysis a study settled on, and charts that stay with the research team."""

import sqlalchemy as sa
from alembic import op

revision = "0002"

down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("analysis", sa.Column("team_charts", sa.JSON(none_as_null=True), nullable=True))
    op.create_table(
        "solution",
        sa.Column("study_id", sa.Integer(), nullable=False),
        sa.Column("analysis_id", sa.Integer(), nullable=False),
        sa.Column("locked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("locked_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["study_id"], ["study.id"], name="fk_solution_study_id_study"),
        sa.ForeignKeyConstraint(
            ["analysis_id"], ["analysis.id"], name="fk_solution_analysis_id_analysis", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["locked_by_id"], ["account.id"], name="fk_solution_locked_by_id_account"),
        sa.PrimaryKeyConstraint("study_id", name="pk_solution"),
    )
    op.create_index("ix_solution_analysis_id", "solution", ["analysis_id"])


def downgrade() -> None:
    op.drop_index("ix_solution_analysis_id", "solution")
    op.drop_table("solution")
    op.drop_column("analysis", "team_charts")
