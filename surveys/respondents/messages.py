"""Pages that say why something cannot be done, and what can be done instead."""

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from surveys.respondents.filters import deadline_words
from surveys.respondents.visitor import Visitor, frame
from surveys.words import gettext as _


def message(
    found: Visitor,
    status: int,
    title: str,
    *paragraphs: str,
    action: tuple[str, str] | None = None,
    forget: bool = False,
) -> ResponseReturnValue:
    """One headline, a few sentences, and the way on; `forget`: nothing of this study stays in the tab."""
    page = render_template(
        "respondents/message.html", title=title, paragraphs=paragraphs, action=action, forget=forget, **frame(found)
    )
    return page, status


def closed(found: Visitor) -> ResponseReturnValue:
    """Why nothing is taken any more; who comes with a filled page is told what became of it."""
    action = None
    if found.response is not None:
        action = (_("Your data"), url_for("respondents.my_data", slug=found.slug))
    return message(
        found,
        410,
        _("This study has ended"),
        *_until(found),
        _("It takes no more answers. Thank you for your interest."),
        _("Questions? Write to %(address)s.", address=found.terms.contact),
        action=action,
    )


def _until(found: Visitor) -> tuple[str, ...]:
    if found.terms.deadline is None or not found.deadline_passed:
        return ()
    until = _("Answers were taken until %(moment)s.", moment=deadline_words(found.terms.deadline))
    if found.response is None:
        return (until,)
    return until, _("What you had sent by then is kept. What you typed later could not be stored.")


def unknown(found: Visitor) -> ResponseReturnValue:
    """No cookie, an old one, a mistyped link, or everything erased: all look the same."""
    return message(
        found,
        404,
        _("We cannot find your answers in this browser"),
        _("If you kept your private link, open it again: it leads back to your answers on any device."),
        _("If you have not begun yet, cookies may be switched off. This study needs one to find your answers."),
        action=(_("Go to the study"), url_for("respondents.introduction", slug=found.slug, new=1)),
    )


def took_back(found: Visitor) -> ResponseReturnValue:
    return message(
        found,
        410,
        _("You withdrew from this study"),
        _("Nothing more is stored, and your answers are no longer analysed."),
        action=(_("Your data"), url_for("respondents.my_data", slug=found.slug)),
        forget=True,
    )


def too_long(found: Visitor, page_url: str) -> ResponseReturnValue:
    return message(
        found,
        413,
        _("That is more than this page can take"),
        _("Nothing of it was stored; what you sent before is kept."),
        _("Go back with your browser: your words are still there. Shorten the longest and send the page again."),
        action=(_("Look at the page again"), page_url),
    )


def sent_before(found: Visitor, *, page: str, next_url: str) -> ResponseReturnValue:
    """The same page was sent twice with different answers: say which counts, and how to change it."""
    body = render_template(
        "respondents/sent_before.html",
        page_url=url_for("respondents.page", slug=found.slug, page=page),
        next_url=next_url,
        **frame(found),
    )
    return body, 409


def no_reward(found: Visitor) -> ResponseReturnValue:
    return message(
        found,
        404,
        _("There is nothing to collect with this link yet"),
        _("You receive it when you have sent the last page. Nothing else is asked of you."),
        action=(_("Go on"), url_for("respondents.introduction", slug=found.slug)),
    )
