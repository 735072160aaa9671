"""People chosen at random who are in no analysis from one on, so that nobody can tell who left the study."""

import sqlalchemy as sa
from alembic import op

revision = "0015"

down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "left_out",
        sa.Column("response_id", sa.Integer(), nullable=False),
        sa.Column("study_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["response_id"], ["response.id"], name="fk_left_out_response_id_response", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["study_id"], ["study.id"], name="fk_left_out_study_id_study"),
        sa.PrimaryKeyConstraint("response_id", name="pk_left_out"),
    )
    op.create_index("ix_left_out_study_id", "left_out", ["study_id"])


def downgrade() -> None:
    op.drop_index("ix_left_out_study_id", "left_out")
    op.drop_table("left_out")
