"""Publishing a study file: study, immutable version, consent texts and rewards, all or nothing."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import orjson
from sqlalchemy.orm import Session

from surveys.errors import Conflict
from surveys.models import QuestionnaireVersion, Study
from surveys.models.base import utc_now
from surveys.questionnaire.definition import Questionnaire
from surveys.questionnaire.terms import StudyFile, StudyTerms
from surveys.services.publish_rewards import publish_rewards
from surveys.store import consents, events, studies
from surveys.words import gettext as _


@dataclass(frozen=True, kw_only=True)
class Published:
    """What publishing did."""

    study: Study
    version: QuestionnaireVersion
    is_new_study: bool
    is_new_version: bool


def publish_questionnaire(
    session: Session,
    *,
    study_file: StudyFile,
    account_id: int | None = None,
    files: Mapping[str, bytes] | None = None,
) -> Published:
    """Publish a study, or a new version of its questionnaire. `files` are the reward files by name.

    Raises
    ------
    Conflict
        Where it would break a promise to people who already took part.
    """
    terms = study_file.study
    study = studies.study_by_slug(session, slug=terms.slug)
    is_new = study is None
    if study is None:
        study = _add_study(session, terms, account_id)
    else:
        _check_promises(session, study, terms)
        _update_study(study, terms)
    version, is_new_version = _add_version(session, study, study_file.questionnaire, account_id)
    _add_consent_texts(session, study, study_file)
    publish_rewards(session, study_id=study.id, rewards=terms.rewards, files=files or {})
    events.add_event(
        session,
        action="publish",
        account_id=account_id,
        study_id=study.id,
        detail={"version": version.number, "change": version.change, "new_version": is_new_version},
    )
    session.flush()
    return Published(study=study, version=version, is_new_study=is_new, is_new_version=is_new_version)


def definition_hash(questionnaire: Questionnaire) -> str:
    return hashlib.sha256(orjson.dumps(plain_definition(questionnaire), option=orjson.OPT_SORT_KEYS)).hexdigest()


def plain_definition(questionnaire: Questionnaire) -> dict[str, object]:
    """The definition as it is stored: only what somebody wrote, by the names they wrote."""
    return questionnaire.model_dump(mode="json", by_alias=True, exclude_unset=True)


def _add_study(session: Session, terms: StudyTerms, account_id: int | None) -> Study:
    study = Study(slug=terms.slug, mode=terms.mode, anonymous=terms.anonymous, owner_id=account_id)
    _update_study(study, terms)
    session.add(study)
    session.flush()
    return study


def _update_study(study: Study, terms: StudyTerms) -> None:
    title = terms.title.in_language("en", "en")
    study.title = title[:200]
    study.mode = terms.mode
    study.anonymous = terms.anonymous
    study.terms = terms.model_dump(mode="json", by_alias=True, exclude_unset=True)
    study.smallest_group = terms.smallest_group
    study.ends_on = terms.ends_on
    study.erase_on = terms.ends_on + timedelta(days=terms.erase_after_days)
    study.simulated = terms.simulated


def _check_promises(session: Session, study: Study, terms: StudyTerms) -> None:
    """What people were told when they took part stays true."""
    if not studies.has_responses(session, study_id=study.id):
        return
    erase_on = terms.ends_on + timedelta(days=terms.erase_after_days)
    broken = [
        (terms.mode != study.mode, _("its mode cannot change (it is %(mode)s)", mode=study.mode)),
        (terms.anonymous != study.anonymous, _("whether it is anonymous cannot change")),
        (terms.smallest_group < study.smallest_group, _("the smallest group shown cannot become smaller")),
        (erase_on > study.erase_on, _("answers cannot be kept longer than %(day)s", day=study.erase_on)),
        (terms.simulated != study.simulated, _("whether it is simulated cannot change")),
    ]
    faults = tuple(words for is_broken, words in broken if is_broken)
    if faults:
        raise Conflict(
            _("People already took part in this study, so %(faults)s.", faults="; ".join(faults)),
            _("Publish it as a new study, with another slug."),
            where=faults,
        )


def _add_version(
    session: Session, study: Study, questionnaire: Questionnaire, account_id: int | None
) -> tuple[QuestionnaireVersion, bool]:
    latest = studies.latest_version(session, study_id=study.id)
    words = definition_hash(questionnaire)
    if latest is not None and latest.definition_hash == words:
        return latest, False
    version = QuestionnaireVersion(
        study_id=study.id,
        number=1 if latest is None else latest.number + 1,
        definition=plain_definition(questionnaire),
        definition_hash=words,
        change="first" if latest is None else "comparable",
        published_by_id=account_id,
    )
    session.add(version)
    session.flush()
    return version, True


def _add_consent_texts(session: Session, study: Study, study_file: StudyFile) -> None:
    """Keep the words beside every box, in every language, before anybody can agree to them."""
    now: datetime = utc_now()
    questionnaire = study_file.questionnaire
    for purpose in study_file.study.purposes:
        for language in questionnaire.all_languages:
            text = purpose.text.in_language(language, questionnaire.language)
            consents.consent_text_id(
                session, study_id=study.id, purpose=purpose.name, text=text, language=language, at=now
            )
