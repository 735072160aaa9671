"""Which pages can be shown before the one here is sent: those that no answer that is still to come can change."""

from collections.abc import Iterator

from surveys.questionnaire.checks.logic import comparisons
from surveys.questionnaire.definition import Page
from surveys.questionnaire.flow import Way


def pages_ahead(way: Way, *, most: int) -> tuple[str, ...]:
    """Names of the next pages on the way, at most so many, up to the first that depends on what is not sent yet."""
    found: list[str] = []
    not_sent = _asks_for(way.page)
    for step in way.steps[way.position + 1 :]:
        not_sent |= _asks_for(step.page)
        if len(found) == most or not_sent & set(_depends_on(step.page)):
            break
        if step.shown:
            found.append(step.page.name)
    return tuple(found)


def _asks_for(page: Page) -> set[str]:
    return {variable.name for question in page.questions for variable in question.variables()}


def _depends_on(page: Page) -> Iterator[str]:
    """What the conditions of a page and of its questions ask about."""
    for condition in (page.show_if, *(question.show_if for question in page.questions)):
        if condition is not None:
            yield from (part.question for _place, part, _depth in comparisons(condition, ()) if part is not None)
