"""SQL only: how many people gave each answer to some single choices, and in which languages they answered."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from surveys.models import Response
from surveys.store.answers import ANALYSED_SOURCES, standing_consent
from surveys.store.asker import Asker


@dataclass(frozen=True, kw_only=True)
class AnswerCounts:
    """People by language, and by question and option code."""

    languages: Counter[str]
    answers: dict[str, Counter[int]]


def count_answers(
    session: Session,
    *,
    study_id: int,
    version_ids: Sequence[int],
    purposes: Sequence[str],
    names: Sequence[str],
    asker: Asker,
) -> AnswerCounts:
    """Completed responses covered by every one of these purposes; one statement, which gives one line per combination
    of answers.
    """
    columns = [Response.language, *(Response.answers[name].as_string() for name in names)]
    query = (
        select(func.count(), *columns)
        .where(
            Response.study_id == study_id,
            asker.sees(study_id),
            Response.source.in_(ANALYSED_SOURCES),
            Response.version_id.in_(version_ids),
            Response.state == "completed",
            *(Response.subject.in_(standing_consent(study_id=study_id, purpose=purpose)) for purpose in purposes),
        )
        .group_by(*columns)
    )
    languages: Counter[str] = Counter()
    answers: dict[str, Counter[int]] = {name: Counter() for name in names}
    for n, language, *codes in session.execute(query):
        languages[language] += n
        for name, code in zip(names, codes, strict=True):
            if code is not None and code.removeprefix("-").isdecimal():
                answers[name][int(code)] += n
    return AnswerCounts(languages=languages, answers=answers)
