"""Which items an analysis is about: chosen by plan or facet, dead ones set aside and said."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from research.codebook import BEHAVIOUR_FACETS, DEMOGRAPHIC_FACETS, FACETS, PSYCHOGRAPHIC_FACETS, Codebook, Item
from research.errors import BadPlan, Caution, SingularCorrelations, TooFewItems, TooFewResponses, caution
from research.matrix import ResponseMatrix
from research.plan import AnalysisPlan
from research.reading.options import MOST_CATEGORIES
from research.said import Count, say

FEWEST_ITEMS = 3
FEWEST_PEOPLE = 30
RARELY, ENOUGH_ITEMS = 0.5, 10
"""Items that fewer people answered are follow-up questions, where at least so many others remain."""
SAME = 0.99999
"""Two items that correlate more than this are one item twice."""


@dataclass(frozen=True, kw_only=True)
class Selection:
    """Names of the items that are analysed, and what was set aside.

    Parameters
    ----------
    items : tuple of str
        Ordered answers and numbers, which make factors.
    nominal : tuple of str
        Unordered answers, which only latent classes can use.
    cautions : tuple of Caution
    """

    items: tuple[str, ...]
    nominal: tuple[str, ...] = ()
    cautions: tuple[Caution, ...]


def select_items(matrix: ResponseMatrix, plan: AnalysisPlan) -> Selection:
    """Choose the items that make factors and segments.

    By default all ordinal, binary and nominal items of the psychographic facets, and numbers between two ends (options
    of multiple choices only where there are too few others); items of no facet count too where no item of the codebook
    has a psychographic facet. Items that everybody answered alike, or nobody, are set aside and said; so are those that
    fewer than half of the people were asked, where enough others remain and the plan does not name them.

    Raises
    ------
    BadPlan
        Names of items or facets that do not exist.
    TooFewItems, TooFewResponses
        With what would be enough.
    SingularCorrelations
        Two items with the same answers.
    """
    chosen = _chosen(matrix.codebook, plan)
    keyed = matrix.keyed(chosen)
    dead = [name for name in chosen if not _varies(keyed[name])]
    alive = [name for name in chosen if name not in dead]
    rare = _rarely_asked(keyed[alive]) if plan.items is None else []
    alive = [name for name in alive if name not in rare]
    _refuse_too_few(alive, dead, matrix)
    ordered = [name for name in alive if matrix.codebook[name].type != "nominal"]
    nominal = [name for name in alive if name not in ordered]
    many = [name for name in nominal if keyed[name].nunique() > MOST_CATEGORIES]
    _refuse_doubles(keyed[ordered])
    return Selection(
        items=tuple(ordered),
        nominal=tuple(name for name in nominal if name not in many),
        cautions=(*_cautions(dead, len(matrix), len(alive)), *_about_rare(rare), *_too_many_answers(many)),
    )


def demographic_items(codebook: Codebook) -> list[Item]:
    return [item for item in codebook.with_facets(DEMOGRAPHIC_FACETS) if item.is_coded]


def _chosen(codebook: Codebook, plan: AnalysisPlan) -> list[str]:
    if plan.items is not None:
        return [known_item(codebook, name, "items").name for name in plan.items]
    facets = set(plan.facets or PSYCHOGRAPHIC_FACETS)
    unknown = facets - set(FACETS)
    if unknown:
        raise BadPlan("unknown_facets", facets=sorted(unknown), known=list(FACETS))
    usable = [item for item in codebook if item.is_rated or item.type == "nominal"]
    ordered = [item for item in usable if item.type != "nominal"]
    if sum(item.group is None and item.facet in facets for item in ordered) >= FEWEST_ITEMS:
        usable = [item for item in usable if item.group is None]  # options of one question hang together by design
    chosen = [item.name for item in usable if item.facet in facets]
    if not chosen and plan.facets is None:
        ignored = {*DEMOGRAPHIC_FACETS, *BEHAVIOUR_FACETS}
        chosen = [item.name for item in usable if item.facet not in ignored and item.type in ("ordinal", "binary")]
    return chosen


def known_item(codebook: Codebook, name: str, choice: str) -> Item:
    """An item that a choice of the plan names, or why there is none."""
    if name not in codebook:
        raise BadPlan("planned_name_unknown", where=(choice,), choice=choice, name=name)
    item = codebook[name]
    if not item.is_coded:
        raise BadPlan("planned_type_unusable", where=(choice,), choice=choice, name=name, type=item.type)
    return item


def _varies(answers: pd.Series) -> bool:
    known = answers.dropna()
    return len(known) > 1 and bool(known.min() < known.max())


def _rarely_asked(answers: pd.DataFrame) -> list[str]:
    """Follow-up questions: pairs of them were answered by few people, who are not like the others."""
    asked = answers.notna().mean()
    rare = [str(name) for name in answers.columns[asked.to_numpy() < RARELY]]
    return rare if len(asked) - len(rare) >= ENOUGH_ITEMS else []


def _about_rare(rare: Sequence[str]) -> tuple[Caution, ...]:
    return (caution("rarely_asked", severity="note", where=rare, items=rare),) if rare else ()


def _refuse_too_few(alive: Sequence[str], dead: Sequence[str], matrix: ResponseMatrix) -> None:
    if len(matrix) < FEWEST_PEOPLE:
        raise TooFewResponses("few_people_for_analysis", n=Count(len(matrix)), needed=FEWEST_PEOPLE)
    if len(alive) < FEWEST_ITEMS:
        code, aside = "few_items_left" if dead else "few_items", say("items_set_aside", n=len(dead))
        raise TooFewItems(code, where=tuple(dead), n=len(alive), needed=FEWEST_ITEMS, aside=aside)
    answered = int(matrix.values[list(alive)].notna().any(axis=1).sum())
    needed = max(FEWEST_PEOPLE, len(alive) + 1)
    if answered < needed:
        raise TooFewResponses("few_people_for_items", n=Count(answered), items=len(alive), needed=needed)


def _refuse_doubles(keyed: pd.DataFrame) -> None:
    sample = keyed.iloc[:5_000]  # two copies of one item agree everywhere, so the first thousands tell
    centred = (sample - sample.mean()).fillna(0.0).to_numpy()
    norms = np.sqrt((centred**2).sum(axis=0))
    norms[norms == 0] = np.inf
    together = centred.T @ centred / np.outer(norms, norms)
    doubles = [
        (keyed.columns[i], keyed.columns[j]) for i, j in zip(*np.where(np.triu(abs(together), 1) > SAME), strict=True)
    ]
    if doubles:
        pairs = [say("two_items", first=str(first), second=str(second)) for first, second in doubles[:10]]
        raise SingularCorrelations("same_answers", where=tuple(name for pair in doubles for name in pair), pairs=pairs)


def _too_many_answers(many: Sequence[str]) -> tuple[Caution, ...]:
    if not many:
        return ()
    code = "too_many_unordered_answers"
    return (caution(code, severity="note", where=many, items=many, most=MOST_CATEGORIES),)


def _cautions(dead: Sequence[str], n: int, n_items: int) -> Iterator[Caution]:
    if dead:
        yield caution("items_without_variance", where=dead, n=len(dead), items=dead)
    if n < 200 or n < 5 * n_items:
        yield caution("few_respondents", severity="stop", n=Count(n), items=n_items)
