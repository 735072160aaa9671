"""Which careful sentences numbers ask for: one-line portraits and statements, all by rule, each with its evidence."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from math import erf, sqrt

from research.declared import Number
from research.said import Said, in_turn, say
from research.summary.schema.told import Defining, Row
from research.summary.telling import IN_BETWEEN, Answer, answer_of, in_shares, leaning
from research.words.sizes import MARKER_EFFECT

MOST_TOLD = 4
"""Items that a portrait names."""
UNLIKE = 0.15
"""Nobody is much like everybody where an answer is given so much more or less often."""


def portrait(markers: Sequence[Defining], rows: Sequence[Row] = ()) -> Said:
    """What more of these people answer than of others, without figures: those stand in the statements.

    Parameters
    ----------
    markers : sequence of Defining
        By size of the difference.
    rows : sequence of Row
        Of the segment.
    """
    clear = [row for row in markers if row.marker][:MOST_TOLD]
    if clear:
        return in_turn(*_together([leaning(row, rows) for row in clear]))
    if any(abs(row.effect) >= MARKER_EFFECT for row in markers):
        return say("portrait_too_few")
    answered = _answered_unlike(rows)
    return say("like_everybody_but", what=answered) if answered else say("portrait_like_everybody")


def _answered_unlike(rows: Sequence[Row]) -> Said | None:
    """The answer that formed the groups and is furthest from everybody's, however like theirs the average is."""
    told = [row for row in rows if row.formed and row.type == "ordinal" and row.notable and row.share is not None]
    told = [row for row in told if row.label.code != IN_BETWEEN]
    far = [row for row in told if abs((row.share or 0.0) - (row.population_share or 0.0)) >= UNLIKE]
    if not far:
        return None
    furthest = max(far, key=lambda row: abs((row.share or 0.0) - (row.population_share or 0.0)))
    return in_shares(replace(answer_of(furthest), here=None))


def _together(answers: Iterable[Answer]) -> list[Said]:
    """Items that are answered in the same way in one sentence."""
    alike: dict[tuple[str, ...], list[Answer]] = {}
    for each in answers:
        same = each.item if each.kind == "option" else each.said.model_dump_json() if each.kind == "answer" else ""
        alike.setdefault((each.kind, str(each.more), same), []).append(each)
    return [_sentence(each) for each in alike.values()]


def _sentence(answers: Sequence[Answer]) -> Said:
    first = answers[0]
    items = [each.option or each.item for each in answers]
    relation = "more" if first.more else "fewer"
    return say(f"portrait_{relation}_{first.kind}", items=items, answer=first.said, item=first.item)


def statement(row: Defining, rows: Sequence[Row] = ()) -> Said:
    """One careful sentence about one item: how many of them answer so, and how many of everybody.

    Parameters
    ----------
    row : Defining
    rows : sequence of Row
        Of the segment; where they say nothing of the item, the sentence has no figures.
    """
    return say("as_sentence", what=in_shares(leaning(row, rows)))


def overlap_share(effect: float) -> float:
    """Overlap of two normal distributions `effect` standard deviations apart (Cohen 1988; R: 2 * pnorm(-d / 2))."""
    from_middle = abs(effect) / 2
    return 2 * _normal_below(-from_middle)


def overlap_of(row: Defining) -> float:
    """Share of answers that a segment and everybody else have in common on one item of `defines`.

    Two normal curves for ratings; for yes or no, what both groups share of either answer, from 1 (the same) to 0.
    """
    n, base = row.n or 0, row.base_n or 0
    if row.type != "binary" or base <= n:
        return overlap_share(row.effect)
    here, everybody = share_of(row.value, row), share_of(row.population, row)
    others = (everybody * base - here * n) / (base - n)
    return 1 - min(abs(here - others), 1.0)


def share_of(value: Number, row: Defining) -> float:
    """Where a mean lies between the lowest and the highest answer, from 0 to 1."""
    low, high = row.scale_low or 0, row.scale_high or 0
    return (float(value or 0) - low) / (high - low)


def _normal_below(x: float) -> float:
    return 0.5 * (1 + erf(x / sqrt(2)))
