"""One page of a questionnaire as it is shown: respondents' pages and the preview use the same one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from surveys.questionnaire import flow
from surveys.questionnaire.answers import page_form_values
from surveys.questionnaire.definition import Page, Questionnaire
from surveys.questionnaire.question_types import AnswerFault, Answers
from surveys.web.question_fields import QuestionField, question_fields
from surveys.web.words import gettext as _

LONG_STUDY = 3
"""Minutes; shorter studies show no progress, which would only distract."""


@dataclass(frozen=True, kw_only=True)
class PageView:
    """Everything the template of a page needs, whoever looks at it."""

    name: str
    title: str
    """For the title of the window: "Page 3 of 7 – Values"."""
    heading: str
    part: tuple[int, int] | None
    fields: tuple[QuestionField, ...]
    errors: tuple[tuple[str, str], ...]
    previous: str | None
    is_last: bool


def page_view(
    questionnaire: Questionnaire,
    page_name: str,
    answers: Answers,
    *,
    language: str,
    minutes: int,
    faults: Iterable[AnswerFault] = (),
    typed: Mapping[str, Sequence[str]] | None = None,
) -> PageView:
    """A page with the stored answers, or with what was typed where that is to be shown again."""
    page = flow.page_named(questionnaire, page_name)
    form = dict(page_form_values(page, answers))
    if typed is not None:
        form |= {name: list(values) for name, values in typed.items()}
    fields = question_fields(
        flow.questions_on(questionnaire, page_name, answers),
        language=language,
        default=questionnaire.language,
        form=form,
        faults=faults,
    )
    return PageView(
        name=page_name,
        title=_title(questionnaire, page, answers, language),
        heading=_heading(questionnaire, page, language),
        part=_part(questionnaire, page_name, minutes),
        fields=fields,
        errors=tuple(error for field in fields for error in field.errors),
        previous=flow.previous_page(questionnaire, page_name, answers),
        is_last=flow.next_page(questionnaire, page_name, answers) is None,
    )


def _heading(questionnaire: Questionnaire, page: Page, language: str) -> str:
    """The page's own title, else that of its section where there are several."""
    if page.title is not None:
        return page.title.in_language(language, questionnaire.language)
    if len(questionnaire.sections) == 1:
        return ""
    section = next(section for section in questionnaire.sections if page in section.pages)
    return section.title.in_language(language, questionnaire.language)


def _title(questionnaire: Questionnaire, page: Page, answers: Answers, language: str) -> str:
    names = [visible.name for visible in flow.visible_pages(questionnaire, answers)]
    number = names.index(page.name) + 1 if page.name in names else len(names)
    words = _heading(questionnaire, page, language) or questionnaire.title.in_language(language, questionnaire.language)
    return _("Page %(number)d of %(total)d – %(words)s", number=number, total=len(names), words=words)


def _part(questionnaire: Questionnaire, page_name: str, minutes: int) -> tuple[int, int] | None:
    if minutes <= LONG_STUDY or len(questionnaire.sections) == 1:
        return None
    return flow.part_of(questionnaire, page_name)
