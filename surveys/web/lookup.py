"""Finding the study, analysis, comparison or report an address names, as far as it is the asker's to see.

What belongs to another team is not there, in the same words as what does not exist.
"""

from dataclasses import dataclass

from research.codebook import Codebook
from surveys.errors import Forbidden, Missing
from surveys.models import Analysis, QuestionnaireVersion, Study, Wave
from surveys.questionnaire.codebook import build_codebook
from surveys.questionnaire.definition import Questionnaire
from surveys.services.studies.comparable_versions import comparable_versions
from surveys.store import analyses, reports, studies, waves
from surveys.store.public_studies import is_slug
from surveys.web.definitions import questionnaire_of
from surveys.web.nothing_here import nothing_here
from surveys.web.signed_in import current_asker
from surveys.web.transaction import current_session
from surveys.words import gettext as _

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
    found = studies.study_by_slug(current_session(), slug=slug, asker=current_asker())
    if found is None:
        raise nothing_here()
    return found


def find_fielded(slug: str) -> Fielded:
    study, session = find_study(slug), current_session()
    versions = tuple(studies.versions_of(session, study_id=study.id, asker=current_asker()))
    if not versions:
        raise Missing(_("This study was never published."), _("Publish its study file first."))
    return Fielded(study=study, versions=versions, questionnaire=questionnaire_of(session, version_id=versions[-1].id))


def find_analysis(slug: str, number: int) -> Analysis:
    found = None
    if _may_exist(slug, number):
        found = analyses.analysis_by_number(current_session(), slug=slug, number=number, asker=current_asker())
    if found is None:
        raise nothing_here()
    return found


def find_wave(slug: str, number: int) -> Wave:
    found = None
    if _may_exist(slug, number):
        found = waves.wave_by_number(current_session(), slug=slug, number=number, asker=current_asker())
    if found is None:
        raise nothing_here()
    return found


def find_report(slug: str) -> reports.PublishedReport:
    """A published report; one that is not published does not exist for anybody here."""
    found = reports.published_report(current_session(), slug=slug, asker=current_asker()) if is_slug(slug) else None
    if found is None:
        raise nothing_here()
    return found


def _may_exist(slug: str, number: int) -> bool:
    return is_slug(slug) and 0 < number <= LARGEST


def account_id() -> int | None:
    return current_asker().account_id


def may_see_rows(study: Study) -> bool:
    return current_asker().may_see_rows(study)


def refuse_strangers(study: Study) -> None:
    """Rows about single people are for the owner of a study and the leads of its team."""
    if not may_see_rows(study):
        raise Forbidden(_("Only the study's owner or a lead of its team can download lines about single people."))
