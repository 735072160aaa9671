"""Which figures of a summary are told in which picture, so that a picture and the table beside it never differ.

Knows nothing of drawing: pages read it too.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

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
    question, words : str
        What the cell is about, and its answers.
    n : int
    shares, everybody : mapping of segment to share or None
    """

    question: str
    words: str
    n: int
    shares: Mapping[str, float | None]
    everybody: Mapping[str, float | None]


def bar_pieces(attitudes: Sequence[Mapping[str, Any]]) -> list[list[Mapping[str, Any]]]:
    """Answer bars picture by picture: the most different first, bars with gaps last, few in the first picture."""
    ordered = sorted(attitudes, key=lambda bar: (any(share is None for share in bar["shares"]), -moved(bar)))
    rest = ordered[FIRST_BARS:]
    parts = [ordered[:FIRST_BARS]] + [rest[start : start + NEXT_BARS] for start in range(0, len(rest), NEXT_BARS)]
    return [part for part in parts if part]


def moved(bar: Mapping[str, Any]) -> float:
    """How far the mean answer of these people is from everybody's, as a share of the answer scale."""
    shares = [share or 0.0 for share in bar["shares"]]
    population = [share or 0.0 for share in bar["population"]]
    last = max(len(shares) - 1, 1)
    steps = sum(place * (a - b) for place, (a, b) in enumerate(zip(shares, population, strict=True)))
    return float(abs(steps) / last)


def distinctive(rows: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Rows that have an index (a base of 100 and a difference beyond chance), the highest index first.

    Of an ordered answer scale one end is enough: the other says the same thing again.
    """
    given = sorted((row for row in rows if row["index"] is not None), key=_gap, reverse=True)
    taken: dict[str, int] = {}
    chosen = []
    for row in given:
        if taken.get(row["variable"], 0) < (2 if row["type"] == "nominal" else 1):
            taken[row["variable"]] = taken.get(row["variable"], 0) + 1
            chosen.append(row)
    return sorted(chosen[:MOST_INDEX_ROWS], key=lambda row: -row["index"])


def _gap(row: Mapping[str, Any]) -> float:
    return float(abs(row["share"] - row["population_share"]))


def passport_cells(published: Mapping[str, Any]) -> list[Cell]:
    """Combinations of demographics first, then single answers, the largest of each question first.

    Parameters
    ----------
    published : mapping
        A summary after the disclosure gate.
    """
    segments = published.get("segments") or {}
    least = (published.get("disclosure") or {}).get("percent_base", LEAST_CELL)
    combined = [
        Cell(question="", words=each["cell"], n=each["n"], shares=each["shares"], everybody=each["population_shares"])
        for each in segments.get("same_passport") or []
    ]
    singles = [
        _single_cells(table, segments, least=least)
        for table in segments.get("profiles") or []
        if table["role"] == "who" and table["type"] != "third"
    ]
    turns = max((len(cells) for cells in singles), default=0)
    in_turn = [cells[turn] for turn in range(turns) for cells in singles if turn < len(cells)]
    chosen = [*combined, *in_turn][:MOST_CELLS]
    questions = list(dict.fromkeys(cell.question for cell in chosen))
    return sorted(chosen, key=lambda cell: questions.index(cell.question))


def _single_cells(table: Mapping[str, Any], segments: Mapping[str, Any], *, least: int) -> list[Cell]:
    everybody = {code: figures["share"] for code, figures in segments["shares"].items()}
    cells = []
    for place, option in enumerate(table["options"]):
        counts = {code: row[place] for code, row in table["counts"].items()}
        n = table["population"][place]
        if n is None or n < least or any(count is None for count in counts.values()):
            continue
        shares = {code: count / n for code, count in counts.items()}
        cells.append(
            Cell(question=table["text"], words=str(option["label"]), n=int(n), shares=shares, everybody=everybody)
        )
    return sorted(cells, key=lambda cell: -cell.n)


def told_themes(asked: Mapping[str, Any], code: str) -> list[dict[str, Any]]:
    """Themes of one open question that a persona speaks of, the most frequent first; hidden ones left out.

    Parameters
    ----------
    asked : mapping
        One of `segments.open_text`.
    code : str
        Of the persona.
    """
    names = {theme["code"]: theme["name"] for theme in asked["themes"]}
    rows = [
        {**line, "name": names[line["theme"]]}
        for line in asked["by_segment"]
        if line["segment"] == code and line["share"] and line["theme"] in names
    ]
    return sorted(rows, key=lambda row: (-row["share"], row["theme"]))
