"""After the same plan ran again: the names that the team gave stay with the segments that are the same people."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from surveys.models import Analysis, PersonaName
from surveys.questionnaire.terms import purposes_of_analysis
from surveys.services.analyses.name_personas import names_told, tell_names
from surveys.store import persona_names, solutions
from surveys.store.asker import Asker

SAME = 0.75
"""Jaccard index of the people of two segments, among those whom both analyses placed, from which they are the same."""
FEWEST_SHARED = 0.5
"""Share of the people of the earlier analysis who are in the new one, below which nothing is said of its segments."""
Pairs = Mapping[tuple[str, str], int]


def carry_names(session: Session, *, analysis_id: int, asker: Asker, now: datetime) -> list[PersonaName]:
    """Name the segments of a new analysis like those of the last one with the same plan that the team named."""
    analysis = persona_names.hold_named(session, analysis_id=analysis_id)
    before = persona_names.named_before(session, analysis=analysis, asker=asker)
    if before is None or before.summary is None or analysis.summary is None:
        return []
    given = persona_names.names_in_use(persona_names.names_of(session, analysis=before, asker=asker))
    pairs = solutions.placed_by_both(
        session, first=before, second=analysis, purposes=purposes_of_analysis(analysis.study.mode), asker=asker
    )
    if sum(pairs.values()) < FEWEST_SHARED * (before.summary.data.n_assigned or 0):
        return []
    same = same_segments(pairs)
    taken = {name.casefold() for name in names_told(analysis.summary).values()}
    kept = {same[code]: name for code, name in given.items() if code in same and name.casefold() not in taken}
    rows = [_row(analysis, code, name, before, now) for code, name in kept.items()]
    persona_names.add_names(session, rows=rows)
    if rows:
        tell_names(session, analysis=analysis, asker=asker, given=kept)
    return rows


def same_segments(pairs: Pairs) -> dict[str, str]:
    """Segments that are the same people, from how many are in each pair: at most one for each."""
    mine: dict[str, int] = {}
    theirs: dict[str, int] = {}
    for (one, other), n in pairs.items():
        mine[one] = mine.get(one, 0) + n
        theirs[other] = theirs.get(other, 0) + n
    return {one: other for (one, other), n in pairs.items() if n >= SAME * (mine[one] + theirs[other] - n)}


def _row(analysis: Analysis, code: str, name: str, before: Analysis, now: datetime) -> PersonaName:
    return PersonaName(
        analysis_id=analysis.id, segment=code, name=name, reason="", carried_from=before.number, named_at=now
    )
