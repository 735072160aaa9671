"""What came out of an analysis, or why there is nothing to see."""

from research.summary.schema import Summary
from surveys.errors import Conflict
from surveys.models import Analysis
from surveys.words import gettext as _


def results_of(analysis: Analysis) -> Summary:
    """The whole summary, for the research team."""
    if analysis.run.state != "done":
        raise Conflict(_("Analysis %(n)d has no results yet.", n=analysis.number), _("Wait until it is done."))
    if analysis.summary is None:
        raise Conflict(
            _("Analysis %(n)d was made by an earlier version of Whyprint.", n=analysis.number), _("Run it again.")
        )
    return analysis.summary
