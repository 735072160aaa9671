"""The way through a questionnaire: a pure function of its definition and the answers so far.

Pages and questions are walked once, in order. What is hidden counts as unanswered for everything after it,
so that an answer given before a change of mind decides nothing.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate

from surveys.questionnaire import missing
from surveys.questionnaire.definition import Page, Questionnaire, Section
from surveys.questionnaire.evaluation import evaluate
from surveys.questionnaire.question_types import Answers, Question, Stored, Variable
from surveys.questionnaire.screening import screens_of

__all__ = [
    "NoSuchPage", "Step", "Way", "evaluate", "finalise", "forget", "look_at", "page_named", "visible_questions",
    "way_through",
]  # fmt: skip


class NoSuchPage(LookupError):
    """The questionnaire has no page of this name."""

    def __init__(self, name: str) -> None:
        super().__init__(f"The questionnaire has no page named {name!r}. Take a name from its pages.")
        self.name = name


@dataclass(frozen=True, kw_only=True)
class Step:
    """One page as the walk found it."""

    section: Section
    page: Page
    shown: tuple[Question, ...]
    sent: bool
    lacks: bool
    """Whether something required is unanswered: a changed answer can make a question appear on a page sent before."""
    over: bool = False
    """Whether somebody was screened out before this page."""

    @property
    def done(self) -> bool:
        return self.sent and not self.lacks


@dataclass(frozen=True, kw_only=True)
class Way:
    """The pages that these answers lead to, and one of them to stand on."""

    questionnaire: Questionnaire
    answers: Mapping[str, Stored]
    """The answers without those of questions that are hidden now."""
    steps: tuple[Step, ...]
    """Every page of the questionnaire in order; those with nothing to show are passed by."""
    position: int
    """Where somebody stands, among the steps."""
    screened_out_at: str | None = None
    """The page after which somebody was screened out, if so."""

    def at(self, page: str) -> "Way":
        """The same way, standing on another page."""
        return replace(self, position=_position(self.questionnaire, page))

    @cached_property
    def pages(self) -> tuple[str, ...]:
        """Names of the pages that are shown."""
        return tuple(step.page.name for step in self.steps if step.shown)

    @property
    def page(self) -> Page:
        return self.steps[self.position].page

    @property
    def section(self) -> int:
        """The place of this page's section among the sections."""
        lasts = accumulate(len(section.pages) for section in self.questionnaire.sections)
        return next(number for number, last in enumerate(lasts) if self.position < last)

    @property
    def questions(self) -> tuple[Question, ...]:
        """What the page here shows."""
        return self.steps[self.position].shown

    @property
    def first(self) -> str:
        return self.pages[0] if self.pages else self.steps[0].page.name

    @property
    def last(self) -> str:
        return self.pages[-1] if self.pages else self.steps[0].page.name

    @property
    def next(self) -> str | None:
        """The page after this one, or None after the last."""
        return next((step.page.name for step in self.steps[self.position + 1 :] if step.shown), None)

    @property
    def back(self) -> str | None:
        """The page before this one, or None before the first."""
        return next((step.page.name for step in reversed(self.steps[: self.position]) if step.shown), None)

    @property
    def screened_out(self) -> bool:
        """Whether the way ends early, because of what was answered on it."""
        return self.screened_out_at is not None

    @cached_property
    def to_do(self) -> str | None:
        """The first page that is still to be done, or None where nothing is."""
        return next((step.page.name for step in self.steps if step.shown and not step.done), None)

    @property
    def complete(self) -> bool:
        """Whether every page that these answers lead to was sent with all that is required."""
        return self.to_do is None

    @property
    def following(self) -> str | None:
        """Where to go on from here: the next page; after the last, the first that is still to be done."""
        return self.next or self.to_do

    @property
    def open_pages(self) -> tuple[str, ...]:
        """Pages that may be looked at: those up to the first that is still to be done."""
        return self.pages if self.to_do is None else self.pages[: self.pages.index(self.to_do) + 1]

    @property
    def number(self) -> int:
        """The how many-th of the shown pages this is; a hidden page counts as the last."""
        return self.pages.index(self.page.name) + 1 if self.questions else len(self.pages)

    @property
    def part(self) -> tuple[int, int]:
        """In which section this page is, and of how many: for "Part 2 of 4"."""
        return self.section + 1, len(self.questionnaire.sections)


def way_through(
    questionnaire: Questionnaire, answers: Answers, *, sent: Collection[str] = (), here: str | None = None
) -> Way:
    """Walk through a questionnaire once.

    Parameters
    ----------
    questionnaire, answers : the definition, and all answers of one response.
    sent : names of the pages that were sent at least once.
    here : the page to stand on; without it the first that is shown.

    Raises
    ------
    NoSuchPage
        Where `here` names none.
    """
    left = dict(answers)
    walk = _Walk(questionnaire, left, sent)
    steps = tuple(walk.steps())
    shown_first = next((number for number, step in enumerate(steps) if step.shown), 0)
    position = shown_first if here is None else _position(questionnaire, here)
    return Way(
        questionnaire=questionnaire,
        answers=left,
        steps=steps,
        position=position,
        screened_out_at=walk.screened_out_at,
    )


def visible_questions(page: Page, answers: Answers) -> tuple[Question, ...]:
    """The questions of a page that these answers show, looking at this page alone, hidden or not."""
    return _show(page, dict(answers))


def page_named(questionnaire: Questionnaire, name: str) -> Page:
    for page in questionnaire.pages():
        if page.name == name:
            return page
    raise NoSuchPage(name)


def finalise(way: Way) -> dict[str, Stored]:
    """One value for every variable: an answer, or the code that says why there is none."""
    final: dict[str, Stored] = {}
    for step in way.steps:
        asked = {variable.name for question in step.shown for variable in question.variables()}
        unanswered = missing.NO_ANSWER if step.sent else missing.NOT_REACHED
        for question in step.page.questions:
            for variable in question.variables():
                code = unanswered if variable.name in asked else missing.HIDDEN
                code = missing.NOT_REACHED if step.over else code
                code = code if question.on_page else missing.NOT_ASKED
                final[variable.name] = _final_value(question, variable, way.answers, final, code)
    whole = way.questionnaire.whole
    return final if whole is way.questionnaire else _with_not_asked(final, whole)


def _with_not_asked(final: dict[str, Stored], whole: Questionnaire) -> dict[str, Stored]:
    """In the order of the definition, with what chance left out."""
    return {variable.name: final.get(variable.name, missing.NOT_ASKED) for variable in whole.variables()}


def _final_value(question: Question, variable: Variable, answers: Answers, final: Answers, code: int) -> Stored:
    answer = answers.get(variable.name)
    if answer is not None:
        return answer
    if variable.parent is None:
        return code
    parent = final[variable.parent]
    if missing.is_missing(parent) and isinstance(parent, int):
        return parent
    return code if question.asks_for(variable, answers) else missing.HIDDEN


class _Walk:
    """Every page in order with what it shows; answers of hidden questions are taken out of `answers` on the way.

    Nobody is screened out by a page before they have sent it, and all that come before it.
    """

    def __init__(self, questionnaire: Questionnaire, answers: dict[str, Stored], sent: Collection[str]) -> None:
        self._questionnaire, self._answers, self._sent = questionnaire, answers, sent
        self._screens = screens_of(questionnaire)
        self._all_done = True
        self.screened_out_at: str | None = None

    def steps(self) -> Iterator[Step]:
        for section in self._questionnaire.sections:
            section_shown = self._shows(section)
            for page in section.pages:
                page_shown = section_shown and self._shows(page)
                step = self._step(section, page, shown=page_shown)
                yield step
                self._all_done = self._all_done and (step.done or not step.shown)
                self._screen(page, section_shown=section_shown, page_shown=page_shown)

    def _shows(self, place: Section | Page) -> bool:
        return self.screened_out_at is None and evaluate(place.show_if, self._answers)

    def _step(self, section: Section, page: Page, *, shown: bool) -> Step:
        if not shown:
            for question in page.questions:
                forget(question, self._answers)
        questions = _show(page, self._answers) if shown else ()
        return Step(
            section=section,
            page=page,
            shown=questions,
            sent=page.name in self._sent,
            lacks=_lacks_required(questions, self._answers),
            over=self.screened_out_at is not None,
        )

    def _screen(self, page: Page, *, section_shown: bool, page_shown: bool) -> None:
        """Look whether somebody who sent this page is asked no more."""
        if self.screened_out_at is not None or not self._all_done:
            return
        for screen in self._screens.get(page.name, ()):
            asked = not screen.owner or (page_shown if screen.of_page else section_shown)
            if asked and evaluate(screen.condition, self._answers):
                self.screened_out_at = page.name


def _show(page: Page, answers: dict[str, Stored]) -> tuple[Question, ...]:
    shown = (look_at(question, answers) for question in page.questions if question.on_page)
    return tuple(question for question in shown if question is not None)


def look_at(question: Question, answers: dict[str, Stored]) -> Question | None:
    """The question as these answers show it, or None; what can no longer be answered is taken out of `answers`."""
    seen = question.seen(answers) if evaluate(question.show_if, answers) else None
    if seen is not question:
        kept = {} if seen is None else seen.kept(answers)
        forget(question, answers)
        answers.update(kept)
    return seen


def forget(question: Question, *answer_sets: dict[str, Stored]) -> None:
    """Take every answer to a question out; what the link said stays, whatever is shown."""
    if not question.on_page:
        return
    for variable in question.variables():
        for answers in answer_sets:
            answers.pop(variable.name, None)


def _lacks_required(questions: Collection[Question], answers: Answers) -> bool:
    return any(question.lacks_answer(answers) for question in questions)


def _position(questionnaire: Questionnaire, name: str) -> int:
    for number, page in enumerate(questionnaire.pages()):
        if page.name == name:
            return number
    raise NoSuchPage(name)
