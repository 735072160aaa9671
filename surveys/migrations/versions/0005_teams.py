"""Studies belong to teams, and an account works in teams, in each in a role.

Everybody and everything that is there goes to one team, so that nobody sees more or less than before: researchers and
marketers keep their role in it, and administrators, who saw every line, become its leads.
"""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0005"

down_revision = "0004"
branch_labels = None
depends_on = None

FIRST_TEAM = "Team"


def upgrade() -> None:
    _create_tables()
    _make_first_team()
    with op.batch_alter_table("study") as study:
        study.add_column(sa.Column("team_id", sa.Integer(), nullable=True))
    op.execute("UPDATE study SET team_id = (SELECT id FROM team)")
    with op.batch_alter_table("study") as study:
        study.alter_column("team_id", existing_type=sa.Integer(), nullable=False)
        study.create_foreign_key("fk_study_team_id_team", "team", ["team_id"], ["id"])
        study.create_index("ix_study_team_id", ["team_id"])
    op.add_column("account", sa.Column("administrator", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute("UPDATE account SET administrator = (role = 'administrator')")
    with op.batch_alter_table("account") as account:
        account.alter_column("administrator", existing_type=sa.Boolean(), server_default=None)
        account.drop_constraint(op.f("ck_account_role"), type_="check")
        account.drop_column("role")


def _create_tables() -> None:
    op.create_table(
        "team",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_team"),
        sa.UniqueConstraint("name", name="uq_team_name"),
    )
    op.create_table(
        "membership",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.CheckConstraint("role IN ('lead', 'researcher', 'marketer')", name=op.f("ck_membership_role")),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_membership_account_id_account"),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name="fk_membership_team_id_team"),
        sa.PrimaryKeyConstraint("account_id", "team_id", name="pk_membership"),
    )
    op.create_index("ix_membership_team_id", "membership", ["team_id"])


def _make_first_team() -> None:
    team = sa.table("team", sa.column("name", sa.String()), sa.column("created_at", sa.DateTime(timezone=True)))
    op.bulk_insert(team, [{"name": FIRST_TEAM, "created_at": datetime.now(UTC)}])
    op.execute(
        "INSERT INTO membership (account_id, team_id, role) "
        "SELECT account.id, team.id, CASE account.role WHEN 'administrator' THEN 'lead' ELSE account.role END "
        "FROM account CROSS JOIN team"
    )


def downgrade() -> None:
    op.add_column("account", sa.Column("role", sa.String(length=20), nullable=False, server_default="marketer"))
    op.execute("UPDATE account SET role = 'researcher' WHERE id IN (SELECT account_id FROM membership WHERE role <> 'marketer')")
    op.execute("UPDATE account SET role = 'administrator' WHERE administrator")
    with op.batch_alter_table("account") as account:
        account.alter_column("role", existing_type=sa.String(length=20), server_default=None)
        account.create_check_constraint(op.f("ck_account_role"), "role IN ('administrator', 'researcher', 'marketer')")
        account.drop_column("administrator")
    with op.batch_alter_table("study") as study:
        study.drop_index("ix_study_team_id")
        study.drop_constraint("fk_study_team_id_team", type_="foreignkey")
        study.drop_column("team_id")
    op.drop_index("ix_membership_team_id", "membership")
    op.drop_table("membership")
    op.drop_table("team")
