"""Grants are written anew, in random order and without a day, so that none leads to the answers it stood beside.

Links to files, which end after a quarter of an hour, go: whoever waits for one gets another.
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"

down_revision = "0008"
branch_labels = None
depends_on = None

_KEPT = "id, reward_id, claim_hash, revoked"


def upgrade() -> None:
    op.drop_table("download_link")
    _make_grants_anew(_KEPT, _KEPT)
    op.create_table(
        "download_link",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("reward_id", sa.Integer(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["reward_id"], ["reward.id"], name="fk_download_link_reward_id_reward", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_download_link"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_download_link_reward_id", "download_link", ["reward_id"])


def downgrade() -> None:
    op.drop_table("download_link")
    day = sa.Column("granted_on", sa.Date(), nullable=False)
    _make_grants_anew(f"{_KEPT}, granted_on", f"{_KEPT}, CURRENT_DATE", day)
    op.create_table(
        "download_link",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("grant_id", sa.String(length=36), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["grant_id"], ["reward_grant.id"], name="fk_download_link_grant_id_reward_grant", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_download_link"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_download_link_grant_id", "download_link", ["grant_id"])


def _make_grants_anew(columns: str, values: str, *more: sa.Column) -> None:
    """A new table, filled in random order: on PostgreSQL its rows know neither the old transactions nor places."""
    op.execute("CREATE TABLE kept_grant AS SELECT * FROM reward_grant")
    op.drop_table("reward_grant")
    op.create_table(
        "reward_grant",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("reward_id", sa.Integer(), nullable=False),
        sa.Column("claim_hash", sa.String(length=64), nullable=False),
        *more,
        sa.Column("revoked", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["reward_id"], ["reward.id"], name="fk_reward_grant_reward_id_reward"),
        sa.PrimaryKeyConstraint("id", name="pk_reward_grant"),
        sa.UniqueConstraint("reward_id", "claim_hash", name="uq_reward_grant_reward_id_claim_hash"),
        sqlite_with_rowid=False,
    )
    op.execute(f"INSERT INTO reward_grant ({columns}) SELECT {values} FROM kept_grant ORDER BY random()")
    op.drop_table("kept_grant")
    op.create_index("ix_reward_grant_claim_hash", "reward_grant", ["claim_hash"])
