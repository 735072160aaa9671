"""A summary in the database: stored in its plain form, read as typed values."""

import logging
from typing import Any

from sqlalchemy import JSON, TypeDecorator
from sqlalchemy.engine import Dialect

from research.errors import BadData
from research.summary.schema import Summary
from research.summary.schema.formats import read_summary

log = logging.getLogger("whyprint.analysis")


class StoredSummary(TypeDecorator[Summary]):
    """None also where a version wrote it that nobody can read any more; pages then offer to run it again."""

    impl = JSON(none_as_null=True)
    cache_ok = True

    def process_bind_param(self, value: Summary | None, dialect: Dialect) -> dict[str, Any] | None:  # noqa: ARG002
        return None if value is None else value.plain()

    def process_result_value(self, value: Any, dialect: Dialect) -> Summary | None:  # noqa: ARG002
        try:
            return None if value is None else read_summary(value)
        except BadData as error:
            log.warning("a stored summary cannot be read: %s", error.__cause__)
            return None
