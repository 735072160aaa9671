"""The lines of a log: one for each entry, and none with a private link in it, whoever writes them.

Flask, waitress, gunicorn and the queue name the address of a request that failed; the address of a private link is
all that somebody needs to be taken for the person it belongs to.
"""

import logging
import re

_SECRETS = re.compile(
    r"((?:/|%2F)resume(?:/|%2F)|/reward/(?!\d+(?:\W|$)))[^\s\"'?#]+"  # an address
    r"|(?<![\w-])[\w-]{43}(?![\w-])",  # or the bare secret: 256 bits
    re.IGNORECASE,
)


def without_secrets(text: str) -> str:
    """The text with private links and one-time links taken out."""
    return _SECRETS.sub(lambda found: f"{found[1] or ''}[secret]", text)


class OneLine(logging.Formatter):
    """A line break in a message must not look like another entry, and a private link is nobody's to read."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802  (the name is logging's)
        return super().formatMessage(record).replace("\r", "\\r").replace("\n", "\\n")

    def format(self, record: logging.LogRecord) -> str:
        return without_secrets(super().format(record))
