"""What is not there and what is not for the asker: one answer to both, so that nobody learns which of the two it is."""

from surveys.errors import Missing
from surveys.words import gettext as _


def nothing_here() -> Missing:
    return Missing(
        _("There is nothing at this address, or it is not yours to see."),
        _("Look for it in your lists of studies and reports."),
    )
