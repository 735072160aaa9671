"""A JSON document to keep: only how it is sent."""

import orjson
from flask import Response


def json_file(content: object, *, name: str) -> Response:
    """Readable JSON that browsers save under a name."""
    body = orjson.dumps(content, option=orjson.OPT_INDENT_2 | orjson.OPT_NON_STR_KEYS)
    answer = Response(body, mimetype="application/json")
    answer.headers.set("Content-Disposition", "attachment", filename=f"{name}.json")
    return answer
