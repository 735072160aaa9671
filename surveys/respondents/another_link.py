"""Views of one question: a private link was opened in a browser that has answers of its own. Which are to be here?

The link of the other answers waits in a cookie of its own meanwhile, so that it stands in no address; only the answer
to the question, posted, lets it take the place of the browser's own.
"""

from datetime import timedelta

from flask import Response as FlaskResponse
from flask import make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from surveys.respondents.blueprint import blueprint
from surveys.respondents.visitor import Visitor, frame, keep_cookie, private_url, settings, visitor

_WAITS = timedelta(minutes=15)
GO_OVER = "go_over"
"""Value of the field `choice` when somebody wants the answers of the link here."""


def would_replace(slug: str, token: str) -> bool:
    """Whether this browser has answers or a reward of its own that another link would take the place of."""
    own = visitor(slug)
    return own.token not in (None, token) and (own.response is not None or bool(own.rewards))


def ask_first(slug: str, token: str) -> FlaskResponse:
    """Leave the address with the secret, and ask."""
    answer = make_response(redirect(url_for("respondents.another_link", slug=slug), 303))
    answer.set_cookie(
        _cookie(slug), token, max_age=_WAITS, path=_path(slug), secure=settings().secure, httponly=True, samesite="Lax"
    )
    return answer


def welcome(found: Visitor, token: str) -> FlaskResponse:
    """This browser is now at the answers of this link, or at the reward that is left."""
    view = "introduction" if found.response is not None else "my_data"
    answer = make_response(redirect(url_for(f"respondents.{view}", slug=found.slug), 303))
    return keep_cookie(answer, found, token)


@blueprint.get("/s/<slug>/another-link")
def another_link(slug: str) -> ResponseReturnValue:
    found, waits = visitor(slug), request.cookies.get(_cookie(slug), "")
    if found.token is None or not waits or not would_replace(slug, waits):
        return redirect(url_for("respondents.introduction", slug=slug), 303)
    return render_template("respondents/another_link.html", private_url=private_url(found), **frame(found))


@blueprint.post("/s/<slug>/another-link")
def choose_link(slug: str) -> ResponseReturnValue:
    waits = request.cookies.get(_cookie(slug), "")
    offered = visitor(slug, token=waits or None)  # a name that no study can have is no name of a cookie either
    if not waits or offered.token is None or request.form.get("choice") != GO_OVER:
        answer = make_response(redirect(url_for("respondents.introduction", slug=slug), 303))
    else:
        answer = welcome(offered, offered.token)
    answer.delete_cookie(_cookie(slug), path=_path(slug), secure=settings().secure, httponly=True)
    return answer


def _cookie(slug: str) -> str:
    return f"another-{slug}"


def _path(slug: str) -> str:
    return url_for("respondents.another_link", slug=slug)
