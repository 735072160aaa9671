"""Take figures that would tell of a few people out of a summary, each with all that tells it again."""

from collections.abc import Collection, Sequence
from typing import TypeVar

from research.disclosure.solving.passports import name_of
from research.disclosure.solving.system import Shown
from research.disclosure.tables import MOMENTS
from research.summary.schema import Summary
from research.summary.schema.measured import ItemFigures
from research.summary.schema.segmented import Interval, Profile
from research.summary.schema.tested import ComparedGroups
from research.summary.schema.told import Persona

Cell = TypeVar("Cell")

Gone = frozenset[Shown]
NO_SHARE = Interval(share=None, low=None, high=None)


def without(summary: Summary, gone: Gone) -> Summary:
    """The same summary without these figures; cards are drawn from its tables afterwards.

    Parameters
    ----------
    summary : Summary
        Guarded already.
    gone : frozenset of Shown
        From `Audit.what_to_hide`.
    """
    segments = summary.segments
    lost = {each.variable for each in gone if each.part == "passport"}
    sizes = {each.segment for each in gone if each.part == "share"}
    groups = {each.variable for each in gone if each.part == "group"}
    return summary.model_copy(
        update={
            "segments": segments.model_copy(
                update={
                    "shares": {code: NO_SHARE if code in sizes else own for code, own in segments.shares.items()},
                    "profiles": [_profile(table, gone) for table in segments.profiles],
                    "same_passport": [cell for cell in segments.same_passport if name_of(cell) not in lost],
                }
            ),
            "items": {name: _item(name, item, gone) for name, item in summary.items.items()},
            "personas": [_persona(persona, gone) for persona in summary.personas],
            "factors": summary.factors.model_copy(update={"invariance": _compared(summary.factors.invariance, groups)}),
        }
    )


def margins_of(gone: Gone) -> dict[str, set[int]]:
    """Per question that people were weighted by, the places of the margins to hide."""
    found: dict[str, set[int]] = {}
    for each in gone:
        if each.part == "margin":
            found.setdefault(each.variable, set()).add(each.place)
    return found


def _profile(table: Profile, gone: Gone) -> Profile:
    mine = [each for each in gone if each.variable == table.variable]
    bases = {each.segment for each in mine if each.part == "base"}
    cells = {(each.segment, each.place) for each in mine if each.part == "answer"}
    if not bases and not cells:
        return table
    return table.model_copy(
        update={
            "bases": {code: None if code in bases else n for code, n in table.bases.items()},
            "population_base": None if "" in bases else table.population_base,
            "counts": {code: _open(row, code, cells) for code, row in table.counts.items()},
            "shares": {code: _open(row, code, cells) for code, row in table.shares.items()},
            "population": _open(table.population, "", cells),
            "population_shares": _open(table.population_shares, "", cells),
        }
    )


def _open(row: Sequence[Cell | None], code: str, cells: Collection[tuple[str, int]]) -> list[Cell | None]:
    return [None if (code, place) in cells else cell for place, cell in enumerate(row)]


def _item(name: str, item: ItemFigures, gone: Gone) -> ItemFigures:
    mine = {each.part: each for each in gone if each.variable == name}
    places = {each.place for each in gone if each.variable == name and each.part == "item"}
    told: dict[str, object] = {part.partition(".")[2]: None for part in mine if part.startswith("item.")}
    if "item.mean" in mine or places:
        told |= dict.fromkeys(MOMENTS)
    if places:
        codes = sorted(item.distribution, key=float)
        told["distribution"] = {
            code: None if codes.index(code) in places else share for code, share in item.distribution.items()
        }
    return item.model_copy(update=told)


def _persona(persona: Persona, gone: Gone) -> Persona:
    """Without the lines of these questions, and what was said of them."""
    mine = [each for each in gone if each.segment == persona.code]
    lost = {each.variable for each in mine if each.part == "defines"}
    unchecked = {each.variable: None for each in mine if each.part == "rarity"}
    return persona.model_copy(
        update={
            "rarity": persona.rarity.model_copy(update=unchecked),
            "defines": [row for row in persona.defines if row.variable not in lost],
            "statements": [row for row in persona.statements if row.variable not in lost],
        }
    )


def _compared(found: ComparedGroups | None, lost: Collection[str]) -> ComparedGroups | None:
    if found is None or not lost:
        return found
    sizes = {label: None if label in lost else n for label, n in found.groups.items()}
    return found.model_copy(update={"groups": sizes, "left_out": None})
