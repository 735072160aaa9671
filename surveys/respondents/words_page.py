"""The page that asks again: what somebody agreed to beside what is asked today, and a page that waits meanwhile."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from flask import render_template

from surveys.questionnaire.terms import PurposeName
from surveys.respondents.start_form import box_name
from surveys.respondents.visitor import Visitor, frame
from surveys.services.answers.ask_again import Reworded, reworded
from surveys.store.consents import TAKE_PART

PAGE, PASS = "_page", "_pass"
"""Hidden fields: which page waits to be sent, and its pass."""
BOXES = tuple(box_name(purpose) for purpose in get_args(PurposeName))
"""Fields of the boxes, which are no answers to the page."""


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """A page that was sent before somebody had decided: nothing of it is stored, and nothing of it is lost."""

    page: str
    page_pass: str
    typed: Mapping[str, Sequence[str]]

    def fields(self) -> list[tuple[str, str]]:
        typed = [(name, value) for name, values in self.typed.items() for value in values]
        return [(PAGE, self.page), (PASS, self.page_pass), *typed]


@dataclass(frozen=True, kw_only=True)
class AskedBox:
    """A purpose with both sentences."""

    name: str
    purpose: str
    text: str
    signed: str
    language: str
    ticked: bool
    needed: bool


def asked_again(found: Visitor) -> tuple[Reworded, ...]:
    """What this visitor has to decide before anything new is stored; nothing for almost everybody."""
    response = found.response
    if response is None or response.is_over:
        return ()
    return reworded(found.session, study=found.study, response=response, default=found.questionnaire.language)


def show_words(
    found: Visitor,
    asked: Sequence[Reworded],
    *,
    given: Collection[str] = (),
    fault: str = "",
    waiting: Waiting | None = None,
) -> str:
    return render_template(
        "respondents/words.html",
        boxes=[_box(found, one, ticked=one.purpose.name in given) for one in asked],
        fault=fault,
        waiting=[] if waiting is None else waiting.fields(),
        **frame(found),
    )


def _box(found: Visitor, one: Reworded, *, ticked: bool) -> AskedBox:
    return AskedBox(
        name=box_name(one.purpose.name),
        purpose=one.purpose.name,
        text=found.say(one.purpose.text),
        signed=one.signed,
        language=one.language,
        ticked=ticked,
        needed=one.purpose.name == TAKE_PART,
    )
