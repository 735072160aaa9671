"""Summaries as they were written down: by today's version, or by those before."""

from typing import Any

from pydantic import ValidationError

from research.declared import Plain
from research.errors import BadData
from research.said import AS_WRITTEN, WORDS
from research.summary.schema import FORMAT, Summary
from research.words.catalogue import CATALOGUE

LEVELS = frozenset({"name_of_level", "name_of_lowest_level", "name_of_highest_level"})
NAMES = LEVELS | {AS_WRITTEN, "name_in_own_words", "name_of_kind"}
"""Codes of names by rule, and of those that were written down before names had codes."""


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
        known = _from_earlier(plain) if plain.get("format", 1) < FORMAT else plain
        return Summary.model_validate(_as_written(_with_names_of_today(known)))
    except (ValidationError, KeyError, TypeError, AttributeError) as error:
        raise BadData("earlier_summary") from error


def _with_names_of_today(plain: Plain) -> Plain:
    """Names by rules that are no more ("Group S1", "More openness") were no names; such a persona has its code."""
    personas = [{**each, "name": None} if _is_retired(each["name"]) else each for each in plain["personas"]]
    return {**plain, "personas": personas}


def _is_retired(name: object) -> bool:
    return isinstance(name, dict) and name.get("code", AS_WRITTEN) not in NAMES


def _as_written(value: Any) -> Any:
    """Sentences that nothing says any more, in the words that were written down beside their figures."""
    if isinstance(value, list):
        return [_as_written(each) for each in value]
    if not isinstance(value, dict):
        return value
    if value.keys() >= {"code", *WORDS} and value["code"] not in CATALOGUE:
        kept = {name: value[name] for name in ("code", "severity", "where") if name in value}
        return {**kept, "texts": {name: value[name] for name in WORDS}}
    return {name: _as_written(each) for name, each in value.items()}


def _from_earlier(plain: Plain) -> Plain:
    """Formats 1 (without a number) and 2 had sentences instead of facts, several of them in one text."""
    retention, provenance = plain["retention"], plain["provenance"]
    return {
        **plain,
        "format": FORMAT,
        "retention": {**retention, "reasons": [retention["reasons"]] if retention["reasons"] else []},
        "provenance": {**provenance, "methods": [provenance["methods"]]},
    }
