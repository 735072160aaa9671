"""Words for codes that researchers see: facets, states, stages, choices of a plan, purposes."""

from flask_babel import lazy_gettext as _l

from research.choices import OneOf
from research.plan import CHOICES, DEFAULTS
from surveys.questionnaire.endings import EndingKind
from surveys.words import gettext as _
from surveys.words import word

FACETS = {
    "demographics": _l("Demographics"),
    "firmographics": _l("Firmographics"),
    "values": _l("Values"),
    "lifestyle": _l("Lifestyle"),
    "personality": _l("Personality"),
    "opinions": _l("Opinions"),
    "needs": _l("Needs"),
    "pain_points": _l("Pain points"),
    "objections": _l("Objections"),
    "preferences": _l("Preferences and interests"),
    "engagement": _l("Engagement"),
    "funnel_stage": _l("Funnel stage"),
    "purchase": _l("Purchases and habits"),
    "brand": _l("Brand"),
    "outcome": _l("Outcomes"),
}
STATES = {
    "queued": (_l("Waiting"), "neutral"),
    "running": (_l("Running"), "accent"),
    "done": (_l("Done"), "success"),
    "failed": (_l("Did not finish"), "stop"),
    "cancelled": (_l("Cancelled"), "neutral"),
}
STAGES = {
    "queued": _l("Waiting for the worker"),
    "answers": _l("Reading the answers"),
    "screening": _l("Looking for careless answers"),
    "items": _l("Describing the items and testing the scales"),
    "correlations": _l("Correlating the items"),
    "retention": _l("Deciding how many dimensions there are"),
    "factors": _l("Finding the dimensions"),
    "scores": _l("Scoring every person"),
    "segments": _l("Looking for groups of people, again and again on new samples"),
    "portraits": _l("Describing the people of each group"),
    "contest": _l("Demographics against psychographics"),
    "typing_tool": _l("Choosing the golden questions"),
    "confirmation": _l("Testing the scales, and whether they mean the same in every group"),
    "side_by_side": _l("Grouping the same people in other ways"),
    "themes": _l("Looking for themes in open answers"),
    "resampling": _l("Running everything again on new samples"),
    "wave": _l("Comparing the new answers with the old"),
    "report": _l("Writing the report"),
    "done": _l("Done"),
}
_USUAL = DEFAULTS.to_dict()
PURPOSES = {
    "take_part": _l("Take part"),
    "profile": _l("Be matched to a persona"),
    "share_crm": _l("Be shared with the customer database"),
    "match_ads": _l("Be matched on advertising platforms"),
    "email": _l("Receive e-mail"),
    "email_tracking": _l("Be tracked in e-mail"),
    "quote": _l("Be quoted"),
    "recontact": _l("Be asked again"),
}
SIGNS = {
    "failed_check": _l("Answered an attention check wrongly"),
    "too_fast": _l("Took less than a third of the median time"),
    "straight_line": _l("Gave one and the same answer to nearly every rating"),
}
WINNERS = {
    "demographics": _l("Demographics"),
    "psychographics": _l("Psychographics"),
    "itself": _l("Attitudes to the thing itself"),
    "tie": _l("Neither: a tie"),
    "neither": _l("Neither explains it"),
}


def facet_words(facet: str | None) -> str:
    """A facet in words; one we do not know as it is written."""
    if not facet:
        return _("Not said")
    return str(FACETS.get(facet, facet.replace("_", " ").capitalize()))


def capitalised(words: str) -> str:
    """Words as a line of a table begins."""
    return words[:1].upper() + words[1:]


def choice_words(name: str, code: str) -> str:
    """A code of the plan in words; one that the choice does not know as it is written."""
    kind = CHOICES[name].kind
    return word(kind.options[code]) if isinstance(kind, OneOf) and code in kind.options else code


def advised_words(name: str, code: str) -> str:
    """The same on the form, where the default is marked."""
    words = choice_words(name, code)
    return _("%(choice)s (recommended)", choice=words) if code == _USUAL[name] else words


def stage_words(stage: str) -> str:
    return str(STAGES.get(stage, stage.replace("_", " ").capitalize()))


def purpose_words(purpose: str) -> str:
    return str(PURPOSES.get(purpose, purpose.replace("_", " ").capitalize()))


def state_words(state: str) -> str:
    return str(STATES[state][0]) if state in STATES else state


def ending_words() -> dict[EndingKind, str]:
    """How somebody's part ended."""
    return {
        "complete": _("Completed"),
        "screened_out": _("Screened out"),
        "quota_full": _("Quota full"),
        "quality": _("Turned away for quality"),
        "duplicate": _("Took part before"),
    }
