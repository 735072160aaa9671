"""Names that the team gave to personas, with their history."""

import sqlalchemy as sa
from alembic import op

revision = "0014"

down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "persona_name",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("analysis_id", sa.Integer(), nullable=False),
        sa.Column("segment", sa.String(length=4), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=True),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("carried_from", sa.Integer(), nullable=True),
        sa.Column("named_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("named_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["analysis_id"], ["analysis.id"], name="fk_persona_name_analysis_id_analysis", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["named_by_id"], ["account.id"], name="fk_persona_name_named_by_id_account"),
        sa.PrimaryKeyConstraint("id", name="pk_persona_name"),
    )
    op.create_index("ix_persona_name_analysis_id", "persona_name", ["analysis_id"])


def downgrade() -> None:
    op.drop_index("ix_persona_name_analysis_id", "persona_name")
    op.drop_table("persona_name")
