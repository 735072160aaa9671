"""Views for who may lose the network: the next pages ahead of their time, and what was answered on them meanwhile.

A page that was answered without a network comes with the pass it was shown with, so that it counts once however often
it is sent; one that somebody sent from elsewhere since is left as it is, and said.
"""

from datetime import datetime, timedelta

from flask import jsonify, render_template, request, url_for
from flask.typing import ResponseReturnValue

from surveys.extensions import csrf
from surveys.questionnaire.ahead import pages_ahead
from surveys.respondents.blueprint import blueprint
from surveys.respondents.desk import AtHome, is_page, page_url, refusal
from surveys.respondents.page_pass import FIELD, PagePass, read_pass
from surveys.respondents.page_size import allow_for_page
from surveys.respondents.visitor import Visitor, visitor
from surveys.respondents.words_page import asked_again
from surveys.services.answers.submit_page import Outcome, PagePost, PageResult, submit_page
from surveys.store.sittings import Sitting
from surveys.web.runner import typed_answers
from surveys.words import ngettext

MOST_AHEAD = 6
"""Pages that come ahead: more than a tunnel takes, and little beside what a page weighs."""
_SECONDS = "_seconds"
"""How long the page was looked at: the moment it is sent at tells nothing of that."""


@blueprint.get("/s/<slug>/page/<page>/ahead")
def ahead(slug: str, page: str) -> ResponseReturnValue:
    """The pages after this one as far as they are certain, and what is said while they wait."""
    found = visitor(slug)
    return jsonify(
        pages=[_page(found, name) for name in _names_ahead(found, page)],
        kept=[_how_many(number) for number in range(1, MOST_AHEAD + 2)],
        waiting=render_template("respondents/_waiting.html"),
        moved=render_template("respondents/_moved.html"),
    )


def _names_ahead(found: Visitor, page: str) -> tuple[str, ...]:
    """None where nothing may be answered, or not yet."""
    if refusal(found) is not None or asked_again(found) or page not in found.way.open_pages:
        return ()
    return pages_ahead(found.way.at(page), most=MOST_AHEAD)


def _page(found: Visitor, name: str) -> dict[str, object]:
    words = AtHome(found).words(found.way.at(name))
    title = render_template("respondents/_title.html", **words)
    return {"url": page_url(found, name), "title": title, "html": render_template("respondents/_page.html", **words)}


def _how_many(number: int) -> str:
    return ngettext(
        "You are offline. %(num)d page is kept on this device and will be sent when you are back.",
        "You are offline. %(num)d pages are kept on this device and will be sent when you are back.",
        number,
    )


@blueprint.post("/s/<slug>/page/<page>/kept")
def send_kept(slug: str, page: str) -> ResponseReturnValue:
    """Take a page that waited for the network; the answer says what became of it and where to go on."""
    found = visitor(slug)
    allow_for_page(found, page)
    if found.response is not None and found.response.is_over:
        return _told("taken", url_for("respondents.thanks", slug=slug))
    if refusal(found) is not None or found.sitting is None or not is_page(found, page):
        return _told("refused", page_url(found, page))
    if asked_again(found):
        return _told("words", url_for("respondents.words", slug=slug))
    made = read_pass(found, page, request.form.get(FIELD, ""))
    if made is None:
        return _told("again", page_url(found, page))
    if _sent_since(found.sitting, page, made):
        return _told("before", page_url(found, page))
    return _take(found, found.sitting, page, made)


def _take(found: Visitor, sitting: Sitting, page: str, made: PagePass) -> ResponseReturnValue:
    post = PagePost(
        page=page, key=made.key, shown_at=_shown_at(made, found.now), form=typed_answers(FIELD, "_changed", _SECONDS)
    )
    result = submit_page(found.session, sitting=sitting, questionnaire=found.questionnaire, post=post, now=found.now)
    return _told(_state(result), _where_on(found, page, result))


def _state(result: PageResult) -> str:
    if result.outcome is Outcome.DIFFERENT:
        return "before"
    return "again" if result.turn is not None and result.turn.again else "taken"


def _where_on(found: Visitor, page: str, result: PageResult) -> str:
    if _state(result) != "taken":
        return page_url(found, page)
    if result.next_page is None:
        return url_for("respondents.thanks", slug=found.slug)
    return page_url(found, result.next_page)


def _told(state: str, at: str) -> ResponseReturnValue:
    return jsonify(state=state, at=at)


def _sent_since(sitting: Sitting, page: str, made: PagePass) -> bool:
    """Whether the page was sent from elsewhere after it had been shown here."""
    return any(sent.page == page and sent.key != made.key and sent.at > made.shown_at for sent in sitting.sent)


def _shown_at(made: PagePass, now: datetime) -> datetime:
    """As long before now as the page was looked at, and never before it was made."""
    try:
        looked = timedelta(seconds=max(0.0, float(request.form.get(_SECONDS, ""))))
    except (ValueError, OverflowError):
        return made.shown_at
    return max(made.shown_at, now - min(looked, timedelta(days=1)))


# The pass of the page proves more than a token in the session cookie: see page_pass.
csrf.exempt(send_kept)
