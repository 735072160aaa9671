"""The blueprint of respondents' pages; the files beside it hang their views on it."""

from flask import Blueprint

blueprint = Blueprint("respondents", __name__)
