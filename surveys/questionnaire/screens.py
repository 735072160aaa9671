"""One question per screen: pages of several questions are divided before they are published."""

from collections.abc import Iterator

from surveys.questionnaire.definition import Page, Questionnaire

_LONGEST_NAME = 26


def in_screens(questionnaire: Questionnaire) -> Questionnaire:
    """The same questionnaire with one question on each page, where that is how it is presented."""
    if questionnaire.presentation != "one_question":
        return questionnaire
    taken = {page.name for page in questionnaire.pages()}
    sections = tuple(
        section.model_copy(update={"pages": tuple(one for page in section.pages for one in _divided(page, taken))})
        for section in questionnaire.sections
    )
    return questionnaire.model_copy(update={"sections": sections})


def _divided(page: Page, taken: set[str]) -> Iterator[Page]:
    """The first keeps the name of the page; a statement stays with the question it introduces."""
    whole = page.order is not None or page.pick is not None  # what is drawn on a page is drawn on that page
    for number, questions in enumerate([page.questions] if whole else _screens(page)):
        name = page.name if number == 0 else _free_name(page.name, number + 1, taken)
        yield page.model_copy(update={"name": name, "questions": questions})


def _screens(page: Page) -> Iterator[tuple[object, ...]]:
    waiting: list[object] = []
    for question in page.questions:
        waiting.append(question)
        if question.asks:
            yield tuple(waiting)
            waiting = []
    if waiting:
        yield tuple(waiting)


def _free_name(name: str, number: int, taken: set[str]) -> str:
    while True:
        ending = f"_{number}"
        free = name[: _LONGEST_NAME - len(ending)].rstrip("_") + ending
        if free not in taken:
            taken.add(free)
            return free
        number += 1
