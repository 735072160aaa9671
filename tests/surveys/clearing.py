"""What the worker does after an erasure, at once and in the test."""

import tempfile
from pathlib import Path

from surveys.models.base import utc_now
from surveys.services.answers.clear_away import clear_away
from surveys.store.database import Database
from surveys.store.erasure_log import ErasureLog


def clear(database: Database, log: Path | None = None) -> bool:
    """Whether nothing is left of what was erased."""
    with tempfile.TemporaryDirectory() as elsewhere:
        return clear_away(database, ErasureLog(log or Path(elsewhere) / "erasures.log"), now=utc_now())
