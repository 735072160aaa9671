"""How a theme of open answers is told in a sentence: by what people wrote, one of these or another."""

from collections.abc import Mapping, Sequence

from research.summary.schema.written import OpenQuestion, Theme
from surveys.words import gettext as _
from surveys.words import grammar


def told_theme(theme: Theme) -> str:
    """The phrases of a theme in quotation marks; its name where an earlier version told none."""
    return either([phrase.text for phrase in theme.phrases] or [theme.name])


def told_names(asked: OpenQuestion) -> Mapping[str, str]:
    """Every theme of a question, told by its phrases."""
    return {theme.code: told_theme(theme) for theme in asked.themes}


def either(phrases: Sequence[str]) -> str:
    """“one”, “another” or “a third”."""
    quoted = [grammar().quoted(phrase) for phrase in phrases]
    if len(quoted) == 1:
        return quoted[0]
    return _("%(phrases)s or %(last)s", phrases=", ".join(quoted[:-1]), last=quoted[-1])
