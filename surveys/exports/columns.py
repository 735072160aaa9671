"""The columns of exported answers, over versions that stand side by side: which there are, and what they mean.

Shared by the answers themselves and by the codebook that explains them; an import reads the same names.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from research.codebook import Codebook
from surveys.models import QuestionnaireVersion, Study
from surveys.questionnaire.codebook import wide_columns
from surveys.questionnaire.definition import Questionnaire
from surveys.questionnaire.question_types import WideColumn
from surveys.questionnaire.terms import StudyTerms, purposes_of_analysis
from surveys.services.answers import answer_language, quiz_outcomes
from surveys.services.quality.flags import Asked, asked_in
from surveys.services.studies.comparable_versions import common_codebook, version_groups
from surveys.services.studies.csv_cells import ABOUT, CONSENT
from surveys.store import exports


@dataclass(frozen=True, kw_only=True)
class Columns:
    """Which columns there are, and how each version fills them."""

    versions: Sequence[QuestionnaireVersion]
    questionnaires: dict[int, Questionnaire]
    names: tuple[str, ...]
    by_version: dict[int, dict[str, WideColumn]]
    consents: tuple[str, ...]
    profile_consent: str | None
    """The column that says whom an analysis may read, where taking part is not enough."""
    outcomes: dict[str, int]
    """Codes of the results of a quiz; none where there is no quiz."""
    results: dict[int, quiz_outcomes.Results]
    asked: dict[int, Asked]
    """What flags are read from, by version."""
    languages: dict[str, int]
    """Codes of the languages that were offered; none where there is nothing to tell apart."""

    @property
    def header(self) -> tuple[str, ...]:
        """Everything that is in the first line."""
        consents = (f"{CONSENT}{name}" for name in self.consents)
        return *ABOUT, *consents, *self.names, *self._told

    @property
    def _told(self) -> Iterator[str]:
        """Columns that nobody was asked for."""
        if self.outcomes:
            yield quiz_outcomes.NAME
        if self.languages:
            yield answer_language.NAME

    @property
    def newest(self) -> Questionnaire:
        return self.questionnaires[self.versions[-1].id]

    @property
    def codebook(self) -> Codebook:
        """What every column means."""
        asked = quiz_outcomes.with_outcome(
            common_codebook(self.versions), list(self.questionnaires.values()), self.outcomes
        )
        codebook = answer_language.with_language(asked, self.languages)
        described = exported(codebook, versions=list(self.numbers.values()))
        return replace(described, profile_consent=self.profile_consent)

    @property
    def numbers(self) -> dict[int, int]:
        """Of the versions, by their ids."""
        return {version.id: version.number for version in self.versions}


def columns_apart(study: Study, versions: Sequence[QuestionnaireVersion]) -> dict[str, Columns]:
    """The columns of every group of versions whose answers stand side by side, by the folder of its files.

    With one group, its files stand at the top; with several, nobody shall take one of them for everything.
    """
    groups = version_groups(versions)
    return {folder_of(group) if len(groups) > 1 else "": columns_of(study, group) for group in groups}


def folder_of(versions: Sequence[QuestionnaireVersion]) -> str:
    """Where the files of some versions are, such as `version-1/` or `versions-2-to-4/`."""
    first, last = versions[0].number, versions[-1].number
    return f"version-{first}/" if first == last else f"versions-{first}-to-{last}/"


def columns_of(study: Study, versions: Sequence[QuestionnaireVersion]) -> Columns:
    """Columns of versions whose answers stand side by side: of the newest first, then those only older ones had."""
    questionnaires = {version.id: Questionnaire.model_validate(version.definition) for version in versions}
    by_version = {
        version_id: {column.name: column for column in wide_columns(questionnaire)}
        for version_id, questionnaire in questionnaires.items()
    }
    names = dict.fromkeys(name for version in reversed(versions) for name in by_version[version.id])
    terms = StudyTerms.model_validate(study.terms)
    purposes = (purpose.name for purpose in terms.purposes)
    consents = tuple(name for name in purposes if name != exports.TAKE_PART and f"{CONSENT}{name}" not in names)
    return Columns(
        versions=versions,
        questionnaires=questionnaires,
        names=tuple(names),
        by_version=by_version,
        outcomes=quiz_outcomes.outcome_codes(questionnaires.values(), taken=names),
        results={key: quiz_outcomes.Results.of(each, terms) for key, each in questionnaires.items()},
        asked={version_id: asked_in(questionnaire) for version_id, questionnaire in questionnaires.items()},
        languages=answer_language.codes_offered(questionnaires.values(), taken=names),
        consents=consents,
        profile_consent=next(
            (f"{CONSENT}{name}" for name in purposes_of_analysis(study.mode) if name in consents), None
        ),
    )


def exported(codebook: Codebook, *, versions: Sequence[int]) -> Codebook:
    """The codebook of a table that begins with the columns about the sitting."""
    return replace(codebook, id="respondent", duration="duration", version="version", versions=tuple(versions))
