"""Views of what is given in return: a page to read, and files by links that work once."""

from collections.abc import Iterator

from flask import Response as FlaskResponse
from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from surveys.models import Reward
from surveys.models.base import utc_now
from surveys.questionnaire.terms import CodeReward, PageReward, read_reward
from surveys.respondents import messages
from surveys.respondents.blueprint import blueprint
from surveys.respondents.reward_code import show_code
from surveys.respondents.reward_text import blocks
from surveys.respondents.visitor import frame, private_links, visitor
from surveys.services.answers.grant_reward import LinkEnded, file_link_is_ours, make_file_link, use_file_link
from surveys.store import rewards
from surveys.web.transaction import current_database
from surveys.words import gettext as _


@blueprint.get("/s/<slug>/reward/<int:reward_id>")
def reward(slug: str, reward_id: int) -> ResponseReturnValue:
    found = visitor(slug)
    row = found.reward(reward_id)
    if row is None:
        return messages.no_reward(found)
    definition = read_reward(row.definition)
    if isinstance(definition, CodeReward):
        return show_code(found, row, definition)
    body = blocks(found.say(definition.body)) if isinstance(definition, PageReward) else ()
    return render_template(
        "respondents/reward.html",
        reward=row,
        title=found.say(definition.title),
        description=found.say(definition.description),
        body=body,
        **frame(found),
    )


@blueprint.post("/s/<slug>/reward/<int:reward_id>/link")
def reward_link(slug: str, reward_id: int) -> ResponseReturnValue:
    """Make a link that works once, and follow it.

    The answers are not held meanwhile: PostgreSQL would note on them which transaction held them, and that is the one
    that made the link.
    """
    found = visitor(slug, hold=False)
    row = found.reward(reward_id)
    if row is None or row.kind != "file":
        return messages.no_reward(found)
    signed = make_file_link(found.session, private_links(), reward=row, now=found.now)
    return redirect(url_for("respondents.download", signed=signed), 303)


@blueprint.get("/reward/<signed>")
def download(signed: str) -> ResponseReturnValue:
    """The file of a link. Opening uses the link up, so this is the one GET that writes, in a transaction of its own."""
    if request.method == "HEAD":
        return "", 200 if file_link_is_ours(private_links(), signed) else 404
    with current_database().writing() as session:
        try:
            row = use_file_link(session, private_links(), signed=signed, now=utc_now())
        except LinkEnded:
            return _ended(), 410
    return _send(row)


def _ended() -> str:
    return render_template(
        "errors/error.html",
        code=410,
        title=_("This link has ended"),
        message=_("It worked once, or for 15 minutes."),
        advice=_("Go back to the page of your reward and get the file again. It stays yours."),
    )


def _send(row: Reward) -> FlaskResponse:
    """The file in slices, each read by itself, so that a slow reader holds neither memory nor the database."""
    database, size = current_database(), row.size or 0

    def slices() -> Iterator[bytes]:
        for start in range(0, size, rewards.SLICE):
            with database.reading() as session:
                yield rewards.slice_of_file(session, reward_id=row.id, start=start)

    answer = FlaskResponse(slices(), mimetype=row.media_type or "application/octet-stream")
    answer.headers.set("Content-Disposition", "attachment", filename=row.file_name or "file")
    answer.content_length = size
    return answer
