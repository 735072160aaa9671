"""Ways into a study: all SQL about them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from surveys.models import Collector, Response
from surveys.models.collector import CollectorKind
from surveys.store.asker import Asker
from surveys.store.set_apart import ALSO_TESTS

_TOKEN = re.compile(r"[A-Za-z0-9_-]{22}", re.ASCII)


@dataclass(frozen=True, kw_only=True, slots=True)
class CollectorCount:
    """People who came by one way, and how their part ended."""

    started: int = 0
    completed: int = 0
    turned_away: int = 0


def is_way(token: str) -> bool:
    """Whether a way could be called so; nothing else is asked of the database."""
    return _TOKEN.fullmatch(token) is not None


def by_token(session: Session, *, study_id: int, token: str) -> Collector | None:
    """The way an address of this study names."""
    return session.scalar(select(Collector).where(Collector.study_id == study_id, Collector.token == token))


def by_id(session: Session, *, study_id: int, collector_id: int, asker: Asker) -> Collector | None:
    is_this = Collector.study_id == study_id, Collector.id == collector_id
    return session.scalar(select(Collector).where(*is_this, asker.sees(study_id)))


def of_study(session: Session, *, study_id: int, asker: Asker) -> Sequence[Collector]:
    """Oldest first."""
    query = select(Collector).where(Collector.study_id == study_id, asker.sees(study_id)).order_by(Collector.id)
    return session.scalars(query).all()


def add(
    session: Session,
    *,
    study_id: int,
    kind: CollectorKind,
    name: str,
    token: str,
    settings: dict[str, Any],
    by_id: int | None,
) -> Collector:
    row = Collector(study_id=study_id, kind=kind, name=name, token=token, settings=settings, created_by_id=by_id)
    session.add(row)
    session.flush()
    return row


def count(session: Session, *, study_id: int, asker: Asker) -> list[tuple[Collector | None, CollectorCount]]:
    """Ways by which somebody came (None: the public address), and who; tests under the way of tests."""
    completed = func.sum(case((Response.state == "completed", 1), else_=0))
    ended = func.sum(case((Response.state == "ended", 1), else_=0))
    query = (
        select(Collector, func.count(), completed, ended)
        .select_from(Response)
        .outerjoin(Collector, Collector.id == Response.collector_id)
        .where(Response.study_id == study_id, Response.source == "web", asker.sees(study_id))
        .group_by(Collector.id)
        .order_by(Collector.id)
        .execution_options(**ALSO_TESTS)
    )
    return [
        (collector, CollectorCount(started=started, completed=int(done), turned_away=int(away)))
        for collector, started, done, away in session.execute(query)
    ]


def tests_of_study(session: Session, *, study_id: int, asker: Asker) -> Sequence[Response]:
    query = select(Response).where(Response.study_id == study_id, Response.is_test, asker.sees(study_id))
    return session.scalars(query.order_by(Response.id).execution_options(**ALSO_TESTS)).all()
