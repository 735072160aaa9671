"""Views for who agreed to other words than those of today: deciding, and sending on the page that waited for it."""

from collections.abc import Collection, Sequence

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from surveys.respondents import messages
from surveys.respondents.answering import send_typed
from surveys.respondents.blueprint import blueprint
from surveys.respondents.desk import where_they_were
from surveys.respondents.page_pass import FIELD
from surveys.respondents.start_form import box_name
from surveys.respondents.visitor import Visitor, visitor
from surveys.respondents.words_page import BOXES, PAGE, PASS, Waiting, asked_again, show_words
from surveys.services.answers.ask_again import Reworded, decide_again
from surveys.store.consents import TAKE_PART
from surveys.web.runner import typed_answers
from surveys.words import gettext as _


@blueprint.get("/s/<slug>/words")
def words(slug: str) -> ResponseReturnValue:
    found = visitor(slug)
    if found.response is None:
        return messages.unknown(found)
    asked = asked_again(found)
    return show_words(found, asked) if asked else redirect(_on(found), 303)


@blueprint.post("/s/<slug>/words")
def decide(slug: str) -> ResponseReturnValue:
    """Write down what was ticked; a page that waited for it is sent on."""
    found = visitor(slug)
    if found.response is None:
        return messages.unknown(found)
    if not found.takes_part():
        return messages.took_back(found)
    asked, waiting = asked_again(found), _waiting()
    given = {one.purpose.name for one in asked if request.form.get(box_name(one.purpose.name)) == "1"}
    if TAKE_PART in {one.purpose.name for one in asked} - given:
        fault = _(
            "Tick this box if you want to go on. If not, close the page: what you sent stays as you agreed to it."
        )
        return show_words(found, asked, given=given, fault=fault, waiting=waiting), 400
    if asked:
        _write_down(found, asked, given)
    if waiting is None:
        return redirect(_on(found), 303)
    return send_typed(found, waiting.page, waiting.page_pass, waiting.typed)


def _write_down(found: Visitor, asked: Sequence[Reworded], given: Collection[str]) -> None:
    if found.response is None:
        return
    decide_again(
        found.session,
        study=found.study,
        response=found.response,
        asked=asked,
        given=given,
        language=found.language,
        default=found.questionnaire.language,
        now=found.now,
    )


def _waiting() -> Waiting | None:
    """The page that was sent before; its fields came along in this form."""
    page = request.form.get(PAGE)
    if not page:
        return None
    typed = typed_answers(FIELD, PAGE, PASS, *BOXES, "_changed")
    return Waiting(page=page, page_pass=request.form.get(PASS, ""), typed=typed)


def _on(found: Visitor) -> str:
    """To the first page that is left; where nothing may be added any more, to one's own data."""
    if found.response is not None and found.response.state == "started" and found.takes_part():
        return where_they_were(found)
    return url_for("respondents.my_data", slug=found.slug)
