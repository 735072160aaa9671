"""Summaries as they were written down: by today's version, or by the one before."""

from pydantic import ValidationError

from research.declared import Plain
from research.errors import BadData
from research.summary.schema import Summary


def read_summary(plain: Plain) -> Summary:
    """A summary from its plain form.

    Parameters
    ----------
    plain : dict
        As `Summary.plain` gives it, or as it was before summaries had the number of their format.

    Raises
    ------
    BadData
        It is of no version that is known here.
    """
    try:
        return Summary.model_validate(plain if "format" in plain else _from_first(plain))
    except (ValidationError, KeyError, TypeError, AttributeError) as error:
        raise BadData("earlier_summary") from error


def _from_first(plain: Plain) -> Plain:
    """Where there was nothing to factor, the reasons for a number of factors were an empty list."""
    retention = plain["retention"]
    return {**plain, "retention": {**retention, "reasons": retention["reasons"] or ""}}
