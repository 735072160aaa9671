"""Files are brought in piece by piece, and seen once all of it is there."""

import sqlalchemy as sa
from alembic import op

revision = "0012"

down_revision = "0011"
branch_labels = None
depends_on = None

_INDEXES = {
    "response": ("ix_response_study_state", ["study_id", "state"], ["id"]),
    "consent_event": ("ix_consent_event_study_purpose", ["study_id", "purpose", "subject"], ["id"]),
}
"""They answer how many there are without reading the rows; what is left out must be in them."""


def upgrade() -> None:
    op.create_table(
        "data_import",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("study_id", sa.Integer(), nullable=False),
        sa.Column("file_hash", sa.String(length=64), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("heartbeat_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("given_up_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("arrived_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["study_id"], ["study.id"], name="fk_data_import_study_id_study"),
        sa.PrimaryKeyConstraint("id", name="pk_data_import"),
    )
    op.create_index("ix_data_import_study_id", "data_import", ["study_id"])
    for table, (index, first, last) in _INDEXES.items():
        op.add_column(table, sa.Column("import_id", sa.Integer(), nullable=True))
        op.drop_index(index, table)
        op.create_index(index, table, [*first, *last, "import_id"])


def downgrade() -> None:
    for table, (index, first, last) in _INDEXES.items():
        op.drop_index(index, table)
        op.create_index(index, table, [*first, *last])
        op.drop_column(table, "import_id")
    op.drop_index("ix_data_import_study_id", "data_import")
    op.drop_table("data_import")
