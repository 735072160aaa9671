"""Publishing a study file: study, immutable version, consent texts and rewards, all or nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.orm import Session

from surveys.errors import Conflict, Invalid
from surveys.models import QuestionnaireVersion, Study
from surveys.models.base import utc_now
from surveys.questionnaire.checks import Fault, check
from surveys.questionnaire.definition import Questionnaire
from surveys.questionnaire.ids import content_hash
from surveys.questionnaire.screens import in_screens
from surveys.questionnaire.terms import StudyFile, StudyTerms
from surveys.questionnaire.terms_changes import CONSENT, terms_changes
from surveys.questionnaire.versions import Difference, difference, together
from surveys.services.studies.change_words import change_words
from surveys.services.studies.publish_pictures import find_pictures, keep_pictures
from surveys.services.studies.publish_rewards import publish_rewards
from surveys.store import consents, events, studies, teams
from surveys.store.asker import Asker
from surveys.words import gettext as _


@dataclass(frozen=True, kw_only=True)
class Published:
    """What publishing did. `difference` is None for the first version."""

    study: Study
    version: QuestionnaireVersion
    is_new_study: bool
    is_new_version: bool
    difference: Difference | None = None


RESERVED_SLUGS = frozenset({"account", "admin", "all", "api", "export", "help", "new", "publish", "static", "team"})
"""Addresses kept for pages to come."""


class SlugRefused(Invalid):
    """The slug is another team's, or kept for later. Which of the two, and whose, is never said."""

    code = "slug_refused"

    def __init__(self) -> None:
        super().__init__(_("This address cannot be used."), _("Choose another slug."), where=("slug",))


class NotPublishable(Invalid):
    """The definition has faults; `faults` has them all."""

    code = "not_publishable"

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__(
            _("The study cannot be published as it is: %(faults)s", faults=" ".join(map(str, faults[:3]))),
            _("Mend what is listed and publish again."),
            where=tuple(str(fault) for fault in faults),
        )
        self.faults = faults


class BreaksAnswers(Conflict):
    """People already answered, and some of what they answered would no longer mean the same."""

    code = "breaks_answers"

    def __init__(self, found: Difference) -> None:
        breaking = tuple(change_words(change) for change in found.changes if change.kind == "breaking")
        super().__init__(
            _("Answers given so far would no longer fit: %(changes)s", changes=" ".join(breaking)),
            _("Give changed questions new names, or say that the change is meant: answers then count from here anew."),
            where=breaking,
        )
        self.difference = found


def publish_questionnaire(
    session: Session,
    *,
    study_file: StudyFile,
    asker: Asker,
    team_id: int | None = None,
    files: Mapping[str, bytes] | None = None,
    accept_breaking: bool = False,
    tolerate: frozenset[str] = frozenset(),
) -> Published:
    """Publish a study, or a new version of its questionnaire. `files` are rewards and pictures by name.

    A new study goes to the team with `team_id`; without it, to the only team in which the asker may publish.
    `tolerate` are codes of faults that cannot be mended any more, because the answers were given already.

    Raises
    ------
    NotPublishable
        With every fault of the definition.
    SlugRefused
        Where the slug cannot be this team's; nothing is changed, and nothing is told about whose it is.
    BreaksAnswers
        Where answers already given would lose their meaning and nobody said that this is meant.
    Conflict
        Where it would break a promise to people who already took part.
    """
    refuse_faults(study_file, tolerate=tolerate)
    study_file = study_file.model_copy(update={"questionnaire": in_screens(study_file.questionnaire)})
    study = _own_study(session, study_file.study.slug, asker, team_id)
    pictured = find_pictures(session, study_file=study_file, study=study, files=files or {}, asker=asker)
    study_file, terms = pictured.study_file, pictured.study_file.study
    told = None if study is None else StudyTerms.model_validate(study.terms)
    if study is None:
        study = _add_study(session, terms, asker, team_id)
    else:
        _check_promises(session, study, terms, asker)
        _set_terms(study, terms)
    keep_pictures(session, study_id=study.id, drawn=pictured.drawn)
    published = _add_version(session, study, study_file, asker, told=told, accept_breaking=accept_breaking)
    _add_consent_texts(session, study, study_file)
    publish_rewards(session, study_id=study.id, rewards=terms.rewards, files=files or {}, asker=asker)
    _write_down(session, published, asker.account_id)
    return published


def refuse_faults(study_file: StudyFile, *, tolerate: frozenset[str] = frozenset()) -> None:
    """Refuse what is faulty in itself, whatever is published already.

    Raises
    ------
    NotPublishable
        With every fault of the definition.
    """
    found = check(study_file.questionnaire, study_file.study)
    faults = tuple(fault for fault in found if fault.code not in tolerate)
    if faults:
        raise NotPublishable(faults)


def _own_study(session: Session, slug: str, asker: Asker, team_id: int | None) -> Study | None:
    """The study of the asker's team that is published again; None where the slug is free."""
    study = studies.study_by_slug(session, slug=slug, asker=asker)
    if study is not None and team_id in (None, study.team_id):
        return study
    if slug in RESERVED_SLUGS or studies.is_taken(session, slug=slug):
        raise SlugRefused
    return None


def _team_for_new(session: Session, asker: Asker, team_id: int | None) -> int:
    found = [team.id for team in teams.teams_of(session, asker=asker) if team_id in (None, team.id)]
    if len(found) == 1:
        return found[0]
    raise Invalid(
        _("It is not clear which team the study is for."),
        _("Choose one of the teams in which you work on studies."),
        where=("team",),
    )


def _add_study(session: Session, terms: StudyTerms, asker: Asker, team_id: int | None) -> Study:
    study = Study(slug=terms.slug, team_id=_team_for_new(session, asker, team_id), owner_id=asker.account_id)
    _set_terms(study, terms)
    session.add(study)
    session.flush()
    return study


def _set_terms(study: Study, terms: StudyTerms) -> None:
    study.title = terms.title.in_language("en", "en")[:200]
    study.mode = terms.mode
    study.anonymous = terms.anonymous
    study.terms = terms.model_dump(mode="json", by_alias=True, exclude_none=True)
    study.smallest_group = terms.smallest_group
    study.ends_on = terms.ends_on
    study.erase_on = terms.ends_on + timedelta(days=terms.erase_after_days)
    study.simulated = terms.simulated


def _check_promises(session: Session, study: Study, terms: StudyTerms, asker: Asker) -> None:
    """What people were told when they took part stays true."""
    if not studies.has_responses(session, study_id=study.id, asker=asker):
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
    session: Session,
    study: Study,
    study_file: StudyFile,
    asker: Asker,
    *,
    told: StudyTerms | None,
    accept_breaking: bool,
) -> Published:
    """The next version, or the latest one where nothing changed in what is asked or told."""
    latest, questionnaire = studies.latest_version(session, study_id=study.id, asker=asker), study_file.questionnaire
    is_new = told is None
    found = None if latest is None or told is None else changes_since(latest, told, study_file)
    if latest is not None and found is not None and found.kind == "same":
        return Published(study=study, version=latest, is_new_study=is_new, is_new_version=False)
    breaks = found is not None and found.kind == "breaking" and not accept_breaking
    if found is not None and breaks and studies.has_responses(session, study_id=study.id, asker=asker):
        raise BreaksAnswers(found)
    version = QuestionnaireVersion(
        study_id=study.id,
        number=1 if latest is None else latest.number + 1,
        definition=questionnaire.model_dump(mode="json", by_alias=True, exclude_none=True),
        definition_hash=content_hash(questionnaire),
        change="first" if found is None else found.kind,
        published_by_id=asker.account_id,
    )
    session.add(version)
    session.flush()
    studies.add_told_terms(session, version_id=version.id, terms=study.terms)
    if found is not None and any(change.what == CONSENT for change in found.changes):
        study.words_version = version.number
    return Published(study=study, version=version, is_new_study=is_new, is_new_version=True, difference=found)


def changes_since(latest: QuestionnaireVersion, told: StudyTerms, study_file: StudyFile) -> Difference:
    """What a study file would change for people, in what is asked and in what they are told and agree to."""
    questionnaire = study_file.questionnaire
    before = Questionnaire.model_validate(latest.definition)
    asked = () if latest.definition_hash == content_hash(questionnaire) else difference(before, questionnaire).changes
    terms = terms_changes(
        told,
        study_file.study,
        languages=before.all_languages,
        old_language=before.language,
        new_language=questionnaire.language,
    )
    return together([*asked, *terms])


def _add_consent_texts(session: Session, study: Study, study_file: StudyFile) -> None:
    """Keep the words beside every box, in every language, before anybody can agree to them."""
    own = study_file.questionnaire.language
    for purpose in study_file.study.purposes:
        for language in study_file.questionnaire.all_languages:
            if not purpose.text.has(language, default=own):
                continue
            text = purpose.text.in_language(language, own)
            consents.consent_text_id(
                session, study_id=study.id, purpose=purpose.name, text=text, language=language, at=utc_now()
            )


def _write_down(session: Session, published: Published, account_id: int | None) -> None:
    detail = {
        "version": published.version.number,
        "new_version": published.is_new_version,
        "change": published.version.change,
    }
    events.add_event(session, action="publish", account_id=account_id, study_id=published.study.id, detail=detail)
