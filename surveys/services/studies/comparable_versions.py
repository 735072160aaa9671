"""Which published versions' answers can stand side by side: only that, without loading any statistics."""

from collections.abc import Collection, Sequence

from research.codebook import Codebook
from surveys.models import QuestionnaireVersion
from surveys.questionnaire.definition import Questionnaire
from surveys.questionnaire.wordings import codebook_of_versions

_APART = ("breaking", "first")
Versions = Sequence[QuestionnaireVersion]


def version_groups(versions: Versions) -> list[list[QuestionnaireVersion]]:
    """All versions, put together up to each breaking change; the oldest first, within the groups too."""
    groups: list[list[QuestionnaireVersion]] = []
    for version in versions:
        if version.change in _APART or not groups:
            groups.append([])
        groups[-1].append(version)
    return groups


def comparable_versions(versions: Versions, *, numbers: Collection[int] | None = None) -> list[QuestionnaireVersion]:
    """Those whose answers stand beside those of the newest one, or of the versions with these numbers; oldest first."""
    groups = version_groups(versions)
    if numbers is None:
        return groups[-1] if groups else []
    return next((group for group in groups if any(version.number in numbers for version in group)), [])


def common_codebook(versions: Versions) -> Codebook:
    """What the answers of versions that stand side by side mean."""
    return codebook_of_versions(
        {version.number: Questionnaire.model_validate(version.definition) for version in versions}
    )
