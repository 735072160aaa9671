"""Named errors become HTTP here and nowhere else."""

import logging

from flask import Flask, Response, current_app, jsonify, make_response, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DataError, DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from werkzeug.exceptions import HTTPException, InternalServerError, SecurityError

from research.errors import ResearchError
from surveys.errors import Conflict, Forbidden, Gone, Invalid, Missing, Unavailable, WhyprintError
from surveys.words import gettext as _
from surveys.words import refusal

log = logging.getLogger("whyprint.errors")

STATUS: dict[type[WhyprintError], int] = {
    Missing: 404,
    Forbidden: 403,
    Invalid: 400,
    Conflict: 409,
    Gone: 410,
    Unavailable: 503,
}


def init_errors(app: Flask) -> None:
    app.register_error_handler(WhyprintError, _named)
    app.register_error_handler(ResearchError, _research)
    app.register_error_handler(OperationalError, _database)
    app.register_error_handler(PoolTimeout, _database)
    app.register_error_handler(DataError, _not_storable)
    app.register_error_handler(CSRFError, _forged)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(InternalServerError, _unexpected)


def _named(error: WhyprintError) -> ResponseReturnValue:
    status = next((STATUS[kind] for kind in type(error).__mro__ if kind in STATUS), 400)
    return _page(status, message=error.text, advice=error.advice, name=error.code)


def _research(error: ResearchError) -> ResponseReturnValue:
    told = refusal(error)
    return _page(400, message=told.text, advice=told.advice, name=told.name)


def _database(error: Exception) -> ResponseReturnValue:
    """Busy, full, or gone for a moment: a person can only try again, and nothing was acknowledged."""
    log.error("the database refused: %s", type(getattr(error, "orig", error)).__name__, exc_info=error)
    return _page(503, name="unavailable")


def _not_storable(_error: DataError) -> ResponseReturnValue:
    """Something no database can hold (a NUL sign, a number beyond all bounds): a request nobody can mean."""
    return _page(400, name="not_storable")


def _forged(_error: CSRFError) -> ResponseReturnValue:
    if not request.cookies:
        return _page(
            400,
            title=_("Your browser sent no cookie"),
            message=_("We need one to find your answers again. It is deleted with them, and nobody else can read it."),
            advice=_("Allow cookies for this address in the settings of your browser, go back and reload the page."),
            name="no_cookies",
        )
    return _page(
        400,
        message=_("This page was open for too long, or it was sent from somewhere else."),
        advice=_("Go back, reload the page and send it again. Nothing was changed."),
        name="csrf",
    )


def _http(error: HTTPException) -> ResponseReturnValue:
    if error.response is not None or (error.code or 500) < 400:
        return error.get_response()
    response = _page(error.code or 500, name="http")
    for name, value in error.get_headers():
        if name.lower() in ("allow", "retry-after"):
            response.headers[name] = value
    return response


def _unexpected(error: InternalServerError) -> ResponseReturnValue:
    original = error.original_exception
    if isinstance(original, OperationalError | PoolTimeout):
        return _database(original)
    if isinstance(original, DBAPIError):
        current_app.logger.error("database error %s", type(original.orig).__name__)
    return _page(500, name="error")


def _titles() -> dict[int, str]:
    return {
        401: _("Please sign in"),
        405: _("This page cannot be used in that way"),
        410: _("This has ended"),
    }


def _page(status: int, *, title: str = "", message: str = "", advice: str = "", name: str) -> Response:
    if _bare():
        response = Response(f"{status}\n", mimetype="text/plain")
    elif request.accept_mimetypes.best == "application/json":
        response = jsonify(error=name, text=message, advice=advice)
    else:
        words = {"title": title or _titles().get(status, ""), "message": message, "advice": advice}
        response = make_response(render_template("errors/error.html", code=status, **words))
    response.status_code = status
    if status == 503:
        response.headers["Retry-After"] = "30"
    return response


def _bare() -> bool:
    """A request for a host that is not ours gets no page: its links would carry the forged name."""
    return isinstance(request.routing_exception, SecurityError)
