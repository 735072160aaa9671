"""Whether a short form tells enough of people to say to somebody's face who they are."""

from research.summary.schema.proved import TypingTool
from surveys.errors import Conflict
from surveys.words import gettext as _

_PERCENT = 100


def refuse_weak_rule(tool: TypingTool) -> None:
    """Refuse what is right no more often than naming the largest segment every time, or names nobody.

    Raises
    ------
    Conflict
        With the figures that speak against it.
    """
    if tool.hit_low is None or tool.majority is None or tool.hit_low <= tool.majority:
        raise Conflict(
            _(
                "The short form is right for %(hit)s of people it had not seen (at least %(low)s); always naming the "
                "largest segment is right for %(majority)s.",
                hit=_percent(tool.hit_rate),
                low=_percent(tool.hit_low),
                majority=_percent(tool.majority),
            ),
            _("Let the plan choose more questions for the short form, or ask more people, and run the analysis again."),
        )
    if tool.hit_rate_classified is None:
        raise Conflict(
            _("No probability was high enough to name anybody’s segment."),
            _("Let the plan choose more questions for the short form, or ask more people, and run the analysis again."),
        )


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{_PERCENT * share:.0f} %"
