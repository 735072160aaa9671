"""What changed between two versions, in the language of whoever publishes."""

from surveys.questionnaire.versions import Change
from surveys.words import gettext


def change_words(change: Change) -> str:
    return gettext(change.text.one, **change.text.values)
