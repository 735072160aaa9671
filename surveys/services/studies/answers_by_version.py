"""How many answered each version, and which of these answers can stand side by side."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from surveys.models import QuestionnaireVersion, Study
from surveys.questionnaire.terms import purposes_of_analysis
from surveys.services.studies.comparable_versions import version_groups
from surveys.store.asker import Asker
from surveys.store.fieldwork import VersionCount, count_by_version


@dataclass(frozen=True, kw_only=True)
class AnsweredGroup:
    """Versions whose answers stand side by side, the oldest first, each with its responses."""

    versions: Sequence[QuestionnaireVersion]
    counts: Sequence[VersionCount]

    @property
    def numbers(self) -> tuple[int, ...]:
        return tuple(version.number for version in self.versions)

    @property
    def answered(self) -> list[tuple[int, VersionCount]]:
        """Each version's number with its responses."""
        return list(zip(self.numbers, self.counts, strict=True))

    @property
    def started(self) -> int:
        return sum(count.started for count in self.counts)

    @property
    def analysable(self) -> int:
        """Responses that an analysis of these versions would rest on."""
        return sum(count.analysable for count in self.counts)


def answers_by_version(
    session: Session, *, study: Study, versions: Sequence[QuestionnaireVersion], asker: Asker
) -> list[AnsweredGroup]:
    """All groups of versions, the oldest first."""
    purposes = purposes_of_analysis(study.mode)
    found = count_by_version(session, study_id=study.id, purposes=purposes, asker=asker)
    return [
        AnsweredGroup(versions=group, counts=[found.get(version.id, VersionCount()) for version in group])
        for group in version_groups(versions)
    ]
