"""How much a posted page may weigh: what its own questions allow to be written, and no more."""

from flask import request

from surveys.questionnaire.definition import Page
from surveys.questionnaire.question_types import Input, Question
from surveys.respondents.visitor import Visitor
from surveys.web.access import PAGE_BODY, SMALL_BODY

_SIGN = 12
"""Bytes of one sign in a posted form, where every byte of four is written as three."""
_NAME = 64
"""Bytes around a value: its name, and what divides it from the next."""


def allow_for_page(found: Visitor, name: str) -> None:
    """Before the form of this request is read: let it be as large as the page may become."""
    page = next((page for page in found.questionnaire.pages() if page.name == name), None)
    most = SMALL_BODY if page is None else page_size(page)
    request.max_content_length = request.max_form_memory_size = most


def page_size(page: Page) -> int:
    """The largest post of a page on which everything is filled in to its longest, twice over for what is a fault."""
    return min(PAGE_BODY, SMALL_BODY + 2 * sum(_question_size(question) for question in page.questions))


def _question_size(question: Question) -> int:
    return sum(_input_size(described) for described in question.inputs())


def _input_size(described: Input) -> int:
    return int(described.attrs.get("maxlength", "0")) * _SIGN + _NAME * (1 + len(described.options))
