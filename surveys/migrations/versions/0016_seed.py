"""The orders of a response are drawn from a seed of its own."""

import sqlalchemy as sa
from alembic import op

revision = "0016"

down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("response", sa.Column("seed", sa.Integer(), nullable=True))


def downgrade() -> None:
    op.drop_column("response", "seed")
