"""Views of a code from a pool: to be fetched once, seen as often as one likes, and none left said honestly."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from surveys.models import Reward
from surveys.questionnaire.terms import CodeReward, read_reward
from surveys.respondents import messages
from surveys.respondents.blueprint import blueprint
from surveys.respondents.filters import day
from surveys.respondents.visitor import Visitor, frame, private_url, visitor
from surveys.store import reward_codes
from surveys.words import gettext as _


@blueprint.post("/s/<slug>/reward/<int:reward_id>/code")
def fetch_code(slug: str, reward_id: int) -> ResponseReturnValue:
    """Give a code, where one is left. The answers are not held meanwhile, as with a link to a file."""
    found = visitor(slug, hold=False)
    row = found.reward(reward_id)
    definition = None if row is None else read_reward(row.definition)
    if row is None or not isinstance(definition, CodeReward):
        return messages.no_reward(found)
    if not definition.is_over(found.now.date()):
        reward_codes.give(found.session, reward_id=row.id, claims=found.claims)
    return redirect(url_for("respondents.reward", slug=slug, reward_id=reward_id), 303)


def show_code(found: Visitor, row: Reward, definition: CodeReward) -> ResponseReturnValue:
    """The code somebody has, the button that fetches one, or why there is none."""
    code = reward_codes.code_of(found.session, reward_id=row.id, claims=found.claims)
    why_not = "" if code else _why_not(found, row, definition)
    return render_template(
        "respondents/reward_code.html",
        reward=row,
        title=found.say(definition.title),
        description=found.say(definition.description),
        how_to_use=found.say(definition.how_to_use),
        code=code,
        why_not=why_not,
        until=claim_words(definition),
        private_url=private_url(found),
        **frame(found),
    )


def claim_words(definition: CodeReward) -> str:
    if definition.claim_until is None:
        return ""
    return _("You can fetch your code until %(day)s.", day=day(definition.claim_until))


def _why_not(found: Visitor, row: Reward, definition: CodeReward) -> str:
    if definition.claim_until is not None and definition.is_over(found.now.date()):
        return _("Codes could be fetched until %(day)s. That day is over.", day=day(definition.claim_until))
    if reward_codes.pool(found.session, reward_id=row.id).left:
        return ""
    return _(
        "No code is left at the moment. You still have a right to one: open this page again with your private link "
        "when new codes have been added."
    )
