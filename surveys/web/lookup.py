"""Finding the study or analysis an address names; a wrong name is simply not there."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from research.codebook import Codebook
from surveys.errors import Forbidden, Missing
from surveys.models import Account, Analysis, QuestionnaireVersion, Study
from surveys.questionnaire.codebook import build_codebook
from surveys.questionnaire.definition import Questionnaire
from surveys.services.studies.comparable_versions import comparable_versions
from surveys.store import analyses, studies
from surveys.web.access import current_account
from surveys.web.addresses import is_slug
from surveys.web.definitions import questionnaire_of
from surveys.web.transaction import current_session
from surveys.web.words import gettext as _

LARGEST = 2**31 - 1
"""No number in an address can be larger: the database could not hold it."""


@dataclass(frozen=True, kw_only=True)
class Fielded:
    """A study with its published versions and the questionnaire of the newest one."""

    study: Study
    versions: tuple[QuestionnaireVersion, ...]
    questionnaire: Questionnaire

    @property
    def comparable_ids(self) -> list[int]:
        """Versions whose answers can stand side by side with the newest."""
        return [version.id for version in comparable_versions(self.versions)]

    @property
    def codebook(self) -> Codebook:
        return build_codebook(self.questionnaire)


def find_study(slug: str) -> Study:
    study = studies.study_by_slug(current_session(), slug=slug) if is_slug(slug) else None
    if study is None:
        raise Missing(_("There is no such study."), _("Look for it in the list of studies."))
    return study


def find_fielded(slug: str) -> Fielded:
    study = find_study(slug)
    session: Session = current_session()
    versions = tuple(studies.versions_of(session, study_id=study.id))
    if not versions:
        raise Missing(_("This study was never published."), _("Publish its study file first."))
    return Fielded(study=study, versions=versions, questionnaire=questionnaire_of(session, version_id=versions[-1].id))


def find_analysis(slug: str, number: int) -> Analysis:
    found = None
    if is_slug(slug) and 0 < number <= LARGEST:
        found = analyses.analysis_by_number(current_session(), slug=slug, number=number)
    if found is None:
        raise Missing(_("There is no such analysis."), _("Look for it on the page of its study."))
    return found


def account_id() -> int | None:
    account: Account | None = current_account()
    return None if account is None else account.id


def may_see_rows(study: Study) -> bool:
    """Lines about single people: for administrators, and for the researcher who owns the study."""
    account = current_account()
    if account is None:
        return False
    if account.role == "administrator":
        return True
    return account.role == "researcher" and study.owner_id in (None, account.id)


def refuse_strangers(study: Study) -> None:
    """Rows about single people are for the owner of a study and the administrator."""
    if not may_see_rows(study):
        raise Forbidden(_("Only the study's owner or an administrator can download lines about single people."))
