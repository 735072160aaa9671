"""How fair a quiz is, as a table and as lines: the same figures for the page and for the command."""

from surveys.presentation.numbers import percent
from surveys.presentation.table import Table
from surveys.questionnaire.definition import Questionnaire
from surveys.questionnaire.fairness import Fairness, fairness
from surveys.words import gettext as _


def show_fairness(questionnaire: Questionnaire, *, language: str) -> Table | None:
    """None where the questionnaire is no quiz."""
    found, quiz = fairness(questionnaire), questionnaire.quiz
    if found is None or quiz is None:
        return None
    titles = {one.name: one.title.in_language(language, questionnaire.language) for one in quiz.outcomes}
    return Table(
        caption=_("How often each result comes out where every answer is equally likely"),
        columns=[_("Result"), (_("Share"), "number")],
        rows=[[titles[name], percent(share)] for name, share in found.shares.items()],
        base=" ".join(_base(found)),
    )


def fairness_lines(questionnaire: Questionnaire) -> list[str]:
    """The table as lines of text; none where the questionnaire is no quiz."""
    table = show_fairness(questionnaire, language=questionnaire.language)
    if table is None:
        return []
    return [f"{table.caption}:", *(f"  {title}: {share}" for title, share in table.rows), table.base]


def _base(found: Fairness) -> list[str]:
    how = (
        _("Exact: all ways of answering were counted.")
        if found.exact
        else _("Drawn: %(n)d people who answer at random, with a fixed seed.", n=found.draws)
    )
    return [how, _("Several scores are the highest for %(share)s.", share=percent(found.tied))]
