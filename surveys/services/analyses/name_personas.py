"""Give the personas of an analysis their names: they stand wherever the personas do, and every change is kept."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from research.summary.given_names import drift_with_names, with_given_names
from research.summary.schema import Summary
from research.summary.schema.drifted import Drifted
from research.words.grammar import ENGLISH
from surveys.errors import Conflict, Invalid
from surveys.models import Analysis, PersonaName
from surveys.services.analyses.check_names import Naming, UnusableNames, find_faults
from surveys.services.analyses.redraw_names import redraw_names
from surveys.services.analyses.results_of import results_of
from surveys.store import analyses, persona_names, waves
from surveys.store.asker import Asker
from surveys.store.events import add_event
from surveys.words import gettext as _


def name_personas(
    session: Session, *, analysis: Analysis, wanted: Sequence[Naming], seen: int, asker: Asker, now: datetime
) -> list[PersonaName]:
    """Store the names that are new; what names these personas is told anew wherever it stands.

    Parameters
    ----------
    session : Session
    analysis : Analysis
    wanted : sequence of Naming
        What was typed; whoever is not in it keeps the name.
    seen : int
        The last naming that whoever typed this had seen, 0 for none.
    asker : Asker
    now : datetime

    Raises
    ------
    UnusableNames
        With every fault.
    Conflict
        Somebody else named them meanwhile.
    """
    held = persona_names.hold_named(session, analysis_id=analysis.id)
    rows = persona_names.names_of(session, analysis=held, asker=asker)
    _refuse_unseen(rows, seen)
    given = persona_names.names_in_use(rows)
    changes = _changes(results_of(held), wanted, given)
    added = [_row(held, each, asker, now) for each in changes]
    persona_names.add_names(session, rows=added)
    if added:
        tell_names(session, analysis=held, asker=asker, given=persona_names.names_in_use([*rows, *added]))
    for row in added:
        _write_down(session, held, row, before=given.get(row.segment))
    return added


def tell_names(session: Session, *, analysis: Analysis, asker: Asker, given: Mapping[str, str]) -> None:
    """Put the team's names where personas are told: both summaries, their pictures, comparisons with new answers."""
    kept: dict[str, Summary | None] = {"summary": analysis.summary, "published_summary": analysis.published_summary}
    named = {part: each and with_given_names(each, given) for part, each in kept.items()}
    pictures = redraw_names(analysis, whole=named["summary"], published=named["published_summary"])
    analyses.keep_results(session, analysis_id=analysis.id, values={**named, **pictures})
    if named["summary"]:
        _tell_waves(session, analysis, asker, names_told(named["summary"]))


def names_told(summary: Summary) -> dict[str, str]:
    """The name in use of each persona that has one."""
    return {each.code: ENGLISH.text(each.called) for each in summary.personas if each.called}


def _tell_waves(session: Session, analysis: Analysis, asker: Asker, names: Mapping[str, str]) -> None:
    for wave in waves.told_waves_of(session, analysis=analysis, asker=asker):
        told = drift_with_names(Drifted.model_validate(wave.result), names)
        waves.keep_results(session, wave_id=wave.id, values={"result": told.model_dump()})


def _refuse_unseen(rows: Sequence[PersonaName], seen: int) -> None:
    newest = rows[-1] if rows else None
    if newest is None or newest.id <= seen:
        return
    who = newest.named_by.name if newest.named_by else _("somebody")
    raise Conflict(
        _("Meanwhile %(who)s named a persona: %(code)s is “%(name)s”.",
          who=who, code=newest.segment, name=newest.name or "–"),
        _("Look at the names there are now, then save yours again."),
    )  # fmt: skip


def _changes(summary: Summary, wanted: Sequence[Naming], given: Mapping[str, str]) -> list[Naming]:
    codes = {persona.code for persona in summary.personas}
    if strangers := [each.segment for each in wanted if each.segment not in codes]:
        raise Invalid(_("This analysis has no persona %(code)s.", code=strangers[0][:20]), _("Reload the page."))
    tidy = [each.tidied() for each in wanted]
    changes = [each for each in tidy if each.name != given.get(each.segment, "") or each.reason]
    if faults := tuple(find_faults(summary, changes, given)):
        raise UnusableNames(faults)
    return changes


def _row(analysis: Analysis, each: Naming, asker: Asker, now: datetime) -> PersonaName:
    return PersonaName(
        analysis_id=analysis.id,
        segment=each.segment,
        name=each.name or None,
        reason=each.reason,
        named_at=now,
        named_by_id=asker.account_id,
    )


def _write_down(session: Session, analysis: Analysis, row: PersonaName, *, before: str | None) -> None:
    detail: dict[str, Any] = {"number": analysis.number, "persona": row.segment, "from": before, "to": row.name}
    add_event(session, action="persona.named", account_id=row.named_by_id, study_id=analysis.study_id, detail=detail)
