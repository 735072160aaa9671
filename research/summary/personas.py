"""The persona part of a summary: each segment told to people, every line with its evidence."""

from collections.abc import Mapping, Sequence

import pandas as pd

from research.codebook import Codebook, Item, rating_range
from research.declared import Number
from research.personas.levels import level_names
from research.personas.naming import Name
from research.result import Analysis
from research.said import Said
from research.summary.cards import card_pair, facet_blocks, profile_rows
from research.summary.certainty import effect_interval, mean_interval, statements_hold
from research.summary.lights import fits_nobody, light_of
from research.summary.naming import name_holds, names_of, rests_on
from research.summary.nearly import nearly_all
from research.summary.plain import number
from research.summary.reality import reality_check
from research.summary.schema.segmented import Profile, Segments
from research.summary.schema.told import Attitude, Defining, Persona, Row, Statement
from research.summary.wording import portrait, statement
from research.words.sizes import MARKER_EFFECT, MOST_STATEMENTS

SPREAD = ("q05", "q25", "q50", "q75", "q95")


def personas(analysis: Analysis, *, segments: Segments, asked: Mapping[str, int]) -> list[Persona]:
    """One portrait per segment, in order of size.

    Parameters
    ----------
    analysis : Analysis
    segments : Segments
        The segments part of the same summary.
    asked : mapping of facet to int
        Questions per facet.
    """
    rows = profile_rows(segments.profiles, codes=segments.codes)
    names = names_of(analysis)
    spread = _spread(analysis)
    return [
        _persona(analysis, code, name=names[code], segments=segments, rows=rows, asked=asked, spread=spread)
        for code in segments.codes
    ]


def _persona(
    analysis: Analysis,
    code: str,
    *,
    name: Name | None,
    segments: Segments,
    rows: Sequence[Row],
    asked: Mapping[str, int],
    spread: Mapping[str, float],
) -> Persona:
    defines = _defines(analysis, code, spread)
    who, why = card_pair(rows, code)
    jaccard = segments.jaccard.get(code)
    rarity = reality_check(analysis, code, [*who, *why], {table.variable: table for table in segments.profiles})
    light, light_words = light_of(jaccard, kind=segments.kind_of_set, fits_nobody=fits_nobody(rarity))
    own = [row for row in rows if row.segment == code]
    holds = statements_hold(analysis.uncertainty)
    return Persona(
        code=code,
        name=_called(analysis, code, name),
        name_holds=name_holds(analysis, code, name),
        name_rests_on=rests_on(name, analysis),
        sentence=portrait(defines, own),
        n=segments.sizes[code],
        share=segments.shares[code].share,
        low=segments.shares[code].low,
        high=segments.shares[code].high,
        jaccard=jaccard,
        light=light,
        light_words=light_words,
        rarity=rarity,
        statements=[_statement(row, own, holds.get((code, row.variable))) for row in defines if row.marker][
            :MOST_STATEMENTS
        ],
        defines=defines,
        who=who,
        why=why,
        nearly=nearly_all(rows, code),
        found_by_demographics=_area(analysis, code),
        attitudes=_attitudes(segments.profiles, code, analysis.measurement.matrix.codebook),
        facets=facet_blocks(rows, code, asked=asked),
        scores={
            str(dimension): _score(values, mean_interval(analysis, code, str(dimension), float(values["value"])))
            for dimension, values in analysis.portraits.scores[code].iterrows()
        },
    )


def _score(values: pd.Series, interval: tuple[Number, Number]) -> dict[str, Number]:
    """Mean of a dimension with its interval over people drawn again, and how people spread."""
    own = {str(figure): number(value) for figure, value in values.items()}
    return {**own, "low": interval[0], "high": interval[1]}


def _spread(analysis: Analysis) -> dict[str, float]:
    """Standard deviation of every item (and option) over everybody who is in a segment."""
    raw, options = analysis.measurement.raw, analysis.measurement.options.values
    tables = {name: options if name in options else raw for name in analysis.makers}
    return {name: float(table[name].loc[analysis.people].std(ddof=1)) for name, table in tables.items()}


def _area(analysis: Analysis, code: str) -> Number:
    """How well demographics alone tell the segment from all others."""
    found = analysis.contest.prediction
    return None if found is None else number(found.areas.get(code))


def _called(analysis: Analysis, code: str, name: Name | None) -> Said | None:
    """A level of one thing by its place on it, everybody else by rule; None where no rule allows a name."""
    if analysis.levels is not None:
        return level_names(analysis.levels.line.order)[code]
    return name.said if name else None


def _defines(analysis: Analysis, code: str, spread: Mapping[str, float]) -> list[Defining]:
    """Items by the size of their difference to everybody else, markers first."""
    found = analysis.portraits.differences
    own = found[found["segment"] == code].sort_values("effect", key=abs, ascending=False, kind="stable")
    return [
        _define(
            row,
            analysis.measurement.item(row["variable"]),
            spread[str(row["variable"])],
            effect_interval(analysis, code, str(row["variable"]), float(row["effect"])),
        )
        for _, row in own.iterrows()
    ]


def _define(row: pd.Series, item: Item, spread: float, interval: tuple[Number, Number]) -> Defining:
    low, high = rating_range(item) or (None, None)
    figures = {name: number(row[name]) for name in ("value", *SPREAD, "population", "q")}
    ends = number(low), number(high)
    if item.type == "binary" and low is not None and high is not None:  # a yes or no is a share and has no spread
        shares = {name: number((row[name] - low) / (high - low)) for name in ("value", "population")}
        figures |= {**dict.fromkeys(SPREAD), **shares}
        ends, spread = (0, 1), spread / (high - low)
    return Defining(
        variable=item.name,
        text=item.words,
        type=item.type,
        option=item.group is not None,
        **figures,
        effect=number(row["effect"]) or 0.0,
        effect_low=interval[0],
        effect_high=interval[1],
        population_sd=number(spread),
        marker=bool(abs(row["effect"]) >= MARKER_EFFECT and row["q"] < 0.05),
        n=int(row["n"]),
        base_n=int(row["base_n"]),
        scale_low=ends[0],
        scale_high=ends[1],
        low_label=item.label(low) if low is not None else "",
        high_label=item.label(high) if high is not None else "",
        reverse=item.reverse,
    )


def _statement(row: Defining, rows: Sequence[Row], holds: Number) -> Statement:
    return Statement(
        text=statement(row, rows),
        variable=row.variable,
        statistic="standardised difference to all others",
        effect=row.effect,
        low=row.effect_low,
        high=row.effect_high,
        base=row.n,
        holds=holds,
    )


def _attitudes(profiles: Sequence[Profile], code: str, codebook: Codebook) -> list[Attitude]:
    """Whole answer distributions of the items with ordered answers."""
    return [
        attitude(table, code, reverse=codebook[table.variable].reverse)
        for table in profiles
        if table.type == "ordinal" and table.role in ("maker", "why")
    ]


def attitude(table: Profile, code: str, *, reverse: bool, steps: int = 0) -> Attitude:
    """The bar of one item in one segment; without `steps` people chose from the options of the table."""
    codes = [option.code for option in table.options]
    half = len(codes) // 2
    inner = [table.options[half - 1], table.options[-half]] if half else []
    ends = [option.words if option.mildest is None else option.mildest for option in inner]
    return Attitude(
        variable=table.variable,
        text=table.text,
        facet=table.facet,
        codes=codes,
        labels=[option.label for option in table.options],
        ends=ends if all(ends) else [],
        shares=list(table.shares[code]),
        population=list(table.population_shares),
        n=table.bases[code],
        middle_code=codes[half] if len(codes) % 2 else None,
        reverse=reverse,
        steps=steps or len(codes),
        formed=table.role == "maker",
    )
