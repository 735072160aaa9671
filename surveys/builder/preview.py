"""The preview of a published questionnaire: the respondents' runner, with answers that only travel in the page."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import cast

import orjson
from flask import Blueprint, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from surveys.errors import Missing
from surveys.models import Study
from surveys.presentation.fairness import show_fairness
from surveys.presentation.outcome import show_outcome, show_result
from surveys.private_links import PrivateLinks
from surveys.questionnaire.definition import Questionnaire
from surveys.questionnaire.flow import Way, finalise, way_through
from surveys.questionnaire.outcomes import result_of
from surveys.questionnaire.question_types import AnswerFault, Answers, Stored, Wording
from surveys.questionnaire.told import teller
from surveys.questionnaire.turn import Turn, take_turn
from surveys.web.answer_words import words_for_missing
from surveys.web.definitions import terms_of
from surveys.web.language import choose_language
from surveys.web.lookup import find_fielded
from surveys.web.runner import goes_back, page_view, show_turn, typed_answers
from surveys.words import gettext as _

_PURPOSE = "preview"


def add_preview(blueprint: Blueprint) -> None:
    """Hang the preview on the blueprint of the team's pages."""
    blueprint.add_url_rule("/p/<slug>", "preview", preview)
    blueprint.add_url_rule("/p/<slug>/outcomes", "preview_outcomes", preview_outcomes)
    blueprint.add_url_rule("/p/<slug>/page/<page>", "preview_page", preview_page)
    blueprint.add_url_rule("/p/<slug>/page/<page>", "preview_send", preview_send, methods=["POST"])


@dataclass(frozen=True)
class _Preview:
    """The desk of an author: nothing is stored, and the pages follow each other under one address."""

    study: Study
    questionnaire: Questionnaire
    language: str

    def show(self, way: Way, turn: Turn | None = None) -> str:
        faults, kept = ((), None) if turn is None else (turn.faults, turn.kept)
        return self._page(way, {} if turn is None else turn.answers, faults, kept)

    def go_to(self, page: str, turn: Turn) -> str:
        return self._page(turn.way.at(page), turn.answers)

    def end(self, turn: Turn) -> str:
        """What would have been stored, in words."""
        result = result_of(self.questionnaire, finalise(turn.way))
        tell = teller(self.questionnaire, turn.way.answers, language=self.language)
        wording = Wording(
            language=self.language, default=self.questionnaire.language, missing=words_for_missing(), tell=tell
        )
        return render_template(
            "builder/preview_end.html",
            lines=[
                (wording.say(question.text), question.tell(turn.answers, wording))
                for question in self.questionnaire.questions()
                if question.asks
            ],
            result=None if result is None else show_result(self.questionnaire, result, language=self.language),
            outcomes_url=url_for("builder.preview_outcomes", slug=self.study.slug),
            again_url=url_for("builder.preview", slug=self.study.slug),
            **self._frame(),
        )

    def outcomes(self) -> str:
        quiz = self.questionnaire.quiz
        return render_template(
            "builder/preview_outcomes.html",
            outcomes=[
                show_outcome(self.questionnaire, one, language=self.language) for one in (quiz.outcomes if quiz else ())
            ],
            fairness=show_fairness(self.questionnaire, language=self.language),
            again_url=url_for("builder.preview", slug=self.study.slug),
            **self._frame(),
        )

    def _page(
        self,
        way: Way,
        answers: Answers,
        faults: Iterable[AnswerFault] = (),
        typed: Mapping[str, Sequence[str]] | None = None,
    ) -> str:
        minutes = terms_of(self.study).minutes
        slug = self.study.slug
        return render_template(
            "builder/preview.html",
            page=page_view(way, answers, language=self.language, minutes=minutes, faults=faults, typed=typed),
            pages=[(step.page.name, _page_url(slug, step.page.name)) for step in way.steps],
            so_far=_write(answers),
            action=url_for("builder.preview_send", slug=slug, page=way.page.name),
            **self._frame(),
        )

    def _frame(self) -> dict[str, object]:
        here = request.path if request.method == "GET" else url_for("builder.preview", slug=self.study.slug)
        offered = self.questionnaire.all_languages
        return {
            "study_name": terms_of(self.study).title.in_language(self.language, self.questionnaire.language),
            "languages": [(code, code, f"{here}?lang={code}", code == self.language) for code in offered],
            "study": self.study,
        }


def preview(slug: str) -> ResponseReturnValue:
    desk = _published(slug)
    return redirect(_page_url(slug, way_through(desk.questionnaire, {}).first), 303)


def preview_page(slug: str, page: str) -> ResponseReturnValue:
    """Any page by its address, as if nothing had been answered yet."""
    desk = _published(slug)
    _insist_on_page(desk.questionnaire, page)
    return desk.show(way_through(desk.questionnaire, {}, here=page))


def preview_send(slug: str, page: str) -> ResponseReturnValue:
    desk = _published(slug)
    _insist_on_page(desk.questionnaire, page)
    before = _read(request.form.get("so_far", ""))
    form = typed_answers("csrf_token", "so_far")
    sent = _pages_before(desk.questionnaire, page)
    turn = take_turn(desk.questionnaire, page, form, before, sent=sent, strict=not goes_back())
    return show_turn(desk, turn, following=turn.way.next)


def preview_outcomes(slug: str) -> ResponseReturnValue:
    """All results of a quiz, and how often each comes out."""
    return _published(slug).outcomes()


def _published(slug: str) -> _Preview:
    fielded = find_fielded(slug)
    questionnaire = fielded.questionnaire
    language = choose_language(questionnaire.all_languages, default=questionnaire.language)
    return _Preview(fielded.study, questionnaire, language)


def _insist_on_page(questionnaire: Questionnaire, page: str) -> None:
    if all(known.name != page for known in questionnaire.pages()):
        raise Missing(_("The questionnaire has no such page."))


def _pages_before(questionnaire: Questionnaire, page: str) -> list[str]:
    """Nothing is kept of what was sent: whoever stands here has sent what comes before."""
    return list(takewhile(lambda name: name != page, (known.name for known in questionnaire.pages())))


def _page_url(slug: str, page: str) -> str:
    return url_for("builder.preview_page", slug=slug, page=page)


def _links() -> PrivateLinks:
    return PrivateLinks(current_app.extensions["settings"].secret_key)


def _write(answers: Answers) -> str:
    return _links().sign(_PURPOSE, orjson.dumps(dict(answers)).decode())


def _read(so_far: str) -> dict[str, Stored]:
    parts = _links().read(_PURPOSE, so_far)
    return {} if parts is None else cast("dict[str, Stored]", orjson.loads(parts[0]))
