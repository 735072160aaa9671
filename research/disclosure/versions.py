"""Two versions of one report: whether somebody who has both learns what the few people answered who are in one only."""

from collections.abc import Mapping
from dataclasses import dataclass

from research.disclosure.rules import Rules
from research.summary.schema import Summary

Counted = tuple[str, ...]
"""What a number of people counts: a question and one of its answers."""


@dataclass(frozen=True, kw_only=True)
class Moved:
    """People whom one version has and the other has not.

    Parameters
    ----------
    joined, left : int
        Of the new version, and of the old one.
    """

    joined: int
    left: int

    def tells_of_few(self, rules: Rules) -> bool:
        """Whether a few people differ, without enough others among whom nobody can tell them."""
        return bool(self.joined or self.left) and max(self.joined, self.left) < rules.smallest_group

    def hides_few(self, rules: Rules) -> bool:
        """Whether a few went one way while enough went the other."""
        return not self.tells_of_few(rules) and (rules.is_small(self.joined) or rules.is_small(self.left))


def telling_questions(
    before: Summary, after: Summary, *, analysed: Moved, assigned: Moved, rules: Rules
) -> tuple[str, ...]:
    """Questions by which the few who went one way are told from the many who went the other.

    Where many joined and a few left, every number of people grows or stays, unless more of those few gave an answer
    than of the many: a number that falls tells what the few answered. The same holds the other way round.

    Parameters
    ----------
    before, after : Summary
        Whole ones, before the gate: a share that is shown tells a number that is not.
    analysed, assigned : Moved
        Of the people whose answers were counted, and of those who are in a segment.
    rules : Rules

    Returns
    -------
    tuple of str
        Their words; empty where nothing is told.
    """
    told = [
        *_against(_answers(before), _answers(after), analysed, rules),
        *_against(_profiles(before), _profiles(after), assigned, rules),
    ]
    return tuple(dict.fromkeys(told))


def _against(before: Mapping[Counted, int], after: Mapping[Counted, int], moved: Moved, rules: Rules) -> list[str]:
    if not moved.hides_few(rules):
        return []
    few_left = rules.is_small(moved.left)
    grown = {counted: after[counted] - n for counted, n in before.items() if counted in after}
    return [counted[0] for counted, more in grown.items() if (more < 0 if few_left else more > 0)]


def _answers(summary: Summary) -> dict[Counted, int]:
    """How many of everybody who was analysed gave each answer to each item, and how many none."""
    found: dict[Counted, int] = {}
    for item in summary.items.values():
        found[item.text, ""] = item.missing or 0
        for code, share in item.distribution.items():
            found[item.text, code] = round((share or 0) * (item.n or 0))
    return found


def _profiles(summary: Summary) -> dict[Counted, int]:
    """How many of everybody who is in a segment gave each answer; thirds are cut anew each time and count nothing."""
    return {
        (table.text, option.label): n or 0
        for table in summary.segments.profiles
        if table.type != "third"
        for option, n in zip(table.options, table.population, strict=True)
    }
