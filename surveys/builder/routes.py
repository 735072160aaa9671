"""The researcher's tools for questionnaires: only which address leads to which view."""

from flask import Blueprint

from surveys.builder.preview import add_preview
from surveys.builder.publish import publish

blueprint = Blueprint("builder", __name__)
blueprint.add_url_rule("/publish", "publish", publish, methods=["GET", "POST"])
add_preview(blueprint)
