"""Naming the personas of an analysis: what is known of each, what it is called, and what it was called before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask_babel import format_datetime

from research.summary.schema import Summary
from research.summary.schema.told import NamedEnd, Persona
from surveys.models import PersonaName
from surveys.presentation.numbers import percent
from surveys.presentation.table import Table
from surveys.services.analyses.check_names import NameFault, Naming
from surveys.store.persona_names import names_in_use
from surveys.words import gettext as _
from surveys.words import grammar, told

COLOURS = 8
MOST_STATEMENTS = 3


@dataclass(frozen=True, kw_only=True)
class PersonaToName:
    """One persona with its two fields; `number` chooses its colour."""

    code: str
    number: int
    heading: str
    sentence: str
    statements: Sequence[str]
    by_rule: str
    name: str
    reason: str
    name_error: str
    reason_error: str


@dataclass(frozen=True, kw_only=True)
class NamingView:
    """The page; `seen` is the last naming it shows."""

    personas: Sequence[PersonaToName]
    nameless: int
    history: Table | None
    errors: Sequence[tuple[str, str]]
    seen: int


def show_naming(
    summary: Summary,
    rows: Sequence[PersonaName],
    *,
    typed: Mapping[str, Naming] | None = None,
    faults: Sequence[NameFault] = (),
) -> NamingView:
    """The page, with what was typed and is wrong in it."""
    given = names_in_use(rows)
    shown = {code: Naming(segment=code, name=name) for code, name in given.items()} | dict(typed or {})
    errors: dict[tuple[str, str], str] = {(fault.segment, fault.part): fault.words for fault in reversed(faults)}
    return NamingView(
        personas=[_persona(each, place, shown, errors) for place, each in enumerate(summary.personas)],
        nameless=sum(1 for each in summary.personas if not each.called),
        history=_history(summary, rows) if rows else None,
        errors=[(f"{fault.part}-{fault.segment}", f"{fault.segment}: {fault.words}") for fault in faults],
        seen=rows[-1].id if rows else 0,
    )


def _persona(
    persona: Persona, place: int, shown: Mapping[str, Naming], errors: Mapping[tuple[str, str], str]
) -> PersonaToName:
    code = persona.code
    typed = shown.get(code, Naming(segment=code, name=""))
    return PersonaToName(
        code=code,
        number=place % COLOURS + 1,
        heading=_("%(share)s of people", share=percent(persona.share)) if persona.share is not None else "",
        sentence=told(persona.sentence),
        statements=[told(each.text) for each in persona.statements[:MOST_STATEMENTS]],
        by_rule=_by_rule(persona),
        name=typed.name,
        reason=typed.reason,
        name_error=errors.get((code, "name"), ""),
        reason_error=errors.get((code, "reason"), ""),
    )


def _by_rule(persona: Persona) -> str:
    if persona.name is None:
        return _("No rule names these people. Until somebody does, they are %(code)s.", code=persona.code)
    ends = [_end(each) for each in persona.name_rests_on]
    name = told(persona.name)
    if not ends:
        return _("By rule: “%(name)s”. Leave the field empty to keep it.", name=name)
    return _("By rule: “%(name)s”, as they are %(ends)s. Leave the field empty to keep it.",
             name=name, ends=grammar().all_of(ends))  # fmt: skip


def _end(each: NamedEnd) -> str:
    if each.end == "high":
        return _("high on “%(what)s”", what=each.words)
    return _("low on “%(what)s”", what=each.words)


def _history(summary: Summary, rows: Sequence[PersonaName]) -> Table:
    """The newest change first."""
    before = {each.code: told(each.name) if each.name else "" for each in summary.personas}
    by_rule = dict(before)
    lines = []
    for row in rows:
        after = row.name or by_rule.get(row.segment, "")
        when = format_datetime(row.named_at, "d MMM y, HH:mm")
        lines.append([row.segment, when, _who(row), before.get(row.segment) or "–", after or "–", row.reason or "–"])
        before[row.segment] = after
    return Table(
        caption=_("Every name there was"),
        columns=[_("Persona"), _("When"), _("By"), _("From"), _("To"), _("Why")],
        rows=lines[::-1],
    )


def _who(row: PersonaName) -> str:
    if row.carried_from is not None:
        return _("Carried over from analysis %(n)d: the same people", n=row.carried_from)
    return row.named_by.name if row.named_by else _("The command line")
