"""Which published versions' answers can stand side by side: only that, without loading any statistics."""

from collections.abc import Sequence

from surveys.models import QuestionnaireVersion

_APART = ("breaking", "first")


def comparable_versions(versions: Sequence[QuestionnaireVersion]) -> list[QuestionnaireVersion]:
    """The newest version and those before it, back to the last breaking change; oldest first."""
    found: list[QuestionnaireVersion] = []
    for version in reversed(versions):
        found.insert(0, version)
        if version.change in _APART:
            break
    return found
