"""Pictures of a study, from our own address: what is named by its content never changes."""

from flask import Response as FlaskResponse
from flask import make_response
from flask.typing import ResponseReturnValue

from surveys.respondents.blueprint import blueprint
from surveys.store.pictures import content_of
from surveys.web.nothing_here import nothing_here
from surveys.web.transaction import current_session


@blueprint.get("/s/<slug>/pictures/<digest>.webp")
def picture(slug: str, digest: str) -> ResponseReturnValue:
    content = content_of(current_session(), slug=slug, digest=digest)
    if content is None:
        raise nothing_here()
    answer: FlaskResponse = make_response(content)
    answer.mimetype = "image/webp"
    return answer
