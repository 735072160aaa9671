"""SQL only: places in quotas."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, case, delete, func, or_, select
from sqlalchemy.orm import Session

from surveys.models import QuestionnaireVersion, QuotaPlace, Study
from surveys.store.asker import Asker


@dataclass(frozen=True, kw_only=True, slots=True)
class QuotaCount:
    """How many places of one quota are taken for good, and kept at the moment."""

    filled: int = 0
    reserved: int = 0


def hold_study(session: Session, *, study_id: int) -> None:
    """Whoever looks at places waits here for others who do; nobody else does.

    SQLite has no row locks and needs none: its writing transactions begin one after the other.
    """
    session.execute(select(Study.id).where(Study.id == study_id).with_for_update(key_share=True))


def limits_today(session: Session, *, study_id: int) -> Mapping[str, int]:
    """The limits of the newest version, by name: they hold for everybody, whichever version they answer."""
    newest = (
        select(QuestionnaireVersion.definition)
        .where(QuestionnaireVersion.study_id == study_id)
        .order_by(QuestionnaireVersion.number.desc())
        .limit(1)
    )
    definition = session.scalar(newest) or {}
    return {quota["name"]: quota["limit"] for quota in definition.get("quotas", ())}


def places_of(session: Session, *, response_id: int) -> dict[str, QuotaPlace]:
    found = session.scalars(select(QuotaPlace).where(QuotaPlace.response_id == response_id))
    return {place.quota: place for place in found}


def taken(session: Session, *, study_id: int, quota: str, now: datetime) -> int:
    """How many places nobody else can have at the moment."""
    held = or_(QuotaPlace.until.is_(None), QuotaPlace.until > now)
    query = select(func.count()).where(QuotaPlace.study_id == study_id, QuotaPlace.quota == quota, held)
    return session.scalar(query) or 0


def free_places(session: Session, *, response_id: int, quotas: list[str] | None = None) -> None:
    """Let others have the places of a response: all, or those in these quotas."""
    query = delete(QuotaPlace).where(QuotaPlace.response_id == response_id)
    session.execute(query if quotas is None else query.where(QuotaPlace.quota.in_(quotas)))


def count_places(session: Session, *, study_id: int, now: datetime, asker: Asker) -> dict[str, QuotaCount]:
    """The places of every quota of a study."""
    query = (
        select(QuotaPlace.quota, _sum(QuotaPlace.until.is_(None)), _sum(QuotaPlace.until > now))
        .where(QuotaPlace.study_id == study_id, asker.sees(study_id))
        .group_by(QuotaPlace.quota)
    )
    rows = session.execute(query).all()
    return {name: QuotaCount(filled=filled, reserved=reserved) for name, filled, reserved in rows}


def _sum(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((condition, 1), else_=0))
