"""Which figures of a summary are told in which picture, so that a picture and the table beside it never differ.

Knows nothing of drawing: pages read it too.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from research.declared import Number
from research.said import Said
from research.summary.schema import Summary
from research.summary.schema.segmented import Profile
from research.summary.schema.told import Attitude, Row
from research.summary.schema.written import OpenQuestion, ThemeLine

FIRST_ITEMS = 8
"""Defining items shown on the page; the others follow in a second picture."""
FIRST_BARS, NEXT_BARS = 8, 14
"""Answer bars of the first picture, and of those that follow it."""
MOST_INDEX_ROWS = 6
MOST_CELLS = 16
LEAST_CELL = 30
"""People of a cell at least, where the summary does not say what a percentage needs."""


@dataclass(frozen=True, kw_only=True)
class Cell:
    """People with the same passport, and how they split over the personas.

    Parameters
    ----------
    question : str
        What the cell is about.
    words : Said
        Its answers.
    n : int
    shares, everybody : mapping of segment to share or None
    """

    question: str
    words: Said
    n: int
    shares: Mapping[str, Number]
    everybody: Mapping[str, Number]


@dataclass(frozen=True, kw_only=True)
class ToldTheme:
    """A theme that a persona speaks of: its share and people are known."""

    name: str
    share: float
    n: int
    line: ThemeLine


def bar_pieces(attitudes: Sequence[Attitude]) -> list[list[Attitude]]:
    """Answer bars picture by picture: the most different first, bars with gaps last, few in the first picture.

    Scales of different length never share a picture: what counts as agreement is cut elsewhere in each.
    """
    ordered = sorted(attitudes, key=lambda bar: (None in bar.shares, -moved(bar)))
    lengths = dict.fromkeys(bar.steps for bar in ordered)
    return [part for steps in lengths for part in _pieces([bar for bar in ordered if bar.steps == steps])]


def _pieces(ordered: Sequence[Attitude]) -> list[list[Attitude]]:
    rest = ordered[FIRST_BARS:]
    following = [list(rest[start : start + NEXT_BARS]) for start in range(0, len(rest), NEXT_BARS)]
    return [list(ordered[:FIRST_BARS]), *following]


def moved(bar: Attitude) -> float:
    """How far the mean answer of these people is from everybody's, as a share of the answer scale."""
    pairs = zip(bar.shares, bar.population, strict=True)
    steps = sum(place * ((own or 0.0) - (usual or 0.0)) for place, (own, usual) in enumerate(pairs))
    return abs(steps) / max(len(bar.shares) - 1, 1)


def distinctive(rows: Sequence[Row]) -> list[Row]:
    """Rows that have an index (a base of 100 and a difference beyond chance), the highest index first.

    Of an ordered answer scale one end is enough: the other says the same thing again.
    """
    given = sorted((row for row in rows if row.index is not None), key=_gap, reverse=True)
    taken: dict[str, int] = {}
    chosen = []
    for row in given:
        if taken.get(row.variable, 0) < (2 if row.type == "nominal" else 1):
            taken[row.variable] = taken.get(row.variable, 0) + 1
            chosen.append(row)
    return sorted(chosen[:MOST_INDEX_ROWS], key=attrgetter("index"), reverse=True)


def _gap(row: Row) -> float:
    return abs((row.share or 0.0) - (row.population_share or 0.0))


def passport_cells(published: Summary) -> list[Cell]:
    """Combinations of demographics first, then single answers, the largest of each question first.

    Parameters
    ----------
    published : Summary
        After the disclosure gate.
    """
    combined = [
        Cell(question="", words=each.cell, n=each.n, shares=each.shares, everybody=each.population_shares)
        for each in published.segments.same_passport
        if each.n is not None
    ]
    singles = [
        sorted(_single_cells(table, published), key=lambda cell: -cell.n)
        for table in published.segments.profiles
        if table.role == "who" and table.type != "third"
    ]
    turns = max(map(len, singles), default=0)
    in_turn = [cells[turn] for turn in range(turns) for cells in singles if turn < len(cells)]
    chosen = [*combined, *in_turn][:MOST_CELLS]
    questions = list(dict.fromkeys(cell.question for cell in chosen))
    return sorted(chosen, key=lambda cell: questions.index(cell.question))


def _single_cells(table: Profile, published: Summary) -> Iterator[Cell]:
    """Who gave each of the answers of one question; an answer of too few, or with a hidden count, is left out."""
    least = LEAST_CELL if published.disclosure is None else published.disclosure.percent_base
    everybody = {code: own.share for code, own in published.segments.shares.items()}
    for place, option in enumerate(table.options):
        n = table.population[place]
        counts = {code: count for code, row in table.counts.items() if (count := row[place]) is not None}
        if n is not None and n >= least and len(counts) == len(table.counts):
            shares = {code: count / n for code, count in counts.items()}
            yield Cell(question=table.text, words=option.said, n=n, shares=shares, everybody=everybody)


def told_themes(asked: OpenQuestion, code: str) -> list[ToldTheme]:
    """Themes of one open question that a persona speaks of, the most frequent first; hidden ones left out.

    Parameters
    ----------
    asked : OpenQuestion
    code : str
        Of the persona.
    """
    names = {theme.code: theme.name for theme in asked.themes}
    rows = [
        ToldTheme(name=names[line.theme], share=line.share, n=line.count, line=line)
        for line in asked.by_segment
        if line.segment == code and line.share and line.count is not None and line.theme in names
    ]
    return sorted(rows, key=lambda row: (-row.share, row.line.theme))
