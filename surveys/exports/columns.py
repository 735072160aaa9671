"""The columns of exported answers, over all versions of a study: which there are, and what they mean.

Shared by the answers themselves and by the codebook that explains them; an import reads the same names.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from research.codebook import Codebook
from surveys.models import QuestionnaireVersion, Study
from surveys.questionnaire.codebook import build_codebook, wide_columns
from surveys.questionnaire.definition import Questionnaire
from surveys.questionnaire.question_types import WideColumn
from surveys.questionnaire.terms import StudyTerms
from surveys.services.studies.csv_cells import CONSENT
from surveys.store import exports


@dataclass(frozen=True, kw_only=True)
class Columns:
    """Which columns there are, and how each version fills them."""

    versions: Sequence[QuestionnaireVersion]
    questionnaires: dict[int, Questionnaire]
    names: tuple[str, ...]
    by_version: dict[int, dict[str, WideColumn]]
    consents: tuple[str, ...]

    @property
    def newest(self) -> Questionnaire:
        return self.questionnaires[self.versions[-1].id]

    @property
    def numbers(self) -> dict[int, int]:
        """Of the versions, by their ids."""
        return {version.id: version.number for version in self.versions}


def columns_of(study: Study, versions: Sequence[QuestionnaireVersion]) -> Columns:
    """Columns of the newest version first, then those that only older versions had."""
    questionnaires = {version.id: Questionnaire.model_validate(version.definition) for version in versions}
    by_version = {
        version_id: {column.name: column for column in wide_columns(questionnaire)}
        for version_id, questionnaire in questionnaires.items()
    }
    names = dict.fromkeys(name for version in reversed(versions) for name in by_version[version.id])
    purposes = (purpose.name for purpose in StudyTerms.model_validate(study.terms).purposes)
    return Columns(
        versions=versions,
        questionnaires=questionnaires,
        names=tuple(names),
        by_version=by_version,
        consents=tuple(name for name in purposes if name != exports.TAKE_PART and f"{CONSENT}{name}" not in names),
    )


def codebook_of(columns: Columns) -> Codebook:
    """What every column means, by the newest version that has it."""
    newest = build_codebook(columns.newest)
    items = {item.name: item for item in newest}
    for version in reversed(columns.versions[:-1]):
        for item in build_codebook(columns.questionnaires[version.id]):
            items.setdefault(item.name, item)
    return exported(replace(newest, items=tuple(items.values())))


def exported(codebook: Codebook) -> Codebook:
    """The codebook of a table that begins with the columns about the sitting."""
    return replace(codebook, id="respondent", duration="duration")
