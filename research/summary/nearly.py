"""Whether a segment is nearly a demographic group, which a demographic target would reach as well."""

from collections.abc import Iterator, Sequence

from research.said import Said, say
from research.summary.schema.told import Persona, Row

NEARLY_ALL, CLEARLY_FEWER = 0.85, 0.15
"""Share of a segment that gives one answer, and points by which everybody gives it less often."""
GIVES_AWAY = 0.9
"""Area under the curve from which demographics alone find a segment."""


def nearly_all(rows: Sequence[Row], segment: str) -> list[Row]:
    """Demographic answers that nearly all of a segment give and clearly fewer of everybody, the most telling first."""
    found = [row for row in rows if row.segment == segment and row.role == "who" and row.notable and _is_nearly(row)]
    return sorted(found, key=lambda row: -_gap(row))


def _is_nearly(row: Row) -> bool:
    return row.share is not None and row.share >= NEARLY_ALL and _gap(row) >= CLEARLY_FEWER


def _gap(row: Row) -> float:
    if row.share is None or row.population_share is None:
        return 0.0
    return row.share - row.population_share


def nearly_words(persona: Persona) -> Iterator[Said]:
    """What is to be said of it: each answer, or where none is it alone, that demographics find the segment."""
    for row in persona.nearly:
        yield say(
            "nearly_one_answer",
            segment=persona.code,
            share=row.share,
            everybody=row.population_share,
            answer=row.label,
            question=row.text,
        )
    area = persona.found_by_demographics
    if not persona.nearly and area is not None and area >= GIVES_AWAY:
        yield say("demographics_give_away", segment=persona.code, area=area)
