"""Somebody goes through a questionnaire page by page: what respondents' pages and the preview share.

A desk is where the person sits. It says where answers are kept and what stands around a page; everything else,
which page is shown, what is wrong with it and where it leads, is the same for everybody.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from flask import request
from flask.typing import ResponseReturnValue

from surveys.questionnaire.answers import page_form_values
from surveys.questionnaire.flow import Way
from surveys.questionnaire.piping import fill
from surveys.questionnaire.question_types import AnswerFault, Answers, VariableKind
from surveys.questionnaire.told import teller
from surveys.questionnaire.turn import Turn
from surveys.web.question_fields import QuestionField, marks_of, question_fields
from surveys.words import gettext as _

LONG_STUDY = 3
"""Minutes; shorter studies show no progress, which would only distract."""
GOES_BACK = "back"
"""Value of the field `go` when somebody wants the page before."""


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
    advances: bool = False
    """Whether one choice is all there is to make here, so that making it may send the page."""


class Desk(Protocol):
    """Where a person sits while going through a questionnaire."""

    def show(self, way: Way, turn: Turn | None = None) -> ResponseReturnValue:
        """The page the way stands on; with a turn, once more, and why."""

    def go_to(self, page: str, turn: Turn) -> ResponseReturnValue:
        """On to another page, or back."""

    def end(self, turn: Turn) -> ResponseReturnValue:
        """Nothing is left to do."""


def show_turn(desk: Desk, turn: Turn, *, following: str | None) -> ResponseReturnValue:
    """After a page was sent: the same page once more, the page before, the one that follows, or the end."""
    if goes_back():
        return desk.go_to(turn.way.back or turn.page.name, turn)
    if turn.again:
        return desk.show(turn.way, turn)
    return desk.end(turn) if following is None else desk.go_to(following, turn)


def goes_back() -> bool:
    return request.form.get("go") == GOES_BACK


def typed_answers(*own: str) -> dict[str, list[str]]:
    """The answers in the posted form, without the fields that the page itself added."""
    return {name: values for name, values in request.form.lists() if name != "go" and name not in own}


def page_view(
    way: Way,
    answers: Answers,
    *,
    language: str,
    minutes: int,
    faults: Iterable[AnswerFault] = (),
    typed: Mapping[str, Sequence[str]] | None = None,
) -> PageView:
    """The page a way stands on with the stored answers, or with what was typed where that is to be shown again."""
    questionnaire, page = way.questionnaire, way.page
    form = dict(page_form_values(page, answers))
    if typed is not None:
        form |= {name: list(values) for name, values in typed.items()}
    tell = teller(questionnaire, way.answers, language=language)
    fields = question_fields(
        way.questions,
        language=language,
        default=questionnaire.language,
        form=form,
        faults=faults,
        tell=tell,
        marks=marks_of(question for page in questionnaire.pages() for question in page.questions),
    )
    heading = fill(_heading(way, language), tell)
    words = heading or questionnaire.title.in_language(language, questionnaire.language)
    return PageView(
        name=page.name,
        title=_("Page %(number)d of %(total)d – %(words)s", number=way.number, total=len(way.pages), words=words),
        heading=heading,
        part=None if minutes <= LONG_STUDY or len(questionnaire.sections) == 1 else way.part,
        fields=fields,
        errors=tuple(error for field in fields for error in field.errors),
        previous=way.back,
        is_last=way.next is None,
        advances=_advances(way),
    )


def _advances(way: Way) -> bool:
    """Never the last page, which ends everything; nor where words can stand beside the choice."""
    asked = [question for question in way.questions if question.asks]
    if way.questionnaire.presentation != "one_question" or way.next is None or len(asked) != 1:
        return False
    variables = asked[0].variables()
    return len(variables) == 1 and variables[0].kind in (VariableKind.CHOICE, VariableKind.POINT)


def _heading(way: Way, language: str) -> str:
    """The page's own title, else that of its section where there are several."""
    sections = way.questionnaire.sections
    title = way.page.title or (sections[way.section].title if len(sections) > 1 else None)
    return "" if title is None else title.in_language(language, way.questionnaire.language)
