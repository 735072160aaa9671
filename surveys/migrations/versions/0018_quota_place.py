"""Places in quotas are kept while somebody answers."""

import sqlalchemy as sa
from alembic import op

revision = "0018"

down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "quota_place",
        sa.Column("response_id", sa.Integer(), nullable=False),
        sa.Column("quota", sa.String(length=26), nullable=False),
        sa.Column("study_id", sa.Integer(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["response_id"], ["response.id"], name="fk_quota_place_response_id_response", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["study_id"], ["study.id"], name="fk_quota_place_study_id_study"),
        sa.PrimaryKeyConstraint("response_id", "quota", name="pk_quota_place"),
    )
    op.create_index("ix_quota_place_study_quota", "quota_place", ["study_id", "quota", "until"])


def downgrade() -> None:
    op.drop_index("ix_quota_place_study_quota", "quota_place")
    op.drop_table("quota_place")
