"""The preview of a published questionnaire: the respondents' runner, with answers that only travel in the page."""

from typing import cast

import orjson
from flask import Blueprint, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from surveys.errors import Missing
from surveys.models import Study
from surveys.private_links import PrivateLinks
from surveys.questionnaire import flow
from surveys.questionnaire.answers import parse_page
from surveys.questionnaire.definition import Questionnaire
from surveys.questionnaire.question_types import Answers, Stored, Wording
from surveys.questionnaire.terms import StudyTerms
from surveys.web.answer_words import words_for_missing
from surveys.web.language import choose_language
from surveys.web.lookup import find_fielded
from surveys.web.runner import PageView, page_view
from surveys.web.words import gettext as _

_PURPOSE = "preview"
_NOT_ANSWERS = frozenset({"csrf_token", "so_far", "go"})


def add_preview(blueprint: Blueprint) -> None:
    """Hang the preview on the blueprint of the team's pages."""
    blueprint.add_url_rule("/p/<slug>", "preview", preview)
    blueprint.add_url_rule("/p/<slug>/page/<page>", "preview_page", preview_page)
    blueprint.add_url_rule("/p/<slug>/page/<page>", "preview_send", preview_send, methods=["POST"])


def preview(slug: str) -> ResponseReturnValue:
    _study, questionnaire = _published(slug)
    return redirect(url_for("builder.preview_page", slug=slug, page=flow.first_page(questionnaire)), 303)


def preview_page(slug: str, page: str) -> ResponseReturnValue:
    """Any page by its address, as if nothing had been answered yet."""
    study, questionnaire = _published(slug)
    _insist_on_page(questionnaire, page)
    return _show(study, questionnaire, page, {})


def preview_send(slug: str, page: str) -> ResponseReturnValue:
    study, questionnaire = _published(slug)
    _insist_on_page(questionnaire, page)
    before = _read(request.form.get("so_far", ""))
    form = {name: values for name, values in request.form.lists() if name not in _NOT_ANSWERS}
    goes_back = request.form.get("go") == "back"
    known = flow.page_named(questionnaire, page)
    parsed = parse_page(questionnaire, known, form, before, strict=not goes_back)
    if goes_back:
        earlier = flow.previous_page(questionnaire, page, parsed.answers) or page
        return _show(study, questionnaire, earlier, parsed.answers)
    if parsed.faults or parsed.appeared:
        language = _language(questionnaire)
        view = page_view(
            questionnaire,
            page,
            parsed.answers,
            language=language,
            minutes=_terms(study).minutes,
            faults=parsed.faults,
            typed=parsed.kept,
        )
        return _render(study, questionnaire, view, parsed.answers, language)
    following = flow.next_page(questionnaire, page, parsed.answers)
    if following is None:
        return _end(study, questionnaire, parsed.answers)
    return _show(study, questionnaire, following, parsed.answers)


def _published(slug: str) -> tuple[Study, Questionnaire]:
    fielded = find_fielded(slug)
    return fielded.study, fielded.questionnaire


def _insist_on_page(questionnaire: Questionnaire, page: str) -> None:
    if all(known.name != page for known in questionnaire.pages()):
        raise Missing(_("The questionnaire has no such page."))


def _terms(study: Study) -> StudyTerms:
    return StudyTerms.model_validate(study.terms)


def _language(questionnaire: Questionnaire) -> str:
    return choose_language(questionnaire.all_languages, default=questionnaire.language)


def _show(study: Study, questionnaire: Questionnaire, page: str, answers: Answers) -> str:
    language = _language(questionnaire)
    view = page_view(questionnaire, page, answers, language=language, minutes=_terms(study).minutes)
    return _render(study, questionnaire, view, answers, language)


def _render(study: Study, questionnaire: Questionnaire, view: PageView, answers: Answers, language: str) -> str:
    pages = [
        (known.name, url_for("builder.preview_page", slug=study.slug, page=known.name))
        for known in questionnaire.pages()
    ]
    return render_template(
        "builder/preview.html",
        page=view,
        pages=pages,
        so_far=_write(answers),
        action=url_for("builder.preview_send", slug=study.slug, page=view.name),
        **_frame(study, questionnaire, language),
    )


def _end(study: Study, questionnaire: Questionnaire, answers: Answers) -> str:
    """What would have been stored, in words."""
    language = _language(questionnaire)
    wording = Wording(language=language, default=questionnaire.language, missing=words_for_missing())
    lines = [
        (wording.say(question.text), question.tell(answers, wording))
        for question in questionnaire.questions()
        if question.asks
    ]
    return render_template(
        "builder/preview_end.html",
        lines=lines,
        again_url=url_for("builder.preview", slug=study.slug),
        **_frame(study, questionnaire, language),
    )


def _frame(study: Study, questionnaire: Questionnaire, language: str) -> dict[str, object]:
    here = url_for("builder.preview", slug=study.slug)
    if request.method == "GET":
        here = request.path
    return {
        "study_name": _terms(study).title.in_language(language, questionnaire.language),
        "languages": [(code, code, f"{here}?lang={code}", code == language) for code in questionnaire.all_languages],
        "study": study,
    }


def _links() -> PrivateLinks:
    return PrivateLinks(current_app.extensions["settings"].secret_key)


def _write(answers: Answers) -> str:
    return _links().sign(_PURPOSE, orjson.dumps(dict(answers)).decode())


def _read(so_far: str) -> dict[str, Stored]:
    parts = _links().read(_PURPOSE, so_far)
    return {} if parts is None else cast("dict[str, Stored]", orjson.loads(parts[0]))
