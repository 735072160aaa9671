"""The first tables, and triggers that keep what must never change."""

import sqlalchemy as sa
from alembic import op

revision = "0001"

down_revision = None
branch_labels = None
depends_on = None

APPEND_ONLY = ("consent_event", "consent_text", "audit_event", "questionnaire_version")
"""Rows of these tables are only ever added."""
NEVER_UPDATED = (*APPEND_ONLY, "page_visit")
"""A page visit never changes, but it goes with an erased response."""


def _guards():
    for table in NEVER_UPDATED:
        yield table, "UPDATE"
    for table in APPEND_ONLY:
        yield table, "DELETE"


def _refuse_changes_sqlite() -> None:
    for table, deed in _guards():
        op.execute(
            f"CREATE TRIGGER {table}_refuses_{deed.lower()} BEFORE {deed} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        )


def _refuse_changes_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION whyprint_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    for table, deed in _guards():
        op.execute(
            f"CREATE TRIGGER {table}_refuses_{deed.lower()} BEFORE {deed} ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION whyprint_append_only()"
        )
    for table in APPEND_ONLY:
        op.execute(
            f"CREATE TRIGGER {table}_refuses_truncate BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION whyprint_append_only()"
        )


def upgrade() -> None:
    _create_tables()
    if op.get_bind().dialect.name == "sqlite":
        _refuse_changes_sqlite()
    else:
        _refuse_changes_postgresql()


def _create_tables() -> None:
    op.create_table(
        "account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("role IN ('administrator', 'researcher', 'marketer')", name=op.f("ck_account_role")),
        sa.PrimaryKeyConstraint("id", name="pk_account"),
        sa.UniqueConstraint("email", name="uq_account_email"),
    )
    op.create_table(
        "sign_in",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name="fk_sign_in_account_id_account", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_sign_in"),
        sa.UniqueConstraint("token_hash", name="uq_sign_in_token_hash"),
    )
    op.create_index("ix_sign_in_account_id", "sign_in", ["account_id"])

    op.create_table(
        "study",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("mode", sa.String(length=20), nullable=False),
        sa.Column("anonymous", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("terms", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("smallest_group", sa.Integer(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("erase_on", sa.Date(), nullable=False),
        sa.Column("simulated", sa.Boolean(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("mode IN ('research', 'profiling')", name=op.f("ck_study_mode")),
        sa.CheckConstraint("state IN ('open', 'closed')", name=op.f("ck_study_state")),
        sa.CheckConstraint("smallest_group >= 10", name=op.f("ck_study_smallest_group")),
        sa.ForeignKeyConstraint(["owner_id"], ["account.id"], name="fk_study_owner_id_account"),
        sa.PrimaryKeyConstraint("id", name="pk_study"),
        sa.UniqueConstraint("slug", name="uq_study_slug"),
    )
    op.create_index("ix_study_owner_id", "study", ["owner_id"])

    op.create_table(
        "analysis",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("study_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("plan", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("stage", sa.String(length=40), nullable=False),
        sa.Column("share_done", sa.Double(), nullable=False),
        sa.Column("requested_by_id", sa.Integer(), nullable=True),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("heartbeat_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("n_responses", sa.Integer(), nullable=True),
        sa.Column("error", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("summary", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("published_summary", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("charts", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("acknowledged", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("published_by_id", sa.Integer(), nullable=True),
        sa.Column("stale_since", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "state IN ('queued', 'running', 'done', 'failed', 'cancelled')", name=op.f("ck_analysis_state")
        ),
        sa.CheckConstraint("share_done >= 0 AND share_done <= 1", name=op.f("ck_analysis_share_done")),
        sa.ForeignKeyConstraint(["published_by_id"], ["account.id"], name="fk_analysis_published_by_id_account"),
        sa.ForeignKeyConstraint(["requested_by_id"], ["account.id"], name="fk_analysis_requested_by_id_account"),
        sa.ForeignKeyConstraint(["study_id"], ["study.id"], name="fk_analysis_study_id_study"),
        sa.PrimaryKeyConstraint("id", name="pk_analysis"),
        sa.UniqueConstraint("study_id", "number", name="uq_analysis_study_id_number"),
    )
    op.create_index("ix_analysis_study_id", "analysis", ["study_id"])

    op.create_table(
        "audit_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("action", sa.String(length=60), nullable=False),
        sa.Column("study_id", sa.Integer(), nullable=True),
        sa.Column("detail", sa.JSON(none_as_null=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_audit_event_account_id_account"),
        sa.ForeignKeyConstraint(["study_id"], ["study.id"], name="fk_audit_event_study_id_study"),
        sa.PrimaryKeyConstraint("id", name="pk_audit_event"),
    )
    op.create_index("ix_audit_event_account_id", "audit_event", ["account_id"])
    op.create_index("ix_audit_event_study_id", "audit_event", ["study_id"])

    op.create_table(
        "consent_text",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("study_id", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(length=30), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("text_hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["study_id"], ["study.id"], name="fk_consent_text_study_id_study"),
        sa.PrimaryKeyConstraint("id", name="pk_consent_text"),
        sa.UniqueConstraint(
            "study_id", "purpose", "language", "text_hash", name="uq_consent_text_study_id_purpose_language_text_hash"
        ),
    )
    op.create_index("ix_consent_text_study_id", "consent_text", ["study_id"])

    op.create_table(
        "contact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("study_id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["study_id"], ["study.id"], name="fk_contact_study_id_study"),
        sa.PrimaryKeyConstraint("id", name="pk_contact"),
        sa.UniqueConstraint("study_id", "email", name="uq_contact_study_id_email"),
    )
    op.create_index("ix_contact_study_id", "contact", ["study_id"])

    op.create_table(
        "erasure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("study_id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(length=36), nullable=False),
        sa.Column("reason", sa.String(length=30), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["study_id"], ["study.id"], name="fk_erasure_study_id_study"),
        sa.PrimaryKeyConstraint("id", name="pk_erasure"),
        sa.UniqueConstraint("subject", name="uq_erasure_subject"),
    )
    op.create_index("ix_erasure_study_id", "erasure", ["study_id"])

    op.create_table(
        "questionnaire_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("study_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("definition", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("definition_hash", sa.String(length=64), nullable=False),
        sa.Column("change", sa.String(length=20), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["published_by_id"], ["account.id"], name="fk_questionnaire_version_published_by_id_account"
        ),
        sa.ForeignKeyConstraint(["study_id"], ["study.id"], name="fk_questionnaire_version_study_id_study"),
        sa.PrimaryKeyConstraint("id", name="pk_questionnaire_version"),
        sa.UniqueConstraint("study_id", "number", name="uq_questionnaire_version_study_id_number"),
    )
    op.create_index("ix_questionnaire_version_study_id", "questionnaire_version", ["study_id"])

    op.create_table(
        "reward",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("study_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("definition", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=True),
        sa.Column("media_type", sa.String(length=100), nullable=True),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("size", sa.Integer(), nullable=True),
        sa.CheckConstraint("kind IN ('page', 'file')", name=op.f("ck_reward_kind")),
        sa.ForeignKeyConstraint(["study_id"], ["study.id"], name="fk_reward_study_id_study"),
        sa.PrimaryKeyConstraint("id", name="pk_reward"),
        sa.UniqueConstraint("study_id", "position", name="uq_reward_study_id_position"),
    )
    op.create_index("ix_reward_study_id", "reward", ["study_id"])

    op.create_table(
        "consent_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("study_id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(length=36), nullable=False),
        sa.Column("purpose", sa.String(length=30), nullable=False),
        sa.Column("given", sa.Boolean(), nullable=False),
        sa.Column("text_id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=20), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "source IN ('introduction', 'my_data', 'import', 'simulated', 'retention')",
            name=op.f("ck_consent_event_source"),
        ),
        sa.ForeignKeyConstraint(["study_id"], ["study.id"], name="fk_consent_event_study_id_study"),
        sa.ForeignKeyConstraint(["text_id"], ["consent_text.id"], name="fk_consent_event_text_id_consent_text"),
        sa.PrimaryKeyConstraint("id", name="pk_consent_event"),
    )
    op.create_index("ix_consent_event_study_purpose", "consent_event", ["study_id", "purpose", "subject", "id"])
    op.create_index("ix_consent_event_subject", "consent_event", ["subject"])

    op.create_table(
        "response",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("study_id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(length=36), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=True),
        sa.Column("anonymous", sa.Boolean(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("source", sa.String(length=20), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("answers", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("seconds", sa.Double(), nullable=True),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("completed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(state = 'completed') = (completed_at IS NOT NULL)", name=op.f("ck_response_completed_at")),
        sa.CheckConstraint("source IN ('web', 'import', 'simulated')", name=op.f("ck_response_source")),
        sa.CheckConstraint("state IN ('started', 'completed')", name=op.f("ck_response_state")),
        sa.CheckConstraint(
            "NOT (anonymous AND contact_id IS NOT NULL)", name=op.f("ck_response_anonymous_has_no_contact")
        ),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name="fk_response_contact_id_contact"),
        sa.ForeignKeyConstraint(["study_id"], ["study.id"], name="fk_response_study_id_study"),
        sa.ForeignKeyConstraint(
            ["version_id"], ["questionnaire_version.id"], name="fk_response_version_id_questionnaire_version"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_response"),
        sa.UniqueConstraint("subject", name="uq_response_subject"),
        sa.UniqueConstraint("token_hash", name="uq_response_token_hash"),
    )
    op.create_index("ix_response_contact_id", "response", ["contact_id"])
    op.create_index("ix_response_study_state", "response", ["study_id", "state", "id"])
    op.create_index("ix_response_version_id", "response", ["version_id"])

    op.create_table(
        "reward_grant",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("reward_id", sa.Integer(), nullable=False),
        sa.Column("claim_hash", sa.String(length=64), nullable=False),
        sa.Column("granted_on", sa.Date(), nullable=False),
        sa.Column("revoked", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["reward_id"], ["reward.id"], name="fk_reward_grant_reward_id_reward"),
        sa.PrimaryKeyConstraint("id", name="pk_reward_grant"),
        sa.UniqueConstraint("reward_id", "claim_hash", name="uq_reward_grant_reward_id_claim_hash"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_reward_grant_claim_hash", "reward_grant", ["claim_hash"])

    op.create_table(
        "assignment",
        sa.Column("analysis_id", sa.Integer(), nullable=False),
        sa.Column("response_id", sa.Integer(), nullable=False),
        sa.Column("segment", sa.String(length=4), nullable=True),
        sa.Column("probability", sa.Double(), nullable=True),
        sa.Column("scores", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("flagged", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["analysis_id"], ["analysis.id"], name="fk_assignment_analysis_id_analysis", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["response_id"], ["response.id"], name="fk_assignment_response_id_response", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("analysis_id", "response_id", name="pk_assignment"),
    )
    op.create_index("ix_assignment_response_id", "assignment", ["response_id"])

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

    op.create_table(
        "page_visit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("response_id", sa.Integer(), nullable=False),
        sa.Column("page", sa.String(length=26), nullable=False),
        sa.Column("key", sa.String(length=36), nullable=False),
        sa.Column("body_hash", sa.String(length=64), nullable=False),
        sa.Column("order_shown", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("shown_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["response_id"], ["response.id"], name="fk_page_visit_response_id_response", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_page_visit"),
        sa.UniqueConstraint("response_id", "key", name="uq_page_visit_response_id_key"),
    )


def downgrade() -> None:
    op.drop_table("page_visit")
    op.drop_index("ix_download_link_grant_id", "download_link")

    op.drop_table("download_link")
    op.drop_index("ix_assignment_response_id", "assignment")

    op.drop_table("assignment")
    op.drop_index("ix_reward_grant_claim_hash", "reward_grant")

    op.drop_table("reward_grant")
    op.drop_index("ix_response_version_id", "response")
    op.drop_index("ix_response_study_state", "response")
    op.drop_index("ix_response_contact_id", "response")

    op.drop_table("response")
    op.drop_index("ix_consent_event_subject", "consent_event")
    op.drop_index("ix_consent_event_study_purpose", "consent_event")

    op.drop_table("consent_event")
    op.drop_index("ix_reward_study_id", "reward")

    op.drop_table("reward")
    op.drop_index("ix_questionnaire_version_study_id", "questionnaire_version")

    op.drop_table("questionnaire_version")
    op.drop_index("ix_erasure_study_id", "erasure")

    op.drop_table("erasure")
    op.drop_index("ix_contact_study_id", "contact")

    op.drop_table("contact")
    op.drop_index("ix_consent_text_study_id", "consent_text")

    op.drop_table("consent_text")
    op.drop_index("ix_audit_event_study_id", "audit_event")
    op.drop_index("ix_audit_event_account_id", "audit_event")

    op.drop_table("audit_event")
    op.drop_index("ix_analysis_study_id", "analysis")

    op.drop_table("analysis")
    op.drop_index("ix_study_owner_id", "study")

    op.drop_table("study")
    op.drop_index("ix_sign_in_account_id", "sign_in")

    op.drop_table("sign_in")
    op.drop_table("account")
    if op.get_bind().dialect.name != "sqlite":
        op.execute("DROP FUNCTION whyprint_append_only()")
