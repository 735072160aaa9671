"""Somebody with the whole database tries to find out whose reward is whose: by name, order, place, transaction, time.

Every reward that is left is paired with every table that knows a respondent's random name, by all that rows have in
common. A pair counts where it is right; of as many rewards as you like, about one is by chance.
"""

import uuid
from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from surveys.models import Response, Study
from surveys.models.base import utc_now
from surveys.private_links import token_hash
from surveys.questionnaire.definition import Questionnaire
from surveys.questionnaire.flow import way_through
from surveys.questionnaire.terms import StudyTerms
from surveys.services.answers.decide_consents import decisions_for
from surveys.services.answers.erase_respondent import erase_respondent
from surveys.services.answers.finish_response import finish_response
from surveys.services.answers.start_response import start_response
from surveys.store.database import Database
from surveys.store.studies import latest_version
from tests import factories

BY_CHANCE = 7
"""Right pairs of a random order are about one; that they are more than this is not to be seen in a million tries."""
_MARKS = {"sqlite": ("id",), "postgresql": ("id", "ctid", "xmin::text::bigint")}
_OTHERS = {
    "sqlite": ("rowid",),
    "postgresql": ("id", "ctid", "xmin::text::bigint", "xmax::text::bigint"),
}
_TABLES = {"response": ("started_at", "completed_at", "updated_at"), "consent_event": ("at",), "erasure": ("at",)}
"""Tables with the random name of a respondent, and their moments."""
Pairs = list[tuple[str, str]]


def answer_all(database: Database, study_id: int, people: int) -> dict[str, str]:
    """People answer one after the other, each in transactions of their own: random name -> private link."""
    with database.reading() as session:
        study = session.get_one(Study, study_id)
        version = latest_version(session, study_id=study_id, asker=factories.SYSTEM)
        assert version is not None
        way = way_through(Questionnaire.model_validate(version.definition), factories.COMPLETE)
    decisions = decisions_for(StudyTerms.model_validate(study.terms), {"take_part"}, language="en", default="en")
    links: dict[str, str] = {}
    for _person in range(people):
        token = factories.LINKS.token_of(str(uuid.uuid4()))
        with database.writing() as session:
            response = start_response(
                session, study=study, version_id=version.id, token=token, language="en", decisions=decisions,
                email=None, now=utc_now(),
            )  # fmt: skip
        with database.writing() as session:
            finish_response(session, response=response, way=way, seconds=60.0, now=utc_now())
        links[response.subject] = token
    return links


def erase_some(database: Database, subjects: Sequence[str]) -> None:
    """Each in a transaction of their own, as from a page."""
    for subject in subjects:
        with database.writing() as session:
            response = session.scalars(select(Response).where(Response.subject == subject)).one()
            erase_respondent(session, factories.LINKS, response=response, now=utc_now())


def truth_of(study_id: int, people: Mapping[str, str]) -> dict[str, str]:
    """What only the people themselves know: the name under which a reward is kept -> whose it is."""
    return {factories.LINKS.claim_hash(study_id, token_hash(token)): subject for subject, token in people.items()}


def linked(database: Database, truth: Mapping[str, str]) -> dict[str, int]:
    """By each way of pairing: how many rewards came to the right person."""
    kind = "sqlite" if database.is_sqlite else "postgresql"
    with database.reading() as session:
        return {
            way: sum(truth.get(claim) == subject for claim, subject in pairs) for way, pairs in _pairings(session, kind)
        }


def _pairings(session: Session, kind: str) -> Iterator[tuple[str, Pairs]]:
    for mark in _MARKS[kind]:
        claims = _column(session, f"SELECT claim_hash FROM reward_grant ORDER BY {mark}")  # noqa: S608
        for table, moments in _TABLES.items():
            for other in (*_OTHERS[kind], *moments):
                subjects = _column(session, f"SELECT subject FROM {table} ORDER BY {other}")  # noqa: S608
                yield f"{mark} ~ {table}.{other}", list(zip(claims, dict.fromkeys(subjects), strict=False))
    if kind == "postgresql":
        yield from _of_one_transaction(session)


def _of_one_transaction(session: Session) -> Iterator[tuple[str, Pairs]]:
    """Rows that the same transaction wrote or held, where it left one reward."""
    for table in _TABLES:
        for mark in ("xmin", "xmax"):
            query = text(
                f"SELECT min(g.claim_hash), min(t.subject) FROM reward_grant g JOIN {table} t "  # noqa: S608
                f"ON g.xmin = t.{mark} GROUP BY g.xmin::text HAVING count(DISTINCT g.claim_hash) = 1"
            )
            yield f"xmin = {table}.{mark}", [(row[0], row[1]) for row in session.execute(query)]


def _column(session: Session, query: str) -> list[str]:
    return [row[0] for row in session.execute(text(query))]
