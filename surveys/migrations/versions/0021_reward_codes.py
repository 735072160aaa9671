"""A reward can be a code from a pool, each given once."""

import sqlalchemy as sa
from alembic import op

revision = "0021"

down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _kinds("kind IN ('page', 'file', 'code')")
    op.create_table(
        "reward_code",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("reward_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=200), nullable=False),
        sa.Column("claim_hash", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(
            ["reward_id"], ["reward.id"], name="fk_reward_code_reward_id_reward", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_reward_code"),
        sa.UniqueConstraint("reward_id", "code", name="uq_reward_code_reward_id_code"),
        sa.UniqueConstraint("reward_id", "claim_hash", name="uq_reward_code_reward_id_claim_hash"),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Refused where such a reward was promised: the check of the older form does not hold then."""
    op.drop_table("reward_code")
    _kinds("kind IN ('page', 'file')")


def _kinds(check: str) -> None:
    with op.batch_alter_table("reward") as reward:
        reward.drop_constraint(op.f("ck_reward_kind"), type_="check")
        reward.create_check_constraint(op.f("ck_reward_kind"), check)
