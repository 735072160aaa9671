"""What belongs to a test of a study, and to nobody."""

from sqlalchemy import false
from sqlalchemy.orm import Mapped, mapped_column


class MaybeTest:
    """A row that somebody of the team may have left while testing a study."""

    is_test: Mapped[bool] = mapped_column(default=False, server_default=false())
    """No question finds such a row unless it asks for tests (see `store.set_apart`)."""
