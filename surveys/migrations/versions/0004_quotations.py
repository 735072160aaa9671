"""Whose words a stored summary quotes, so that they go when the consent does."""

import sqlalchemy as sa
from alembic import op

revision = "0004"

down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "quotation",
        sa.Column("analysis_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("response_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["analysis_id"], ["analysis.id"], name="fk_quotation_analysis_id_analysis", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["response_id"], ["response.id"], name="fk_quotation_response_id_response", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("analysis_id", "key", name="pk_quotation"),
    )
    op.create_index("ix_quotation_response_id", "quotation", ["response_id"])


def downgrade() -> None:
    op.drop_index("ix_quotation_response_id", "quotation")
    op.drop_table("quotation")
