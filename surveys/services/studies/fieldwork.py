"""How a study is doing: five numbers, the days behind them, the funnel, quality, consent, languages.

Counts come from the database in a fixed number of statements; quality is looked up in the newest responses only, so
that the page costs the same for a hundred responses and for a million.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from sqlalchemy.orm import Session

from surveys.models import Study
from surveys.models.base import utc_now
from surveys.questionnaire.definition import Questionnaire
from surveys.questionnaire.endings import EndingKind
from surveys.questionnaire.quotas import Quota
from surveys.questionnaire.terms import StudyTerms
from surveys.questionnaire.texts import LocalText
from surveys.services.studies.fieldwork_quality import QualityFlags, look_for_flags
from surveys.store.answers import AnswerTable, newest_answers
from surveys.store.asker import Asker
from surveys.store.consents import TAKE_PART
from surveys.store.fieldwork import (
    ConsentCount,
    DayCount,
    count_by_day,
    count_consents,
    count_page_answers,
    count_shares,
)
from surveys.store.quota_places import QuotaCount, count_places

SAMPLE = 3_000
"""Quality is looked up in so many of the newest completed responses."""
SPARK_POINTS = 24
LONGEST_CHART = 60
"""Days; a longer time is shown in longer steps."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """Responses started within one step of time, and how many of these were completed since."""

    first_day: date
    last_day: date
    started: int
    completed: int


@dataclass(frozen=True, kw_only=True, slots=True)
class FunnelPage:
    """How many responses answered a page, of all that were given page by page."""

    number: int
    name: str
    answered: int
    share: float | None
    lost: int


@dataclass(frozen=True, kw_only=True, slots=True)
class QualitySign:
    name: str
    n: int
    share: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Quality:
    """Signs of careless answering among the newest completed responses whose consent stands."""

    n_looked_at: int
    flagged: int | None
    flagged_share: float | None
    signs: tuple[QualitySign, ...]
    median_minutes: float | None
    fastest_minutes: float | None
    minutes_line: tuple[float, ...]
    flagged_line: tuple[float, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class ConsentWords:
    """People whose consent stands by the same words."""

    text: str
    given: int
    in_force: bool
    """Whether these are the words of today, in whatever language."""
    reported_by: str | None
    """Who says so, where people agreed elsewhere."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ConsentShare:
    """One purpose: how many agree today, and by which words. Older words cover only what they said."""

    purpose: str
    given: int
    asked: int
    words: tuple[ConsentWords, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Fieldwork:
    """Everything the page about a running study shows."""

    started: int
    completed: int
    completion_share: float | None
    steps: tuple[Step, ...]
    funnel: tuple[FunnelPage, ...]
    paged_responses: int
    quality: Quality
    consents: tuple[ConsentShare, ...]
    languages: tuple[tuple[str, int], ...]
    endings: Mapping[EndingKind, int]
    quotas: tuple[tuple[Quota, QuotaCount], ...]


def watch_fieldwork(
    session: Session, *, study: Study, questionnaire: Questionnaire, version_ids: Sequence[int], asker: Asker
) -> Fieldwork:
    """Look at a study, in a handful of statements."""
    days = count_by_day(session, study_id=study.id, asker=asker)
    started = sum(day.started for day in days)
    completed = sum(day.completed for day in days)
    web = sum(day.paged for day in days)
    pages = count_page_answers(session, study_id=study.id, asker=asker)
    newest = newest_answers(
        session, study_id=study.id, version_ids=version_ids, number=SAMPLE, purposes=(TAKE_PART,), asker=asker
    )
    shares = count_shares(session, study_id=study.id, asker=asker)
    consents = count_consents(session, study_id=study.id, asker=asker)
    return Fieldwork(
        started=started,
        completed=completed,
        completion_share=completed / started if started else None,
        steps=in_steps(days, most=LONGEST_CHART),
        funnel=_funnel(questionnaire, pages, web),
        paged_responses=web,
        quality=_quality(newest, questionnaire),
        consents=consent_shares(consents, StudyTerms.model_validate(study.terms), default=questionnaire.language),
        languages=tuple(shares.languages.most_common()),
        endings=shares.endings,
        quotas=_quotas(session, study, questionnaire, asker),
    )


def _quotas(
    session: Session, study: Study, questionnaire: Questionnaire, asker: Asker
) -> tuple[tuple[Quota, QuotaCount], ...]:
    """Each quota of today with its places."""
    if not questionnaire.quotas:
        return ()
    counts = count_places(session, study_id=study.id, now=utc_now(), asker=asker)
    return tuple((quota, counts.get(quota.name, QuotaCount())) for quota in questionnaire.quotas)


def consent_shares(counts: Sequence[ConsentCount], terms: StudyTerms, *, default: str) -> tuple[ConsentShare, ...]:
    """The counts by purpose, in the order of the study's boxes, those that are no longer asked at the end."""
    today: dict[str, LocalText] = {purpose.name: purpose.text for purpose in terms.purposes}
    found: dict[str, list[ConsentCount]] = {name: [] for name in today}
    for count in counts:
        found.setdefault(count.text.purpose, []).append(count)
    return tuple(
        ConsentShare(
            purpose=name,
            given=sum(count.given for count in of_purpose),
            asked=sum(count.asked for count in of_purpose),
            words=tuple(_words(count, today.get(name), default) for count in of_purpose if count.given),
        )
        for name, of_purpose in found.items()
        if of_purpose
    )


def _words(count: ConsentCount, today: LocalText | None, default: str) -> ConsentWords:
    text = count.text
    in_force = today is not None and text.reported_by is None and today.in_language(text.language, default) == text.text
    return ConsentWords(text=text.text, given=count.given, in_force=in_force, reported_by=text.reported_by)


def in_steps(days: Sequence[DayCount], *, most: int) -> tuple[Step, ...]:
    """Every day from the first to the last, empty ones too; put together when there are more than `most`."""
    if not days:
        return ()
    first, last = days[0].day, days[-1].day
    length = ((last - first).days // most) + 1
    started: dict[int, int] = {}
    completed: dict[int, int] = {}
    for day in days:
        place = (day.day - first).days // length
        started[place] = started.get(place, 0) + day.started
        completed[place] = completed.get(place, 0) + day.completed
    return tuple(
        Step(
            first_day=first + timedelta(days=place * length),
            last_day=min(first + timedelta(days=(place + 1) * length - 1), last),
            started=started.get(place, 0),
            completed=completed.get(place, 0),
        )
        for place in range((last - first).days // length + 1)
    )


def _funnel(questionnaire: Questionnaire, answered: dict[str, int], web: int) -> tuple[FunnelPage, ...]:
    if not web:
        return ()
    steps: list[FunnelPage] = []
    before = web
    for number, page in enumerate(questionnaire.pages(), start=1):
        n = answered.get(page.name, 0)
        steps.append(
            FunnelPage(
                number=number, name=page.name, answered=n, share=n / web if web else None, lost=max(before - n, 0)
            )
        )
        before = n if page.show_if is None else before
    return tuple(steps)


def _quality(table: AnswerTable, questionnaire: Questionnaire) -> Quality:
    flags = look_for_flags(questionnaire, answers=table.answers, seconds=table.seconds)
    flagged = flags.any_flag if len(table) else None
    n_flagged = None if flagged is None else int(flagged.sum())
    return Quality(
        n_looked_at=len(table),
        flagged=n_flagged,
        flagged_share=None if n_flagged is None else n_flagged / len(table),
        signs=_signs(flags, len(table)),
        median_minutes=None if flags.median_seconds is None else flags.median_seconds / 60,
        fastest_minutes=None if flags.fastest_seconds is None else flags.fastest_seconds / 60,
        minutes_line=_medians([np.nan if s is None else s / 60 for s in table.seconds]),
        flagged_line=() if flagged is None else _means(flagged),
    )


def _signs(flags: QualityFlags, n: int) -> tuple[QualitySign, ...]:
    named = {
        "failed_check": flags.failed_check,
        "too_fast": flags.too_fast,
        "straight_line": flags.straight_line,
    }
    return tuple(
        QualitySign(name=name, n=int(flag.sum()), share=float(flag.mean()))
        for name, flag in named.items()
        if flag is not None and n
    )


def _parts(values: Sequence[float] | np.ndarray) -> list[np.ndarray]:
    """The newest responses cut into steps of equal size, oldest first."""
    array = np.asarray(values, dtype=float)
    known = array[np.isfinite(array)]
    pieces = min(SPARK_POINTS, len(known) // 5)
    return np.array_split(known, pieces) if pieces > 1 else []


def _medians(values: Sequence[float]) -> tuple[float, ...]:
    return tuple(float(np.median(part)) for part in _parts(values))


def _means(values: np.ndarray) -> tuple[float, ...]:
    return tuple(float(part.mean()) for part in _parts(values))
