"""The rule of a short form as a file that stands alone: questions, answers, arithmetic, accuracy."""

from collections.abc import Mapping
from typing import Any

from research.errors import BadData
from research.typing.rule import read_rule

ACCURACY = (
    "n", "hit_rate", "hit_low", "hit_high", "chance", "majority", "classified_share", "hit_rate_classified",
    "hit_low_classified", "hit_high_classified",
)  # fmt: skip


def rule_file(summary: Mapping[str, Any]) -> dict[str, Any]:
    """The portable rule of an analysis.

    Parameters
    ----------
    summary : mapping
        From `research.summary.summarise`, also after a round trip through JSON.

    Returns
    -------
    dict
        What `whyprint schema rule` describes: the rule with the study, the questions with their answers, the names
        of the segments and how often it is right.

    Raises
    ------
    BadData
        The analysis has no short form, or was run before rules typed answers as they are given.
    """
    tool = summary.get("typing_tool") or {}
    if not tool.get("rule"):
        raise BadData("This analysis has no short form.", advice="Without segments there is none; see its verdict.")
    if "format" not in tool["rule"] or not tool.get("questions"):
        raise BadData(
            "This analysis was run before its short form could be used outside.", advice="Run it again, then try it."
        )
    return read_rule(
        {
            **tool["rule"],
            "study": str((summary.get("data") or {}).get("name") or ""),
            "questions": tool["questions"],
            "names": {one["code"]: one["name"] for one in summary.get("personas") or () if one.get("name")},
            "accuracy": {name: tool.get(name) for name in ACCURACY},
        }
    )


def read_rule_file(plain: object) -> dict[str, Any]:
    """A rule from a rule file or from a whole summary.

    Raises
    ------
    BadData
    """
    if isinstance(plain, Mapping) and "typing_tool" in plain:
        return rule_file(plain)
    return read_rule(plain)
