"""One row for every piece of background work; analyses and comparisons refer to theirs."""

import sqlalchemy as sa
from alembic import op

revision = "0006"

down_revision = "0005"
branch_labels = None
depends_on = None

STATES = "state IN ('queued', 'running', 'done', 'failed', 'cancelled')"
KINDS = {"analysis": "analysis", "wave": "comparison"}
"""Table -> the kind of its runs."""
MOVED = (
    "state", "stage", "share_done", "requested_by_id", "requested_at", "started_at", "heartbeat_at", "finished_at",
    "error",
)  # fmt: skip
_COLUMNS = ", ".join(MOVED)


def upgrade() -> None:
    op.create_table(
        "run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        *_life(nullable=False),
        sa.CheckConstraint(STATES, name=op.f("ck_run_state")),
        sa.CheckConstraint("share_done >= 0 AND share_done <= 1", name=op.f("ck_run_share_done")),
        sa.ForeignKeyConstraint(["requested_by_id"], ["account.id"], name="fk_run_requested_by_id_account"),
        sa.PrimaryKeyConstraint("id", name="pk_run"),
    )
    for table, kind in KINDS.items():
        op.add_column(table, sa.Column("run_id", sa.Integer(), nullable=True))
        _make_runs(table, kind)
        with op.batch_alter_table(table) as batch:
            batch.alter_column("run_id", existing_type=sa.Integer(), nullable=False)
            batch.create_foreign_key(f"fk_{table}_run_id_run", "run", ["run_id"], ["id"])
            batch.create_unique_constraint(f"uq_{table}_run_id", ["run_id"])
            batch.drop_constraint(f"fk_{table}_requested_by_id_account", type_="foreignkey")
            for check in ("state", "share_done"):
                batch.drop_constraint(op.f(f"ck_{table}_{check}"), type_="check")
            for name in MOVED:
                batch.drop_column(name)


def _make_runs(table: str, kind: str) -> None:
    """Every row gets a run of its own, numbered after those that are there, in the order of the rows."""
    run = op.get_bind().execute
    first = run(sa.text("SELECT coalesce(max(id), 0) FROM run")).scalar_one()
    numbers = f"SELECT id, {first} + row_number() OVER (ORDER BY id) AS run_id FROM {table}"
    run(sa.text(f"UPDATE {table} SET run_id = (SELECT n.run_id FROM ({numbers}) AS n WHERE n.id = {table}.id)"))
    run(sa.text(f"INSERT INTO run (id, kind, {_COLUMNS}) SELECT run_id, '{kind}', {_COLUMNS} FROM {table}"))
    if op.get_bind().dialect.name == "postgresql":
        run(sa.text("SELECT setval(pg_get_serial_sequence('run', 'id'), max(id)) FROM run HAVING max(id) > 0"))


def downgrade() -> None:
    for table in reversed(KINDS):
        with op.batch_alter_table(table) as batch:
            for column in _life(nullable=True):
                batch.add_column(column)
        values = f"SELECT {_COLUMNS} FROM run WHERE run.id = {table}.run_id"
        op.execute(f"UPDATE {table} SET ({_COLUMNS}) = ({values})")
        with op.batch_alter_table(table) as batch:
            for column in _life(nullable=False):
                if not column.nullable:
                    batch.alter_column(column.name, existing_type=column.type, nullable=False)
            batch.create_check_constraint(op.f(f"ck_{table}_state"), STATES)
            batch.create_check_constraint(op.f(f"ck_{table}_share_done"), "share_done >= 0 AND share_done <= 1")
            batch.create_foreign_key(f"fk_{table}_requested_by_id_account", "account", ["requested_by_id"], ["id"])
            batch.drop_constraint(f"fk_{table}_run_id_run", type_="foreignkey")
            batch.drop_constraint(f"uq_{table}_run_id", type_="unique")
            batch.drop_column("run_id")
    op.drop_table("run")


def _life(*, nullable: bool) -> list[sa.Column]:
    """The columns that move; those that are always filled may be empty while a table is being filled."""
    return [
        sa.Column("state", sa.String(length=20), nullable=nullable),
        sa.Column("stage", sa.String(length=40), nullable=nullable),
        sa.Column("share_done", sa.Double(), nullable=nullable),
        sa.Column("requested_by_id", sa.Integer(), nullable=True),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=nullable),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("heartbeat_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("error", sa.JSON(none_as_null=True), nullable=True),
    ]
