"""Personas outside the research team: cards drawn anew from what the tables still show."""

from collections.abc import Mapping, Sequence

from research.declared import Number
from research.disclosure.rarity import guard_rarities
from research.disclosure.rules import Rules
from research.summary.cards import card_pair, facet_blocks, profile_rows
from research.summary.nearly import nearly_all
from research.summary.personas import attitude
from research.summary.reality import traits_of
from research.summary.schema.segmented import Profile, Segments
from research.summary.schema.told import Attitude, Defining, Persona, Rarity, Row, Statement
from research.summary.wording import statement

SPREAD = ("q05", "q25", "q50", "q75", "q95")


def guard_personas(
    personas: Sequence[Persona], segments: Segments, *, asked: Mapping[str, int], rules: Rules
) -> list[Persona]:
    """Cards, bars and statements that are no finer than the tables.

    Parameters
    ----------
    personas : sequence of Persona
    segments : Segments
        Guarded already.
    asked : mapping of facet to int
    rules : Rules
    """
    rows = profile_rows(segments.profiles, codes=segments.codes)
    told = []
    for persona in personas:
        who, why = card_pair(rows, persona.code)
        facets = facet_blocks(rows, persona.code, asked=asked)
        cards = {"who": who, "why": why, "facets": facets, "nearly": nearly_all(rows, persona.code)}
        bars = [bar for each in persona.attitudes if (bar := _bar(each, segments.profiles, persona.code))]
        told.append(_counted_as_shown(persona.model_copy(update={**cards, "attitudes": bars})))
    told = [_hidden(persona) if segments.sizes[persona.code] is None else persona for persona in told]
    told = guard_rarities(told, segments, rules=rules)
    thinned = _without_small_shares([_thinned(persona, rules) for persona in told], rules)
    return [_told_again(persona, rows) for persona in thinned]


def _told_again(persona: Persona, rows: Sequence[Row]) -> Persona:
    """Sentences with no more figures than the guarded tables still have."""
    own = [row for row in rows if row.segment == persona.code]
    items = {row.variable: row for row in persona.defines}
    again = [
        each.model_copy(update={"text": statement(items[each.variable], own)})
        for each in persona.statements
        if each.variable in items
    ]
    return persona.model_copy(update={"statements": again})


def _bar(bar: Attitude, tables: Sequence[Profile], code: str) -> Attitude | None:
    """The same bar with the shares of its guarded table; None where none of them is left."""
    table = next(table for table in tables if table.variable == bar.variable)
    shown = attitude(table, code, reverse=bar.reverse, steps=bar.steps)
    return shown if any(share is not None for share in shown.shares) else None


def _hidden(persona: Persona) -> Persona:
    gone: dict[str, object] = {
        **dict.fromkeys(("n", "share", "low", "high", "name", "name_holds")),
        **{name: [] for name in ("name_rests_on", "defines", "statements", "attitudes", "who", "why", "nearly")},
        "scores": {},
        "rarity": Rarity(n_match=None, n=None),
    }
    return persona.model_copy(update=gone)


def _thinned(persona: Persona, rules: Rules) -> Persona:
    """A 5 % quantile of a few people is one person's answer."""
    few = (persona.n or 0) < rules.percent_base
    scores = {
        name: {figure: None if few and figure in SPREAD else value for figure, value in own.items()}
        for name, own in persona.scores.items()
    }
    defines = [_thin(row, rules) for row in persona.defines]
    statements = [row for row in persona.statements if (row.base or 0) >= rules.percent_base or not _in_shares(row)]
    told = {"scores": scores, "defines": defines, "statements": statements}
    return persona.model_copy(update=told)


def _counted_as_shown(persona: Persona) -> Persona:
    """No count beside a card of other lines: where a line is hidden, another one may have taken its place."""
    shown = traits_of([*persona.who, *persona.why])
    if shown == persona.rarity.lines:
        return persona
    return persona.model_copy(update={"rarity": Rarity(n_match=None, n=None, lines=shown)})


def _in_shares(statement: Statement) -> bool:
    """Whether a statement quotes how many of them, which needs as many people as any percentage."""
    return any("here" in part.figures for part in statement.text.parts.get("what", ()))


def _thin(row: Defining, rules: Rules) -> Defining:
    """Means to two decimals: with all their digits they would be one equation more about who gave which answer."""
    few = dict.fromkeys(SPREAD) if (row.n or 0) < rules.percent_base else {}
    told = {} if row.type == "binary" else {name: _rounded(getattr(row, name)) for name in ("value", "population")}
    return row.model_copy(update={**few, **told})


def _rounded(mean: Number) -> Number:
    return None if mean is None else round(mean, 2)


def _without_small_shares(personas: Sequence[Persona], rules: Rules) -> list[Persona]:
    """The mean of a yes or no tells how many said it: where these are few, or all but few, the row goes.

    Where items stand for dimensions, they are then shown as dimensions no more: the rest alone would mislead.
    """
    small = {persona.code: {row.variable for row in persona.defines if _tells_few(row, rules)} for persona in personas}
    everywhere = set().union(*small.values()) if small else set()
    return [_without(persona, small[persona.code], everywhere) for persona in personas]


def _without(persona: Persona, small: set[str], everywhere: set[str]) -> Persona:
    return persona.model_copy(
        update={
            "defines": [row for row in persona.defines if row.variable not in small],
            "statements": [row for row in persona.statements if row.variable not in small],
            "scores": {} if everywhere & set(persona.scores) else persona.scores,
        }
    )


def _tells_few(row: Defining, rules: Rules) -> bool:
    if row.type != "binary" or row.value is None or row.scale_low is None or row.scale_high is None:
        return False
    said = round((row.n or 0) * (row.value - row.scale_low) / (row.scale_high - row.scale_low))
    return rules.is_small(said) or rules.is_small((row.n or 0) - said)
