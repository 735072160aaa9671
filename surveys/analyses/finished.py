"""The analysis an address names, where it must have come to its end."""

from surveys.errors import Conflict
from surveys.models import Analysis
from surveys.web.lookup import find_analysis
from surveys.words import gettext as _


def find_results(slug: str, number: int) -> Analysis:
    found = find_analysis(slug, number)
    if found.run.state != "done":
        raise Conflict(_("This analysis has no results yet."), _("Wait until it is done."))
    return found
