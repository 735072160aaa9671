"""Somebody who has a whole published summary and solves it: how many people of each kind can there be?

Every person is of one kind: a segment (or none), and an answer (or none) to each question. All that is shown are
equations between whole numbers of people of each kind.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product

import numpy as np
import pandas as pd
from scipy.optimize import LinearConstraint, milp
from scipy.sparse import csr_array

from research.disclosure import Rules
from research.summary.schema import Summary

NONE = ""
ALL = frozenset({"S1", "S2", "S3"})
MOST_TRIES = 2_000
"""Branches of the search for whole numbers; what is not found in them counts as not known."""
Kind = Mapping[str, str]
Is = Callable[[Kind], bool]


@dataclass(frozen=True)
class Believed:
    """A weighted number of people of some kinds lies between these."""

    weights: np.ndarray
    low: float
    high: float


class Attacker:
    """Reads a summary; `bounds` says how many people of some kind there are at least and at most.

    With `whole`, people are whole numbers, which takes longer.
    """

    def __init__(self, shown: Summary, options: Mapping[str, list[str]], rules: Rules, *, whole: bool) -> None:
        self._shown, self._options, self._rules, self._whole = shown, options, rules, whole
        values = {"segment": [*shown.segments.codes, NONE], **{name: [*codes, NONE] for name, codes in options.items()}}
        self._kinds = [dict(zip(values, each, strict=True)) for each in product(*values.values())]
        self._rows = [*self._sizes(), *self._tables(), *self._items(), *self._groups(), *self._passports(),
                      *self._margins(), *self._means(), *self._rarities(), *self._themes(),
                      *self._weighted()]  # fmt: skip

    def bounds(self, group: Is) -> tuple[float, float]:
        aim = self._who(group)
        return self._best(aim, 1.0), self._best(aim, -1.0)

    def _best(self, aim: np.ndarray, sign: float) -> float:
        rows = LinearConstraint(
            csr_array([row.weights for row in self._rows]),
            [row.low - 1e-6 for row in self._rows],
            [row.high + 1e-6 for row in self._rows],
        )
        whole = np.full(len(aim), int(self._whole))
        found = milp(sign * aim, constraints=rows, integrality=whole, options={"node_limit": MOST_TRIES})
        assert found.status in (0, 1), "what is shown contradicts itself"
        bound = found.fun if found.mip_dual_bound is None else found.mip_dual_bound
        return sign * float(bound) if bound is not None else (0.0 if sign > 0 else np.inf)

    def _who(self, group: Is) -> np.ndarray:
        return np.array([float(group(kind)) for kind in self._kinds])

    def _count(self, group: Is, n: int | None) -> Iterator[Believed]:
        if n is not None:
            yield Believed(self._who(group), n, n)

    def _near(self, group: Is, n: int | None) -> Iterator[Believed]:
        """A total is told as one that is too near to be told apart; those who know the rule know how near."""
        if n is not None:
            reach = self._rules.smallest_group - 1
            yield Believed(self._who(group), max(n - reach, 0), n + reach)

    def _sizes(self) -> Iterator[Believed]:
        for code, n in self._shown.segments.sizes.items():
            yield from self._count(lambda kind, code=code: kind["segment"] == code, n)
        yield from self._count(lambda kind: kind["segment"] != NONE, self._shown.data.n_assigned)
        yield from self._near(lambda kind: True, self._shown.data.n_analysed)  # noqa: ARG005

    def _tables(self) -> Iterator[Believed]:
        for table in self._shown.segments.profiles:
            name = table.variable
            lines = [(code, table.counts[code], table.shares[code], table.bases[code]) for code in table.counts]
            for code, counts, shares, base in [
                *lines, (None, table.population, table.population_shares, table.population_base),
            ]:  # fmt: skip

                def inside(kind: Kind, code: str | None = code) -> bool:
                    return kind["segment"] == code if code else kind["segment"] != NONE

                yield from self._near(lambda kind, inside=inside, name=name: inside(kind) and kind[name] != NONE, base)
                for option, n, share in zip(table.options, counts, shares, strict=True):
                    held = self._held(option.code, len(table.options), name)

                    def said(kind: Kind, inside: Is = inside, held: set[str] = held, name: str = name) -> bool:
                        return inside(kind) and kind[name] in held

                    yield from self._count(said, n)
                    if n is None and share is not None and base and not self._shown.data.weighted:
                        step = 1.0 / base
                        whole = self._who(lambda kind, inside=inside, name=name: inside(kind) and kind[name] != NONE)
                        yield Believed(self._who(said) - (share - step) * whole, 0, np.inf)
                        yield Believed((share + step) * whole - self._who(said), 0, np.inf)

    def _held(self, code: float, shown: int, name: str) -> set[str]:
        codes = self._options[name]
        if shown == len(codes):
            return {f"{code:g}"}
        low = {0.5: codes[:2], len(codes) - 1.5: codes[-2:]}
        return set(low.get(code - float(codes[0]), codes[2:-2]))

    def _items(self) -> Iterator[Believed]:
        for name, item in self._shown.items.items():
            yield from self._near(lambda kind, name=name: kind[name] != NONE, item.n)
            yield from self._count(lambda kind, name=name: kind[name] == NONE, item.missing)
            whole = self._who(lambda kind, name=name: kind[name] != NONE)
            step = 1.0 / (item.n or 1)
            for code, share in item.distribution.items():
                if share is not None and item.n:
                    part = self._who(lambda kind, name=name, code=code: kind[name] == code)
                    yield Believed(part - (share - step) * whole, 0, np.inf)
                    yield Believed((share + step) * whole - part, 0, np.inf)

    def _groups(self) -> Iterator[Believed]:
        """Groups that were compared hold those who answered both questions."""
        found = self._shown.factors.invariance
        for label, n in found.groups.items() if found else ():
            yield from self._count(lambda kind, label=label: kind["gender"] == label and kind["q"] != NONE, n)

    def _passports(self) -> Iterator[Believed]:
        for cell in self._shown.segments.same_passport:
            spans = {name: f"{low:g}" for name, (low, _high) in cell.where.items()}

            def alike(kind: Kind, spans: Mapping[str, str] = spans) -> bool:
                return kind["segment"] != NONE and all(kind[name] == code for name, code in spans.items())

            yield from self._count(alike, cell.n)
            for code, n in cell.counts.items():
                yield from self._count(lambda kind, alike=alike, code=code: alike(kind) and kind["segment"] == code, n)

    def _margins(self) -> Iterator[Believed]:
        found = self._shown.data.weighting
        for row in found.margins if found else ():
            yield from self._count(lambda kind, row=row: kind[row.variable] == f"{row.code:g}", row.n)

    def _means(self) -> Iterator[Believed]:
        for persona in self._shown.personas:
            for row in persona.defines:
                yield from self._mean(
                    row.variable, row.value, lambda kind, persona=persona: kind["segment"] == persona.code
                )
                yield from self._mean(row.variable, row.population, lambda kind: kind["segment"] != NONE)

    def _rarities(self) -> Iterator[Believed]:
        """Who has all traits of a card: of its segment, and of all others."""
        for persona in self._shown.personas:
            found, code = persona.rarity, persona.code
            if not found.lines:
                continue
            traits = [(line.variable, self._options[line.variable][line.place], line.more) for line in found.lines]

            def match(kind: Kind, traits: list[tuple[str, str, bool]] = traits) -> bool:
                return all(kind[name] != NONE and (kind[name] == answer) == more for name, answer, more in traits)

            def answered(kind: Kind, traits: list[tuple[str, str, bool]] = traits) -> bool:
                return all(kind[name] != NONE for name, _answer, _more in traits)

            for own, n, base in ((True, found.n_match, found.n), (False, found.n_match_others, found.n_others)):

                def inside(kind: Kind, code: str = code, own: bool = own) -> bool:
                    return kind["segment"] != NONE and (kind["segment"] == code) == own

                yield from self._count(lambda kind, i=inside, m=match: i(kind) and m(kind), n)
                if base is not None:  # near a number of others, which may itself be told as one that is near
                    people = self._who(lambda kind, i=inside, a=answered: i(kind) and a(kind))
                    reach = (1 if own else 2) * (self._rules.smallest_group - 1)
                    yield Believed(people, base - reach, base + reach)

    def _themes(self) -> Iterator[Believed]:
        """Who wrote, and who wrote of the one theme; a theme has no table, so it is a question of its own here."""
        for asked in self._shown.segments.open_text:
            yield from self._near(lambda kind: kind["theme"] != NONE, asked.answers)
            for theme in asked.themes:
                yield from self._count(lambda kind: kind["theme"] == "1", theme.answers)
            for line in asked.by_segment:

                def inside(kind: Kind, code: str = line.segment) -> bool:
                    return kind["segment"] == code

                yield from self._near(lambda kind, i=inside: i(kind) and kind["theme"] != NONE, line.base)
                yield from self._count(lambda kind, i=inside: i(kind) and kind["theme"] == "1", line.count)
            for code, quotes in asked.quotes.items():
                wrote = self._who(lambda kind, code=code: kind["segment"] == code and kind["theme"] != NONE)
                if quotes.quotable is not None:
                    yield Believed(wrote, quotes.quotable, np.inf)

    def _weighted(self) -> Iterator[Believed]:
        """Weights by one question follow from its margins; then each weighted share is an equation of people."""
        found = self._shown.data.weighting
        if found is None or not self._shown.data.weighted or any(not row.before or not row.n for row in found.margins):
            return
        (name,) = {row.variable for row in found.margins}
        weights = {f"{row.code:g}": (row.target or 0) / (row.before or 1) for row in found.margins}
        w = np.array([weights.get(kind[name], 1.0) for kind in self._kinds])
        yield from self._shares_of(w)

    def _shares_of(self, w: np.ndarray) -> Iterator[Believed]:
        placed = self._who(lambda kind: kind["segment"] != NONE)
        for code, own in self._shown.segments.shares.items():
            yield from self._weighted_share(
                w, self._who(lambda kind, code=code: kind["segment"] == code), placed, own.share
            )
        for table in self._shown.segments.profiles:
            name = table.variable
            for code, shares in [*table.shares.items(), ("", table.population_shares)]:
                line = self._who(
                    lambda kind, c=code, n=name: kind[n] != NONE and kind["segment"] in ({c} if c else ALL)
                )
                for answer, share in zip(self._options[name], shares, strict=True):
                    part = line * self._who(lambda kind, n=name, a=answer: kind[n] == a)
                    yield from self._weighted_share(w, part, line, share)

    def _weighted_share(
        self, w: np.ndarray, part: np.ndarray, whole: np.ndarray, share: float | None
    ) -> Iterator[Believed]:
        """As finely as it is told."""
        if share is None:
            return
        step = 0.005 if round(share, 2) == share else 1e-6
        yield Believed(w * part - (share - step) * w * whole, 0, np.inf)
        yield Believed((share + step) * w * whole - w * part, 0, np.inf)

    def _mean(self, name: str, mean: float | None, inside: Is) -> Iterator[Believed]:
        if mean is None:
            return
        answered = self._who(lambda kind: inside(kind) and kind[name] != NONE)
        values = np.array([float(kind[name] or 0) if inside(kind) else 0.0 for kind in self._kinds])
        step = 0.02
        yield Believed(values - (mean - step) * answered, 0, np.inf)
        yield Believed((mean + step) * answered - values, 0, np.inf)


def groups_of(people: pd.DataFrame, *pairs: tuple[str, ...]) -> Iterator[tuple[dict[str, str], int]]:
    """Every group of people by one or several of their answers (or none), with its true size."""
    for names in pairs:
        for values, members in people.groupby(list(names), sort=True):
            yield dict(zip(names, values, strict=True)), len(members)
