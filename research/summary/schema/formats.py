"""Summaries as they were written down: by today's version, or by those before."""

from pydantic import ValidationError

from research.declared import Plain
from research.errors import BadData
from research.summary.schema import FORMAT, Summary


def read_summary(plain: Plain) -> Summary:
    """A summary from its plain form; sentences of earlier formats stay as they were written.

    Parameters
    ----------
    plain : dict
        As `Summary.plain` gives it, or as it was before.

    Raises
    ------
    BadData
        It is of no version that is known here.
    """
    try:
        return Summary.model_validate(_from_earlier(plain) if plain.get("format", 1) < FORMAT else plain)
    except (ValidationError, KeyError, TypeError, AttributeError) as error:
        raise BadData("earlier_summary") from error


def _from_earlier(plain: Plain) -> Plain:
    """Formats 1 (without a number) and 2 had sentences instead of facts, several of them in one text."""
    retention, provenance = plain["retention"], plain["provenance"]
    return {
        **plain,
        "format": FORMAT,
        "retention": {**retention, "reasons": [retention["reasons"]] if retention["reasons"] else []},
        "provenance": {**provenance, "methods": [provenance["methods"]]},
    }
