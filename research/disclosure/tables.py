"""Tables of people: which cells go, so that none can be computed back from its neighbours or from a total."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

import numpy as np

from research.declared import Number
from research.disclosure.cells import hide_small_cells
from research.disclosure.folding import fold_small_answers
from research.disclosure.rules import Rules
from research.summary.schema.measured import ItemFigures
from research.summary.schema.segmented import Passport, Profile, Transition

Cell = TypeVar("Cell")
ALMOST = 1e-9
MOMENTS = ("mean", "sd", "skew", "kurtosis", "floor", "ceiling")


def guard_profile(table: Profile, *, sizes: Mapping[str, int], weighted: bool, rules: Rules) -> Profile:
    """A whole distribution by segment, folded where that saves it.

    Where a few people of a segment (or of everybody) did not answer, the counts go and the shares stay: the sum of the
    counts beside the size would tell how many these are. The shares are then told as if all had answered, in whole
    people of the size; with all their digits they would be fractions of the number that is not told.

    Where people are weighted, a count beside a share would tell how those who gave the answer are split by what they
    are weighted by: the counts go, and the shares are told in whole percents (by what the gate does to every share).

    Parameters
    ----------
    table : Profile
        With all its figures.
    sizes : mapping of segment to int
        People in each segment.
    weighted : bool
    rules : Rules
    """
    table = fold_small_answers(table, rules=rules)
    codes = list(table.counts)
    counts = np.array([table.counts[code] for code in codes], dtype=float).reshape(len(codes), -1)
    everybody = np.array(table.population, dtype=float)
    unassigned = np.maximum(everybody - counts.sum(axis=0), 0)  # people in no segment are a line like any other
    mask = hide_small_cells(np.vstack([counts, unassigned]), rules=rules)
    of_all = hide_small_cells(everybody[None, :], rules=rules)[0]
    mask[:, of_all] = True
    for line, code in enumerate(codes):
        mask[line] |= (table.bases[code] or 0) < rules.percent_base
    silent = {code: sizes[code] - (table.bases[code] or 0) for code in codes}
    unanswered = sum(sizes.values()) - (table.population_base or 0)
    tells = weighted or any(rules.is_small(n) for n in (*silent.values(), unanswered))
    none = np.ones_like(mask[0])
    shares, population_shares = table.shares, table.population_shares
    if not weighted:
        shares = {code: _as_of_all(shares[code], silent[code], sizes[code], rules) for code in codes}
        population_shares = _as_of_all(population_shares, unanswered, sum(sizes.values()), rules)
    return table.model_copy(
        update={
            "counts": {
                code: blanked(table.counts[code], none if tells else mask[line]) for line, code in enumerate(codes)
            },
            "shares": {code: blanked(shares[code], mask[line]) for line, code in enumerate(codes)},
            "population": blanked(table.population, none if tells else of_all),
            "population_shares": blanked(population_shares, of_all),
        }
    )


def _as_of_all(shares: Sequence[Number], silent: int, size: int, rules: Rules) -> list[Number]:
    """Shares of those who answered, where a few did not, as whole people of all; they add up as before."""
    if not rules.is_small(silent) or any(share is None for share in shares):
        return list(shares)
    people = np.array([float(share or 0) * size for share in shares])
    whole = np.floor(people + ALMOST)
    more = round(people.sum() - whole.sum())
    whole[np.argsort(whole - people, kind="stable")[:more]] += 1
    return [float(each / size) for each in whole]


def guard_item(item: ItemFigures, *, rules: Rules) -> ItemFigures:
    """The distribution of one item among everybody.

    Mean, spread and the other moments are sums over the same answers: with a hidden one, they would give it away.
    """
    counts = np.array([round((share or 0) * (item.n or 0)) for share in item.distribution.values()], dtype=float)
    if not len(counts):
        return item
    mask = hide_small_cells(counts[None, :], rules=rules)[0]
    told = blanked(list(item.distribution.values()), mask)
    shown: dict[str, Number] = dict(zip(item.distribution, told, strict=True))
    gone = dict.fromkeys(MOMENTS) if mask.any() else {}
    return item.model_copy(update={"distribution": shown, **gone})


def guard_passports(cells: Sequence[Passport], *, weighted: bool, rules: Rules) -> list[Passport]:
    """Groups alike in their demographics: large enough for percentages, and as large as their cells add up to.

    Where people are weighted, they are told by their shares alone, as in every table.
    """
    told = [_passport(cell, rules) for cell in cells if (cell.n or 0) >= rules.percent_base]
    return [cell.model_copy(update={"counts": dict.fromkeys(cell.counts)}) for cell in told] if weighted else told


def _passport(cell: Passport, rules: Rules) -> Passport:
    codes = list(cell.counts)
    counts = np.array(list(cell.counts.values()), dtype=float)
    mask = hide_small_cells(counts[None, :], rules=rules)[0]
    together = counts.sum()  # not a number where a cell is hidden already
    few_elsewhere = rules.is_small((cell.n or 0) - together)
    return cell.model_copy(
        update={
            "n": int(together) if few_elsewhere else cell.n,
            "counts": dict(zip(codes, blanked(list(cell.counts.values()), mask), strict=True)),
            "shares": dict(zip(codes, blanked([cell.shares[code] for code in codes], mask), strict=True)),
        }
    )


def guard_transition(step: Transition, *, rules: Rules) -> Transition:
    """Who goes where from one number of segments to the next."""
    mask = hide_small_cells(np.array(step.transition, dtype=float), rules=rules)
    told = [blanked(row, line) for row, line in zip(step.transition, mask, strict=True)]
    return step.model_copy(update={"transition": told})


def blanked(cells: Sequence[Cell | None], mask: np.ndarray) -> list[Cell | None]:
    """The cells, None where the mask hides them."""
    return [None if hide else cell for cell, hide in zip(cells, mask, strict=True)]
