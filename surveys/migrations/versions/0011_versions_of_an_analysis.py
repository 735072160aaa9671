"""An analysis says which versions' answers it reads.

Earlier ones read those beside the newest of their day; which these were is in no table, so nothing is claimed of them.
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"

down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("analysis", sa.Column("versions", sa.JSON(none_as_null=True), nullable=True))


def downgrade() -> None:
    op.drop_column("analysis", "versions")
