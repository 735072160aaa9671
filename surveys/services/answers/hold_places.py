"""Places in quotas: kept from a declared page on, free again for who goes away, taken for good with the last page."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from surveys.models import QuotaPlace, Response
from surveys.models.base import utc_now
from surveys.questionnaire.flow import Way
from surveys.questionnaire.quotas import Quota, quotas_met
from surveys.store import quota_places


def hold_places(session: Session, *, response: Response, way: Way, now: datetime) -> bool:
    """Keep a place in every quota that somebody counts in by now; False where one of them is full.

    Nothing is taken unless all can be had. The caller holds the response; the study is held from here to the end of
    the transaction, so that no two people are given the last place.
    """
    if not way.questionnaire.quotas:
        return True
    met = quotas_met(way)
    known = quota_places.places_of(session, response_id=response.id)
    gone = sorted(known.keys() - {quota.name for quota in met})
    if gone:
        quota_places.free_places(session, response_id=response.id, quotas=gone)
    at_end = way.following is None
    if not met or (not at_end and all(_is_long_kept(quota, known.get(quota.name), now) for quota in met)):
        return True
    return _take(session, response, met, at_end=at_end, now=now)


def _is_long_kept(quota: Quota, place: QuotaPlace | None, now: datetime) -> bool:
    """Whether a place is kept for so long that this page need not ask for longer."""
    return place is not None and place.until is not None and place.until > now + _hold(quota) / 2


def _hold(quota: Quota) -> timedelta:
    return timedelta(minutes=quota.hold_minutes)


def _take(session: Session, response: Response, met: Sequence[Quota], *, at_end: bool, now: datetime) -> bool:
    quota_places.hold_study(session, study_id=response.study_id)
    now = max(now, utc_now())  # waiting took time, in which a place may have become free
    limits = quota_places.limits_today(session, study_id=response.study_id)
    known = quota_places.places_of(session, response_id=response.id)
    for quota in met:
        place, limit = known.get(quota.name), limits.get(quota.name)
        is_kept = place is not None and place.until is not None and place.until > now
        if limit is not None and not is_kept:
            taken = quota_places.taken(session, study_id=response.study_id, quota=quota.name, now=now)
            if taken >= limit:
                return False
    if response.is_test:
        return True  # who tests a study sees that it is full, and takes no place from anybody
    for quota in met:
        until = None if at_end else now + _hold(quota)
        session.merge(QuotaPlace(response_id=response.id, quota=quota.name, study_id=response.study_id, until=until))
    session.flush()
    return True
