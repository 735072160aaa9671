"""What the database holds beside what people were told it has."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import func, select

from surveys.models import PageVisit, Response
from surveys.private_links import token_hash
from surveys.services.answers.submit_page import body_hash
from surveys.store.database import Database
from tests.journeys.walker import Walker


@dataclass(frozen=True)
class Kept:
    """Acknowledged pages that are not there as they were sent, and what is there more than once."""

    acknowledged: int
    missing: tuple[str, ...]
    duplicates: int
    integrity: str

    @property
    def whole(self) -> bool:
        return not self.missing and not self.duplicates and self.integrity == "ok"


def kept(database: Database, walkers: Iterable[Walker]) -> Kept:
    """Compare every acknowledged page with what is stored: the page as it was sent, and its numbers in the answers."""
    begun = [walker for walker in walkers if walker.acknowledged]
    stored = _stored(database)
    missing = [fault for walker in begun for fault in _missing(walker, stored.get(token_hash(walker.token)))]
    return Kept(
        acknowledged=sum(len(walker.acknowledged) for walker in begun),
        missing=tuple(missing),
        duplicates=duplicates(database),
        integrity=integrity(database),
    )


def duplicates(database: Database) -> int:
    """Pages that one response holds more than once; nobody here goes back to send a page anew."""
    twice = select(PageVisit.response_id).group_by(PageVisit.response_id, PageVisit.page).having(func.count() > 1)
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(twice.subquery())) or 0


def integrity(database: Database) -> str:
    """What the database finds when it checks its file, or every index against its table."""
    with database.engine.begin() as connection:
        if database.is_sqlite:
            return str(connection.exec_driver_sql("PRAGMA integrity_check").scalar())
        connection.exec_driver_sql("CREATE EXTENSION IF NOT EXISTS amcheck")
        connection.exec_driver_sql(_CHECK_INDEXES)
    return "ok"


_CHECK_INDEXES = """
    SELECT bt_index_check(pg_class.oid, true) FROM pg_index
    JOIN pg_class ON pg_class.oid = indexrelid JOIN pg_am ON pg_am.oid = relam
    WHERE amname = 'btree' AND relpersistence = 'p' AND indisvalid
"""


_Stored = dict[str, tuple[dict[str, object], Counter[tuple[str, str]]]]


def _stored(database: Database) -> _Stored:
    """Hash of the private link -> answers, and how often each page came with each content."""
    with database.reading() as session:
        pages: dict[int, Counter[tuple[str, str]]] = {}
        for key, page, body in session.execute(select(PageVisit.response_id, PageVisit.page, PageVisit.body_hash)):
            pages.setdefault(key, Counter())[page, body] += 1
        rows = session.execute(select(Response.id, Response.token_hash, Response.answers)).all()
    return {mark: (answers, pages.get(key, Counter())) for key, mark, answers in rows if mark}


def _missing(walker: Walker, found: tuple[dict[str, object], Counter[tuple[str, str]]] | None) -> list[str]:
    if found is None:
        return ["a whole response"] * len(walker.acknowledged)
    answers, pages = found
    faults = []
    for page, sent in walker.acknowledged:
        if not pages[page, body_hash(sent)]:
            faults.append(f"page {page}")
        elif any(not _says(answers, name, values) for name, values in sent.items()):
            faults.append(f"an answer of page {page}")
    return faults


def _says(answers: dict[str, object], name: str, sent: list[str]) -> bool:
    """Whether a number that was sent is among the answers; what is read in other ways is in the hash of its page."""
    kept = answers.get(name)
    return not sent[0].isdigit() or kept is None or isinstance(kept, list) or str(kept) == sent[0]
