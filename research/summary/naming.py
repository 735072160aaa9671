"""Only what the names of personas rest on in one analysis: ends of declared scales, and how far out segments are."""

from collections.abc import Mapping
from typing import Literal

from research.codebook import Codebook, Scale
from research.declared import Number
from research.personas.naming import Centres, End, Name, Pole, name_personas
from research.result import Analysis
from research.summary.plain import number
from research.summary.schema.told import NamedEnd
from research.words.sizes import MARKER_EFFECT

Ends = dict[str, dict[End, tuple[str, str]]]


def names_of(analysis: Analysis) -> dict[str, Name | None]:
    """One name per segment, None where no rule allows one: what is a level of one thing is no kind of people."""
    if analysis.levels is not None:
        return dict.fromkeys(analysis.portraits.scores)
    if analysis.measurement.dimension_kind == "items":
        return name_personas(_effects(analysis), poles=_ends_of_items(analysis))
    return name_personas(_scores(analysis), poles=_ends_of_dimensions(analysis))


def rests_on(name: Name | None, analysis: Analysis) -> list[NamedEnd]:
    """The ends a name rests on, in the words of the questionnaire."""
    return [] if name is None else [_told(pole, analysis) for pole in name.poles]


def name_holds(analysis: Analysis, code: str, name: Name | None) -> Number:
    """The smallest share of samples in which an end that the name rests on is where the name puts it.

    None where there is no name, or no samples.
    """
    if analysis.uncertainty is None or name is None:
        return None
    if analysis.measurement.dimension_kind == "items":
        table, column, holds = analysis.uncertainty.statements, "variable", "marker_holds"
    else:
        table, column, holds = analysis.uncertainty.centres, "dimension", "holds"
    ends = [pole.dimension for pole in name.poles]
    own = table[(table["segment"] == code) & table[column].isin(ends)]
    return number(own[holds].min()) if len(own) == len(ends) else None


def _told(pole: Pole, analysis: Analysis) -> NamedEnd:
    labels = analysis.measurement.labels
    return NamedEnd(dimension=pole.dimension, words=labels.get(pole.dimension, pole.dimension), end=pole.end)


def _scores(analysis: Analysis) -> Centres:
    return {
        code: {str(name): float(value) for name, value in scores["value"].items()}
        for code, scores in analysis.portraits.scores.items()
    }


def _effects(analysis: Analysis) -> Centres:
    """Where items stand for dimensions: how far they set a segment apart, keyed, if they do so beyond chance."""
    found = analysis.portraits.differences
    sure = found["effect"].where((found["q"] < 0.05) & (found["effect"].abs() >= MARKER_EFFECT), 0.0)
    keys = found["variable"].map(lambda name: -1 if analysis.measurement.item(str(name)).reverse else 1)
    keyed = found.assign(keyed=sure * keys)
    return {
        str(code): dict(zip(map(str, own["variable"]), map(float, own["keyed"]), strict=True))
        for code, own in keyed.groupby("segment", sort=False)
    }


def _ends_of_items(analysis: Analysis) -> Ends:
    """An item that is a scale by itself has the ends of that scale."""
    codebook = analysis.measurement.matrix.codebook
    alone = {items[0]: name for name, items in codebook.scale_items().items() if len(items) == 1}
    return {item: _ends(codebook.scale(name)) for item, name in alone.items()}


def _ends_of_dimensions(analysis: Analysis) -> Ends:
    """A dimension has the ends of the scale it is, or is named by; a name that two scales share tells neither."""
    scales = _by_words(analysis.measurement.matrix.codebook)
    return {
        dimension: _ends(scales[words]) for dimension, words in analysis.measurement.labels.items() if words in scales
    }


def _by_words(codebook: Codebook) -> Mapping[str, Scale]:
    all_words = [scale.words for scale in codebook.scales]
    return {scale.words: scale for scale in codebook.scales if all_words.count(scale.words) == 1}


def _ends(scale: Scale) -> dict[End, tuple[str, str]]:
    both: tuple[tuple[Literal["high", "low"], tuple[str, str] | None], ...] = (
        ("high", scale.high),
        ("low", scale.low),
    )
    return {end: words for end, words in both if words}
