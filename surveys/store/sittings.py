"""One private link at one study, in one statement: everything a page of a respondent starts from."""

from dataclasses import dataclass
from datetime import UTC, datetime

import orjson
from sqlalchemy import ColumnElement, Select, Text, bindparam, cast, func, select
from sqlalchemy.orm import Session

from surveys.models import ConsentEvent, PageVisit, Response, Study
from surveys.store.arrivals import ALSO_ARRIVING
from surveys.store.consents import TAKE_PART
from surveys.store.set_apart import ALSO_TESTS


@dataclass(frozen=True, kw_only=True, slots=True)
class SentPage:
    """A page that was sent: when, under which key, with which content, and how long it took."""

    page: str
    key: str
    body_hash: str
    at: datetime
    seconds: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Sitting:
    """A response with its study, its last word on taking part and the pages sent so far."""

    study: Study
    response: Response
    takes_part: bool
    sent: tuple[SentPage, ...]

    @property
    def sent_pages(self) -> frozenset[str]:
        return frozenset(visit.page for visit in self.sent)

    @property
    def seconds(self) -> float:
        """Time from shown to answered, over all pages."""
        return sum(visit.seconds for visit in self.sent)

    def sent_under(self, key: str) -> SentPage | None:
        return next((visit for visit in self.sent if visit.key == key), None)


def find_sitting(session: Session, *, slug: str, token_hash: str, hold: bool) -> Sitting | None:
    """The sitting of a private link in this study only.

    `hold` keeps it until the end of the transaction, so that two tabs wait for each other. SQLite needs no lock on the
    row: its writing transactions begin one after the other. PostgreSQL reads pages and consent once more after it
    waited, for it had looked at them before.
    """
    postgresql = session.get_bind().dialect.name == "postgresql"
    query = (_POSTGRESQL if postgresql else _SQLITE)[hold]
    row = session.execute(query, {"slug": slug, "token_hash": token_hash}).first()
    if row is None:
        return None
    study, response, given, sent = row
    if postgresql and hold:
        given, sent = session.execute(_AGAIN, {"response_id": response.id}).one()
    return Sitting(study=study, response=response, takes_part=bool(given), sent=_sent(sent))


def _sent(content: str | None) -> tuple[SentPage, ...]:
    visits: list[tuple[int, str, str, str, str, str]] = [] if content is None else orjson.loads(content)
    return tuple(
        SentPage(page=page, key=key, body_hash=body_hash, at=_moment(answered), seconds=_seconds(shown, answered))
        for _id, page, key, body_hash, shown, answered in sorted(visits)
    )


def _seconds(shown: str, answered: str) -> float:
    return max(0.0, (_moment(answered) - _moment(shown)).total_seconds())


def _moment(text: str) -> datetime:
    found = datetime.fromisoformat(text)
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found


_VISIT = (
    PageVisit.id,
    PageVisit.page,
    PageVisit.key,
    PageVisit.body_hash,
    PageVisit.shown_at,
    PageVisit.answered_at,
)


def _with_progress(visits: ColumnElement[str]) -> tuple[ColumnElement[bool], ColumnElement[str]]:
    """The last word on taking part, and all page visits as one JSON text."""
    given = (
        select(ConsentEvent.given)
        .where(ConsentEvent.subject == Response.subject, ConsentEvent.purpose == TAKE_PART)
        .order_by(ConsentEvent.id.desc())
        .limit(1)
        .correlate(Response)
        .scalar_subquery()
    )
    sent = select(visits).where(PageVisit.response_id == Response.id).correlate(Response).scalar_subquery()
    return given, sent


_Found = Select[Study, Response, bool, str]


def _sitting(visits: ColumnElement[str]) -> dict[bool, _Found]:
    """The query as it reads, and as it holds the response."""
    given, sent = _with_progress(visits)
    query = (
        select(Study, Response, given, sent)
        .join(Response, Response.study_id == Study.id)
        .where(Study.slug == bindparam("slug"), Response.token_hash == bindparam("token_hash"))
    )
    query = query.execution_options(**ALSO_ARRIVING, **ALSO_TESTS)  # no file brings anybody with a private link
    held = query.with_for_update(of=Response).execution_options(populate_existing=True)
    return {False: query, True: held}


_SQLITE = _sitting(func.json_group_array(func.json_array(*_VISIT), type_=Text))
_VISITS_IN_POSTGRESQL = cast(func.json_agg(func.json_build_array(*_VISIT)), Text)
_POSTGRESQL = _sitting(_VISITS_IN_POSTGRESQL)
_AGAIN = (
    select(*_with_progress(_VISITS_IN_POSTGRESQL))
    .where(Response.id == bindparam("response_id"))
    .execution_options(**ALSO_TESTS)
)
