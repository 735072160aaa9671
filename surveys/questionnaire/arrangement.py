"""A questionnaire as one person is asked it: in their order, without what is not asked of them by design."""

from surveys.questionnaire.definition import Page, Questionnaire, Section
from surveys.questionnaire.order import Draw, in_order


def arrange(questionnaire: Questionnaire, seed: int | None) -> Questionnaire:
    """The same definition in the order of one person; as it is written where nothing is drawn, or without a seed."""
    if seed is None or not questionnaire.is_drawn:
        return questionnaire
    draw = Draw(seed)
    sections = tuple(_section(section, draw) for section in questionnaire.sections)
    return questionnaire.arranged(sections)


def _section(section: Section, draw: Draw) -> Section:
    name = f"section {section.name}"
    pages = draw.some(section.pages, section.pick, name, _name)
    ordered = in_order(pages, section.order, draw, name=name, key=_name)
    return section.model_copy(update={"pages": tuple(_page(page, draw) for page in ordered)})


def _page(page: Page, draw: Draw) -> Page:
    if not page.is_drawn:
        return page
    name = f"page {page.name}"
    questions = draw.some(page.questions, page.pick, name, _name)
    ordered = in_order(questions, page.order, draw, name=name, key=_name)
    return page.model_copy(update={"questions": tuple(question.drawn(draw) for question in ordered)})


def _name(thing: object) -> object:
    return getattr(thing, "name", None)
