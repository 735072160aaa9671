"""From profile tables to rows of cards: the same grammar and unit for the demographic and the psychographic view.

Everything here reads the tables of a summary, so that the same rules run again on suppressed ones.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from scipy import stats

from research.arithmetic.intervals import wilson
from research.codebook import FACETS
from research.declared import Number
from research.said import Said, say
from research.summary.schema.segmented import Option, Profile
from research.summary.schema.told import FacetBlock, Row
from research.summary.telling import IN_BETWEEN

PERCENT_BASE = 30
INDEX_BASE = 100
MOST_ROWS = 6
PER_VARIABLE = {"who": 2, "why": 1}
PER_DIMENSION = 2
"""Rows of the psychographic card about one dimension, counting the dimension itself: a card is not one story told
six times."""


def profile_rows(tables: Iterable[Profile], *, codes: Sequence[str]) -> list[Row]:
    """One row per variable, option and segment, with share, index and a tested difference.

    Parameters
    ----------
    tables : iterable of Profile
        Suppressed or not.
    codes : sequence of str
        Segments, in order.

    Returns
    -------
    list of Row
        `q` is corrected over all rows (Benjamini & Hochberg 1995). An index is given where the base is at least 100
        people and the difference is beyond chance.
    """
    rows = [row for table in tables for code in codes for row in _rows(table, code)]
    tested = [place for place, row in enumerate(rows) if row.z is not None]
    if tested:
        p = np.array([2 * stats.norm.sf(abs(rows[place].z or 0.0)) for place in tested])
        for place, q in zip(tested, stats.false_discovery_control(p), strict=True):
            rows[place] = _tested(rows[place], float(q))
    return rows


def _tested(row: Row, q: float) -> Row:
    row = row.model_copy(update={"q": q, "notable": bool(q < 0.05 and abs(row.z or 0.0) > 2)})
    return row.model_copy(update={"index": _index(row)})


def card_pair(rows: Sequence[Row], segment: str) -> tuple[list[Row], list[Row]]:
    """The demographic and the psychographic card of one segment: as many rows on one side as on the other."""
    who = _candidates(rows, segment, roles=("who",), per_variable=PER_VARIABLE["who"])
    why = _candidates(rows, segment, roles=("why", "maker"), per_variable=PER_VARIABLE["why"])
    why = _vary(why)
    length = min(MOST_ROWS, len(who), len(why)) if who and why else min(MOST_ROWS, len(who) + len(why))
    return who[:length], why[:length]


def _rows(table: Profile, segment: str) -> Iterable[Row]:
    base = table.bases[segment]
    for place, (label, members) in enumerate(answer_groups(table)):
        share = _sum(table.shares[segment], members)
        usual = _sum(table.population_shares, members)
        suppressed = share is None or usual is None
        low = high = z = None
        if share is not None and usual is not None and base and base >= PERCENT_BASE:
            low, high = _interval(table.designs.get(segment), share, base)
            z = _z(share, usual, base, table.population_base or 0)
        yield Row(
            segment=segment,
            variable=table.variable,
            text=table.text,
            label=label,
            question=table.question,
            option=table.option if place else "",
            facet=table.facet,
            role=table.role,
            type=table.type,
            dimension=table.dimension,
            place=place,
            n=_count(table.counts[segment], members),
            base_n=base,
            population_n=_count(table.population, members),
            share=share,
            population_share=usual,
            suppressed=suppressed,
            low=low,
            high=high,
            z=z,
        )


def _interval(design: Number, share: float, base: int) -> tuple[Number, Number]:
    """Wilson's interval with as many people as those are worth whose segment is not known for certain."""
    return (None, None) if design is None else wilson(share, base / design)


def answer_groups(table: Profile) -> list[tuple[Said, list[int]]]:
    """Options as they are told: those of a rating scale below and above its middle together, all else one by one.

    So "agree" is the same on a scale of five, six and seven answers, and a scale of six has no middle.
    """
    options = table.options
    if table.type != "ordinal" or table.role == "who" or len(options) < 4:
        return [(option.said, [place]) for place, option in enumerate(options)]
    half, odd = divmod(len(options), 2)
    low, high = list(range(half)), list(range(half + odd, len(options)))
    middle = [(say(IN_BETWEEN), [half])] if odd else []
    return [(_side(table, low), low), *middle, (_side(table, high), high)]


def _side(table: Profile, members: Sequence[int]) -> Said:
    """What the answers of one side are called; mere numbers say which scale they are of."""
    first, last = table.options[members[0]], table.options[members[-1]]
    if len(members) == 2:
        said = say("either_answer", first=_point(first), second=_point(last))
    else:
        said = say("answers_between", first=_point(first), last=_point(last))
    return said if first.words or last.words else _of_scale(said, table.options[0].code, table.options[-1].code)


def _of_scale(said: Said, low: Number, high: Number) -> Said:
    return (
        say("answers_of", answers=said, most=high)
        if low == 1
        else say("answers_on_scale", answers=said, low=low, high=high)
    )


def _point(option: Option) -> Said:
    return say("quoted_answer", label=option.label) if option.words else say("answer_code", code=option.code)


def _sum(cells: Sequence[Number], members: Sequence[int]) -> Number:
    """Sum of some cells; hidden as soon as one of them is."""
    values = [cells[member] for member in members]
    known = [value for value in values if value is not None]
    return round(sum(known), 10) if len(known) == len(values) else None


def _count(cells: Sequence[int | None], members: Sequence[int]) -> int | None:
    total = _sum(cells, members)
    return None if total is None else int(total)


def _z(share: float, usual: float, base: int, base_all: int) -> float | None:
    """Difference of a segment's share from that of all others, in standard errors."""
    others = base_all - base
    if others < PERCENT_BASE or not 0 < usual < 1:
        return None
    rest = min(max((usual * base_all - share * base) / others, 0.0), 1.0)
    error = float(np.sqrt(usual * (1 - usual) * (1 / base + 1 / others)))
    return (share - rest) / error


def _index(row: Row) -> float | None:
    if row.share is None or not row.notable or (row.base_n or 0) < INDEX_BASE or not row.population_share:
        return None
    return float(100 * row.share / row.population_share)


def _candidates(rows: Sequence[Row], segment: str, *, roles: Sequence[str], per_variable: int) -> list[Row]:
    """Rows of a card by size of the difference; few of one variable (of two options only one, the other follows)."""
    own = [row for row in rows if row.segment == segment and row.role in roles and _speaks(row)]
    own.sort(key=_rank)
    options = Counter(row.variable for row in rows if row.segment == segment)
    taken: Counter[str] = Counter()
    chosen = []
    for row in own:
        if taken[row.variable] < (1 if options[row.variable] == 2 else per_variable):
            taken[row.variable] += 1
            chosen.append(row)
    return chosen


def _rank(row: Row) -> tuple[float, float, str, int]:
    """The largest difference first; of equal ones, what is more frequent here than elsewhere."""
    return -round(abs(_gap(row)), 9), -_gap(row), row.variable, row.place


def _gap(row: Row) -> float:
    return float(row.share or 0) - float(row.population_share or 0)


def _speaks(row: Row) -> bool:
    if row.suppressed or (row.base_n or 0) < PERCENT_BASE:
        return False
    if row.type == "binary":
        return row.place > 0 or row.role == "who"
    return not (row.label.code == IN_BETWEEN or (row.type == "third" and row.place == 1))


def _vary(rows: Sequence[Row]) -> list[Row]:
    """Keep the first rows of every dimension, and rows of no dimension."""
    told: Counter[str] = Counter()
    kept = []
    for row in rows:
        dimension = row.dimension or row.variable
        told[dimension] += 1
        if told[dimension] <= PER_DIMENSION:
            kept.append(row)
    return kept


def facet_blocks(
    rows: Sequence[Row], segment: str, *, asked: Mapping[str, int], most: int = 8
) -> dict[str, FacetBlock]:
    """Per facet, the options in which the segment differs most; a facet that was not asked says so.

    Parameters
    ----------
    rows : sequence of Row
        From `profile_rows`.
    segment : str
        Code of the segment.
    asked : mapping of facet to int
        Items asked per facet.
    most : int
        Rows per facet.
    """
    blocks: dict[str, FacetBlock] = {}
    for facet in FACETS:
        own = [row for row in rows if row.segment == segment and row.facet == facet and _tellable(row)]
        own.sort(key=lambda row: (-abs(_gap(row)), row.variable, row.place))
        blocks[facet] = FacetBlock(asked=bool(asked.get(facet)), rows=own[:most])
    return blocks


def _tellable(row: Row) -> bool:
    return not row.suppressed and row.label.code != IN_BETWEEN and not (row.type == "binary" and row.place == 0)
