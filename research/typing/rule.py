"""The portable rule of a short form: reading it, and typing a person by it in plain arithmetic.

Nothing but arithmetic is imported: a page that types somebody loads no statistics.
"""

import math
from collections.abc import Mapping
from typing import Any

from research.errors import BadData
from research.said import Said, say

FORMAT = "whyprint-rule/1"
TYPED, UNCLEAR, MISSING = "typed", "unclear", "missing"
"""A segment is given; no segment is probable enough; a question was left out."""
NEEDED = ("items", "segments", "means", "sds", "intercepts", "coefficients")


def score_rule(rule: Mapping[str, Any], answers: Mapping[str, Any]) -> dict[str, Any]:
    """Type one person, in plain arithmetic.

    For every segment: intercept + the sum over ratings of coefficient x (answer - mean) / sd + the sum over choices
    of the points of the chosen answer; probabilities are the exponentials of these sums, divided by their total.

    Parameters
    ----------
    rule : mapping
        `TypingTool.rule`, also after a round trip through JSON.
    answers : mapping of item to code
        As given, not reversed; more items than needed do no harm.

    Returns
    -------
    dict
        `probabilities` (segment to probability; empty where an answer is missing), `segment` (the most probable one,
        or None) and `reason` (None; `"unclear"` where the highest probability is below the rule's threshold;
        `"missing"`).
    """
    scores = dict(rule["intercepts"])
    for item in rule["items"]:
        added = _points(rule, item, _number(answers.get(item)))
        if added is None:
            return {"probabilities": {}, "segment": None, "reason": MISSING}
        scores = {segment: scores[segment] + added[segment] for segment in rule["segments"]}
    highest = max(scores.values())
    powers = {segment: math.exp(score - highest) for segment, score in scores.items()}
    total = sum(powers.values())
    probabilities = {segment: power / total for segment, power in powers.items()}
    best = max(probabilities, key=lambda one: probabilities[one])
    if probabilities[best] < rule.get("threshold", 0.0):
        return {"probabilities": probabilities, "segment": None, "reason": UNCLEAR}
    return {"probabilities": probabilities, "segment": best, "reason": None}


def read_rule(plain: object) -> dict[str, Any]:
    """A rule from JSON, complete and in one piece.

    Raises
    ------
    BadData
        It is none, or parts of it are missing; all of them are named.
    """
    if not isinstance(plain, Mapping) or plain.get("format") != FORMAT:
        given = plain.get("format") if isinstance(plain, Mapping) else None
        if given:
            raise BadData("rule_of_other_format", given=str(given), format=FORMAT)
        raise BadData("rule_without_format")
    faults = [say("rule_lacks", part=name) for name in NEEDED if name not in plain] or _faults(plain)
    if faults:
        raise BadData("unusable_rule", faults=faults)
    return dict(plain)


def _faults(rule: Mapping[str, Any]) -> list[Said]:
    choices = rule.get("choices") or {}
    if not rule["items"] or not rule["segments"]:
        return [say("rule_of_nothing")]
    try:
        ratings = [item for item in rule["items"] if item not in choices]
        figures = [
            *(rule[name][item] for name in ("means", "sds") for item in ratings),
            *(rule["intercepts"][segment] for segment in rule["segments"]),
            *(rule["coefficients"][segment][item] for segment in rule["segments"] for item in ratings),
            *(points[segment] for each in choices.values() for points in each.values() for segment in rule["segments"]),
            rule.get("threshold", 0.0),
        ]
    except KeyError as lost:
        return [say("rule_without_figure", name=str(lost.args[0]))]
    except (TypeError, AttributeError):
        return [say("rule_of_other_form")]
    if any(_number(figure) is None or isinstance(figure, str) for figure in figures):
        return [say("rule_with_text")]
    return [say("rule_without_spread", item=item) for item in ratings if rule["sds"][item] <= 0]


def _points(rule: Mapping[str, Any], item: str, answer: float | None) -> Mapping[str, float] | None:
    """What one answer adds to the score of each segment; None where there is no such answer."""
    if answer is None:
        return None
    choice = (rule.get("choices") or {}).get(item)
    if choice is not None:
        points: Mapping[str, float] | None = choice.get(f"{answer:g}")
        return points
    scaled = (answer - rule["means"][item]) / rule["sds"][item]
    return {segment: rule["coefficients"][segment][item] * scaled for segment in rule["segments"]}


def _number(value: Any) -> float | None:
    try:
        number = float(value)
    except (TypeError, ValueError):
        return None
    return number if math.isfinite(number) else None
