"""The last page of somebody whose part ended before all was answered: why, and what becomes of their answers."""

from dataclasses import dataclass

from flask import render_template
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from surveys.presentation.markdown import markdown
from surveys.questionnaire.endings import Ending, EndingKind
from surveys.respondents.desk import kept_at
from surveys.respondents.introduction import reward_words
from surveys.respondents.visitor import Visitor, frame, private_url
from surveys.words import gettext as _


@dataclass(frozen=True, kw_only=True)
class EndingWords:
    """What an ending page says first."""

    title: str
    body: Markup | str
    answers: str


def show_ending(found: Visitor, kind: EndingKind) -> ResponseReturnValue:
    """Kind words, one's own data, and a reward where this ending earns one."""
    return render_template(
        "respondents/ending.html",
        words=ending_words(found, kind),
        kept_at=kept_at(found),
        rewards=reward_words(found, found.rewards),
        private_url=private_url(found),
        **frame(found),
    )


def ending_words(found: Visitor, kind: EndingKind) -> EndingWords:
    """The author's words, else our own."""
    own = found.terms.endings.get(kind, Ending())
    title, text = _usual(kind)
    return EndingWords(
        title=found.say(own.title) or title,
        body=markdown(found.say(own.text)) if own.text else text,
        answers=_what_becomes_of_answers(own),
    )


def _usual(kind: EndingKind) -> tuple[str, str]:
    match kind:
        case "screened_out":
            return (
                _("Thank you for your interest"),
                _("This study looks for people in another situation, so there are no more questions for you."),
            )
        case "quota_full":
            return (
                _("Thank you for your interest"),
                _("Enough people like you have taken part already, so there are no more questions for you."),
            )
        case "duplicate":
            return (
                _("You have already taken part"),
                _("Each person can take part once. What you sent the first time is kept and counts."),
            )
        case _:
            return _("Thank you"), _("Your part ends here. There are no more questions for you.")


def _what_becomes_of_answers(own: Ending) -> str:
    if not own.keep_answers:
        return _("The answers you gave were deleted when your part ended.")
    return _("The answers you gave are kept, but no analysis reads them. You can look at them and erase them.")
