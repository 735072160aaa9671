"""What was erased and still has to be cleared away from every byte stands in a table until it is done."""

import sqlalchemy as sa
from alembic import op

revision = "0010"

down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "clearing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(length=36), nullable=False),
        sa.Column("what", sa.String(length=30), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("logged", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_clearing"),
    )


def downgrade() -> None:
    op.drop_table("clearing")
