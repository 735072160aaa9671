"""Which pages can be shown before the one here is sent: those that no answer that is still to come can change."""

from collections.abc import Iterator

from surveys.questionnaire.checks.logic import asked_about
from surveys.questionnaire.definition import Page
from surveys.questionnaire.flow import Step, Way
from surveys.questionnaire.located import located_texts
from surveys.questionnaire.piping import names_in
from surveys.questionnaire.screening import screens_of


def pages_ahead(way: Way, *, most: int) -> tuple[str, ...]:
    """Names of the next pages on the way, at most so many, up to the first that depends on what is not sent yet."""
    found: list[str] = []
    not_sent = _asks_for(way.page)
    may_end = screens_of(way.questionnaire)
    if way.page.name in may_end:
        return ()
    for step in way.steps[way.position + 1 :]:
        not_sent |= _asks_for(step.page)
        if len(found) == most or not_sent & set(_depends_on(step)):
            break
        if step.shown:
            found.append(step.page.name)
        if step.page.name in may_end:
            break
    return tuple(found)


def _asks_for(page: Page) -> set[str]:
    return {variable.name for question in page.questions for variable in question.variables()}


def _depends_on(step: Step) -> Iterator[str]:
    """What the conditions of a page, of its section, its questions and their parts ask about, and its texts tell."""
    yield from asked_about(step.section.show_if, step.page.show_if)
    yield from (name for _path, text in located_texts(step.page) for name in names_in(text))
    for question in step.page.questions:
        inner = (condition for _place, condition in question.inner_conditions())
        yield from asked_about(question.show_if, *inner)
