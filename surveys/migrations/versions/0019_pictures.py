"""A study has pictures."""

import sqlalchemy as sa
from alembic import op

revision = "0019"

down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "picture_file",
        sa.Column("study_id", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["study_id"], ["study.id"], name="fk_picture_file_study_id_study", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("study_id", "hash", name="pk_picture_file"),
    )


def downgrade() -> None:
    op.drop_table("picture_file")
