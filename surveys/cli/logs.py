"""What a long-running command writes to its log: only the form of a line. No line holds what a respondent sent."""

import logging


class _OneLine(logging.Formatter):
    """A line break in a message must not look like another entry."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802  (the name is logging's)
        return super().formatMessage(record).replace("\r", "\\r").replace("\n", "\\n")


def log_to_stderr() -> None:
    handler = logging.StreamHandler()
    handler.setFormatter(_OneLine("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=logging.INFO, handlers=[handler])
    logging.getLogger("alembic").setLevel(logging.WARNING)
