"""Which published versions' answers can stand side by side: only that, without loading any statistics."""

from collections.abc import Collection, Sequence

from research.codebook import Codebook
from surveys.models import QuestionnaireVersion
from surveys.questionnaire.definition import Questionnaire
from surveys.questionnaire.terms import StudyTerms, purposes_of_analysis
from surveys.questionnaire.terms_changes import other_words
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
    """Whether answers changed their meaning, or what people agree to before an analysis reads them did.

    Consent to earlier words covers only what these said, so that nobody is read along with those who agreed to others.
    """
    if version.change != "breaking":
        return False
    was, now = (Questionnaire.model_validate(each.definition) for each in (before, version))
    return difference(was, now).kind == "breaking" or _other_consent(before, version, was, now)


def _other_consent(
    before: QuestionnaireVersion, version: QuestionnaireVersion, was: Questionnaire, now: Questionnaire
) -> bool:
    """Whether a consent that an analysis needs has other words; of earlier versions that is not known."""
    if before.told is None or version.told is None:
        return False
    old, new = (StudyTerms.model_validate(each.terms) for each in (before.told, version.told))
    sentences = {purpose.name: purpose for purpose in new.purposes}
    needed = [purpose for purpose in old.purposes if purpose.name in purposes_of_analysis(new.mode)]
    return any(
        other_words(purpose, sentences[purpose.name], was.all_languages, was.language, now.language)
        for purpose in needed
        if purpose.name in sentences
    )


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
