"""The rule of a short form as a file that stands alone: questions, answers, arithmetic, accuracy."""

from collections.abc import Mapping
from typing import Any

from research.errors import BadData
from research.summary.schema import Summary
from research.summary.schema.formats import read_summary
from research.typing.rule import read_rule
from research.words.grammar import ENGLISH

ACCURACY = {
    "n", "hit_rate", "hit_low", "hit_high", "chance", "majority", "classified_share", "hit_rate_classified",
    "hit_low_classified", "hit_high_classified",
}  # fmt: skip


def rule_file(summary: Summary) -> dict[str, Any]:
    """The portable rule of an analysis.

    Returns
    -------
    dict
        What `whyprint schema rule` describes: the rule with the study, the questions with their answers, the names
        of the segments and how often it is right.

    Raises
    ------
    BadData
        The analysis has no short form.
    """
    tool = summary.typing_tool
    if not tool.rule:
        raise BadData("no_short_form")
    return read_rule(
        {
            **tool.rule,
            "study": summary.data.name,
            "questions": {name: question.model_dump() for name, question in tool.questions.items()},
            "names": {one.code: ENGLISH.text(one.called) for one in summary.personas if one.called},
            "accuracy": tool.model_dump(include=ACCURACY),
        }
    )


def read_rule_file(plain: object) -> dict[str, Any]:
    """A rule from a rule file or from a whole summary.

    Raises
    ------
    BadData
    """
    if isinstance(plain, Mapping) and "typing_tool" in plain:
        return rule_file(read_summary(dict(plain)))
    return read_rule(plain)
