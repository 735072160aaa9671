"""Drawn orders: only whether there is something to draw, and whether drawing it leaves answers their meaning."""

from collections.abc import Iterator

from surveys.questionnaire.definition import Questionnaire
from surveys.questionnaire.faults import Fault, Path
from surveys.questionnaire.located import located_pages, located_questions


def check_drawn(questionnaire: Questionnaire) -> Iterator[Fault]:
    for number, section in enumerate(questionnaire.sections):
        yield from check_pick(section.pick, len(section.pages), ("sections", number), section.name)
    for page in located_pages(questionnaire):
        yield from check_pick(page.page.pick, len(page.page.questions), page.path, page.page.name)
    for located in located_questions(questionnaire):
        things, pick = located.question.to_pick()
        yield from check_pick(pick, things, located.path, located.question.name)


def check_pick(pick: int | None, things: int, path: Path, name: str) -> Iterator[Fault]:
    if pick is not None and not 1 <= pick < things:
        yield Fault(
            path=(*path, "pick"),
            code="bad_pick",
            name=name,
            text=f"{pick} of {things} are to be picked.",
            advice="Pick at least one and fewer than there are, or take `pick` out.",
        )
