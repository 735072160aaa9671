"""From cells as they stand in a file to numbers by the codebook; what does not fit is reported by line."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from research.codebook import Item
from research.reading.numbers import is_ambiguous, read_number
from research.said import Said, Told, Wrote, say

YES = frozenset({"yes", "y", "true", "t"})
NO = frozenset({"no", "n", "false", "f"})
NOTHING = frozenset({"na", "n/a", "nan", "null", "none", ".", "#n/a", "<na>", "#null!"})
"""What programs write where there is no answer; where one is the label of a code, it is an answer."""
FIRST_LINE = 2
"""Line of the first respondent in a file whose first line names the columns."""
LABELS = "labels"
"""Name under which a table carries, in its `attrs`, the words of codes that stood in its file."""
LINE = "line"
"""Name of an index that tells on which line of a file each row stands."""


@dataclass(frozen=True, kw_only=True)
class CodedColumn:
    """One column as numbers (missing = NaN), cells by missing code, and the cells that did not fit."""

    values: np.ndarray
    item: Item
    missing: Mapping[float, int]
    bad: tuple[Said, ...]
    n_bad: int


def code_column(cells: pd.Series, *, item: Item, missing_codes: tuple[float, ...], keep: int = 20) -> CodedColumn:
    """Turn one column into numbers.

    Parameters
    ----------
    cells : Series, length n
        Numbers or words; words are matched with the labels of the item, ignoring case.
    item : Item
        What the column means.
    missing_codes : tuple of float
        Codes that stand for no valid answer.
    keep : int
        How many unfitting cells to describe.

    Returns
    -------
    CodedColumn
        Unfitting cells are missing in `values` and described in `bad`.
    """
    numbers, written, item = _to_numbers(cells, item, missing_codes)
    counts: dict[float, int] = {}
    for code in missing_codes:
        is_code = numbers == code
        if is_code.any():
            counts[code] = int(is_code.sum())
            numbers = np.where(is_code, np.nan, numbers)
            written = written & ~is_code
    unfit = written & ~_fits(numbers, item)
    places = np.flatnonzero(unfit)
    bad = tuple(_unfit(line, str(cells.iloc[place])[:40], item) for line, place in _first(places, cells.index, keep))
    numbers = np.where(unfit, np.nan, numbers)
    return CodedColumn(values=numbers, item=item, missing=counts, bad=bad, n_bad=len(places))


def with_file_labels(item: Item, codes: Collection[float], labels: Mapping[int, str]) -> Item:
    """A category without labels, with those its file brings; a code without words there keeps its number.

    Parameters
    ----------
    item : Item
    codes : collection of float
        Answers that were given.
    labels : mapping of int to str
        Words of codes in the file.
    """
    whole = sorted(int(code) for code in codes if float(code).is_integer())
    if not item.is_category or item.labels or len(whole) < len(codes) or labels.keys().isdisjoint(whole):
        return item
    return replace(item, labels={code: labels.get(code, str(code)) for code in whole})


def lines_of(index: pd.Index) -> np.ndarray:
    """The line of each row in its file: as the table was read, else as if it began under the names of the columns."""
    return index.to_numpy() if index.name == LINE else np.arange(FIRST_LINE, FIRST_LINE + len(index))


def _first(places: np.ndarray, index: pd.Index, keep: int) -> list[tuple[int, int]]:
    """Lines and places of the first few."""
    lines = lines_of(index)
    return [(int(lines[place]), int(place)) for place in places[:keep]]


def _is_text(cells: pd.Series) -> bool:
    return not (pd.api.types.is_numeric_dtype(cells) or pd.api.types.is_bool_dtype(cells))


def _to_numbers(cells: pd.Series, item: Item, missing_codes: tuple[float, ...]) -> tuple[np.ndarray, np.ndarray, Item]:
    """Numbers, where something was written that must be an answer, and the item with what its column taught."""
    if not _is_text(cells):
        numbers = cells.to_numpy(dtype=float, na_value=np.nan).copy()
        return numbers, ~np.isnan(numbers), item
    places, found = pd.factorize(cells.astype("string").str.strip())
    words = list(map(str, found))
    named = _with_names(item, words, missing_codes)
    meant = _meanings(words, item) if named is item else _named_meanings(words, named, missing_codes)
    written = [bool(word) and (word in meant or not is_nothing(word)) for word in words]
    numbers = np.array([*(meant.get(word, np.nan) for word in words), np.nan])
    return numbers[places], np.array([*written, False])[places], named


def is_nothing(word: str) -> bool:
    """Whether a program wrote that there is no answer."""
    return not word.strip() or word.strip().casefold() in NOTHING


def _meanings(words: Sequence[str], item: Item) -> dict[str, float]:
    """The number of each word that has one."""
    known = _known_words(item)
    meant = {word: _number(word, item, known) for word in words}
    return {word: number for word, number in meant.items() if number is not None}


def _named_meanings(words: Sequence[str], item: Item, missing_codes: tuple[float, ...]) -> dict[str, float]:
    """The same where every word is the name of a category."""
    by_name = {label: float(code) for code, label in item.labels.items()}
    meant = {word: by_name.get(word, _missing_code(word, missing_codes)) for word in words}
    return {word: number for word, number in meant.items() if number is not None}


def _number(word: str, item: Item, known: Mapping[str, float]) -> float | None:
    number = read_number(word, with_comma=not item.is_category)
    return known.get(word.lower()) if number is None else number


def _known_words(item: Item) -> dict[str, float]:
    by_label = {label.strip().lower(): float(code) for code, label in item.labels.items()}
    if item.type == "binary":
        return {**dict.fromkeys(YES, 1.0), **dict.fromkeys(NO, 0.0), **by_label}
    return by_label


def _missing_code(word: str, missing_codes: tuple[float, ...]) -> float | None:
    number = read_number(word)
    return number if number in missing_codes else None


def _with_names(item: Item, words: Sequence[str], missing_codes: tuple[float, ...]) -> Item:
    """A category that is written in words and has no labels gets codes 1, 2, … in the order of the alphabet."""
    if not item.is_category or item.labels or not _is_in_words(item, words):
        return item
    names = sorted(word for word in words if not is_nothing(word) and _missing_code(word, missing_codes) is None)
    return replace(item, range=None, labels=dict(enumerate(names, 0 if item.type == "binary" else 1)))


def _is_in_words(item: Item, words: Sequence[str]) -> bool:
    """Whether more is written than numbers (and, of a yes or no, than these two words)."""
    spoken = {word.lower() for word in words if not is_nothing(word) and read_number(word, with_comma=False) is None}
    return bool(spoken) and not (item.type == "binary" and spoken <= (YES | NO))


def _fits(numbers: np.ndarray, item: Item) -> np.ndarray:
    fits: np.ndarray = np.isfinite(numbers)
    if item.range is not None:
        fits &= (numbers >= item.range[0]) & (numbers <= item.range[1])
    if item.is_category and item.labels:
        fits &= np.isin(numbers, list(item.labels))
    return fits


def _unfit(line: int, value: str, item: Item) -> Said:
    """Where a cell stands, and what it is not."""
    cell: dict[str, Told] = {"line": Wrote([str(line)]), "column": item.name, "value": Wrote([value])}
    if item.range is not None:
        return say("cell_outside_range", low=item.range[0], high=item.range[1], **cell)
    if item.is_category and item.labels:
        return say("cell_no_code", codes=list(map(str, item.labels)), **cell)
    return say("cell_two_numbers" if is_ambiguous(value.strip()) else "cell_no_number", **cell)


def says_yes(cells: pd.Series) -> npt.NDArray[np.bool_]:
    """Whether each cell of a column of consents is a yes: 1, or a word for it. An empty one is none."""
    words = cells.astype(str).str.strip().str.casefold()
    return (pd.to_numeric(cells, errors="coerce").eq(1) | words.isin(YES)).to_numpy(dtype=bool, na_value=False)
