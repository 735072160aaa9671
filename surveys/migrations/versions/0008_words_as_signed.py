"""What people were told is kept with every version; whose words are older is known; what an import reports is apart.

Events of imported people pointed at the sentences of the study, which those people never saw. They point at an empty
report now: that somebody said they agreed, without who and by which words, for neither was written down.
"""

import hashlib
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0008"

down_revision = "0007"
branch_labels = None
depends_on = None

_REPORTED = {"language": "und", "hash": hashlib.sha256(b"reported:\n").hexdigest()}
_REWORDED = "SELECT study_id FROM consent_text WHERE version > 1"
_LATEST = "SELECT max(number) FROM questionnaire_version WHERE study_id = study.id"
_OWN = "SELECT number FROM questionnaire_version WHERE id = response.version_id"


def upgrade() -> None:
    op.add_column("consent_text", sa.Column("reported_by", sa.String(length=200), nullable=True))
    op.add_column("study", sa.Column("words_version", sa.Integer(), nullable=False, server_default="1"))
    op.add_column("response", sa.Column("signed_version", sa.Integer(), nullable=False, server_default="0"))
    _keep_what_is_told()
    op.execute(f"UPDATE study SET words_version = coalesce(({_LATEST}), 1) WHERE id IN ({_REWORDED})")
    op.execute(f"UPDATE response SET signed_version = ({_OWN}) WHERE study_id NOT IN ({_REWORDED})")
    _set_reports_apart()


def _keep_what_is_told() -> None:
    """Of earlier versions nobody knows any more what was told with them; of the latest it is what stands."""
    op.create_table(
        "told_terms",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("terms", sa.JSON(none_as_null=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"], ["questionnaire_version.id"], name="fk_told_terms_version_id_questionnaire_version"
        ),
        sa.PrimaryKeyConstraint("version_id", name="pk_told_terms"),
    )
    op.execute(
        "INSERT INTO told_terms (version_id, terms) SELECT version.id, study.terms FROM study "
        f"JOIN questionnaire_version AS version ON version.study_id = study.id AND version.number = ({_LATEST})"
    )
    for deed in ("UPDATE", "DELETE"):
        _guard("told_terms", deed)


def _set_reports_apart() -> None:
    bind = op.get_bind()
    insert = sa.text(
        "INSERT INTO consent_text (study_id, purpose, version, language, text, text_hash, created_at, reported_by) "
        "SELECT DISTINCT study_id, purpose, 0, :language, '', :hash, :now, '' FROM consent_event "
        "WHERE source = 'import'"
    ).bindparams(sa.bindparam("now", datetime.now(UTC), type_=sa.DateTime(timezone=True)))
    bind.execute(insert, _REPORTED)
    _unguard("consent_event", "UPDATE")
    bind.execute(
        sa.text(
            "UPDATE consent_event SET text_id = (SELECT reported.id FROM consent_text AS reported "
            "WHERE reported.study_id = consent_event.study_id AND reported.purpose = consent_event.purpose "
            "AND reported.text_hash = :hash) WHERE source = 'import'"
        ),
        {"hash": _REPORTED["hash"]},
    )
    _guard("consent_event", "UPDATE")


def _guard(table: str, deed: str) -> None:
    """As in the first tables: this never happens to a row here."""
    name = f"{table}_refuses_{deed.lower()} BEFORE {deed} ON {table}"
    if op.get_bind().dialect.name == "sqlite":
        op.execute(f"CREATE TRIGGER {name} BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END")
    else:
        op.execute(f"CREATE TRIGGER {name} FOR EACH ROW EXECUTE FUNCTION whyprint_append_only()")


def _unguard(table: str, deed: str) -> None:
    on = "" if op.get_bind().dialect.name == "sqlite" else f" ON {table}"
    op.execute(f"DROP TRIGGER {table}_refuses_{deed.lower()}{on}")


def downgrade() -> None:
    op.drop_table("told_terms")
    op.drop_column("response", "signed_version")
    op.drop_column("study", "words_version")
    op.drop_column("consent_text", "reported_by")
