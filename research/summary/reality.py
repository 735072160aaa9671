"""The reality check of a card: how many people are all that it says, counted line by line as it says it."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from research.personas.rarity import rarity
from research.personas.tables import coded, thirds
from research.result import Analysis
from research.steps.factor import standardised
from research.summary.cards import answer_groups
from research.summary.schema.segmented import Profile
from research.summary.schema.told import Rarity, Row, Trait


def reality_check(analysis: Analysis, code: str, card: Sequence[Row], profiles: Mapping[str, Profile]) -> Rarity:
    """Count the people who have every trait of a card.

    A trait is a line of the card that differs beyond chance: its answer where the people of the card give it more
    often than everybody, any other answer where they give it less often.

    Parameters
    ----------
    analysis : Analysis
    code : str
        The segment.
    card : sequence of Row
        Both sides.
    profiles : mapping of variable to Profile
    """
    lines = [row for row in card if sets_apart(row)]
    people = analysis.people
    has = pd.DataFrame({place: _has(analysis, row, profiles[row.variable]) for place, row in enumerate(lines)}, people)
    found = rarity(has, analysis.segmentation.solution.labels, code)
    return Rarity(
        n_match=found.n_match,
        n=found.n,
        n_match_others=found.n_match_others,
        n_others=found.n_others,
        typical=found.typical,
        typical_others=found.typical_others,
        lines=traits_of(card),
    )


def traits_of(card: Sequence[Row]) -> list[Trait]:
    """The lines of a card that are counted."""
    return [_trait(row) for row in card if sets_apart(row)]


def sets_apart(row: Row) -> bool:
    """Whether a line of a card is a trait at all."""
    return row.notable and row.share is not None and row.population_share is not None


def is_more(row: Row) -> bool:
    """Whether the people of the card give this answer more often than everybody."""
    return (row.share or 0.0) > (row.population_share or 0.0)


def _trait(row: Row) -> Trait:
    return Trait(
        variable=row.variable,
        text=row.text,
        question=row.question,
        option=row.option,
        label=row.label,
        type=row.type,
        place=row.place,
        more=is_more(row),
        formed=row.formed,
    )


def _has(analysis: Analysis, row: Row, table: Profile) -> np.ndarray:
    """1 for everybody who has the trait of a line, 0 for who has not; missing where they did not answer."""
    values = _answers(analysis, row).to_numpy(dtype=np.float64, na_value=np.nan)
    _, members = answer_groups(table)[row.place]
    told = np.zeros(len(values), dtype=bool)
    for member in members:
        told |= values == table.options[member].code
    return np.where(np.isnan(values), np.nan, told == is_more(row))


def _answers(analysis: Analysis, row: Row) -> pd.Series:
    """Answers under the codes that the line's table has."""
    measured, people = analysis.measurement, analysis.people
    if row.type == "third":
        return thirds(standardised(measured.dimensions.loc[people, [row.variable]])[row.variable])
    return coded(measured.matrix.values[row.variable].loc[people], measured.matrix.codebook[row.variable])[0]
