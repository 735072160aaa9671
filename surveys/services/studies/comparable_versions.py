"""Which published versions' answers can stand side by side: only that, without loading any statistics."""

from collections.abc import Collection, Sequence

from research.codebook import Codebook
from surveys.models import QuestionnaireVersion
from surveys.questionnaire.definition import Questionnaire
from surveys.questionnaire.versions import difference
from surveys.questionnaire.wordings import codebook_of_versions

Versions = Sequence[QuestionnaireVersion]


def version_groups(versions: Versions) -> list[list[QuestionnaireVersion]]:
    """All versions, put together up to each breaking change; the oldest first, within the groups too."""
    groups: list[list[QuestionnaireVersion]] = []
    for version in versions:
        if not groups or _stands_apart(groups[-1][-1], version):
            groups.append([])
        groups[-1].append(version)
    return groups


def _stands_apart(before: QuestionnaireVersion, version: QuestionnaireVersion) -> bool:
    """Whether answers changed their meaning; where only what people agree to did, answers mean what they meant."""
    if version.change != "breaking" or version.definition_hash == before.definition_hash:
        return False
    was, now = (Questionnaire.model_validate(each.definition) for each in (before, version))
    return difference(was, now).kind == "breaking"


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
