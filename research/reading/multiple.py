"""Choices of several options: one yes or no per option, from a list in one cell or from a column per option."""

from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd

from research.codebook import Item
from research.reading.cells import CodedColumn, code_column, is_nothing, lines_of
from research.reading.numbers import read_number
from research.said import Said, Wrote, say

SEPARATORS = (";", "|", ",")
SHOWN = 20


def option_columns(item: Item) -> dict[str, int]:
    """Column -> code, where each option has a column of its own."""
    return {f"{item.name}_{code}": code for code in item.labels}


def code_multiple(frame: pd.DataFrame, *, item: Item, missing_codes: tuple[float, ...]) -> Iterator[CodedColumn]:
    """One yes-or-no column per option.

    Parameters
    ----------
    frame : DataFrame
        With one column of lists such as `"1;3"`, or with a column per option.
    item : Item
        A multiple choice with labels.
    missing_codes : tuple of float
        Codes that stand for no valid answer.
    """
    if item.name in frame.columns:
        yield from _from_lists(frame[item.name], item, missing_codes)
        return
    for name, code in option_columns(item).items():
        yield code_column(frame[name], item=_option(item, code), missing_codes=missing_codes)


def _option(item: Item, code: int) -> Item:
    label = item.labels[code]
    return Item(
        name=f"{item.name}_{code}",
        text=item.words,
        type="binary",
        facet=item.facet,
        labels={0: "No", 1: label},
        group=item.name,
        option=label,
    )


def _from_lists(cells: pd.Series, item: Item, missing_codes: tuple[float, ...]) -> Iterator[CodedColumn]:
    """What was chosen in each cell; a cell that names anything else is missing, and told once."""
    places, found = pd.factorize(cells.astype("string").str.strip())
    lists = _Lists(list(map(str, found)), item, missing_codes)
    unfit = np.flatnonzero(np.append(lists.unfit, False)[places])
    bad = tuple(_told(int(lines_of(cells.index)[place]), str(cells.iloc[place]), item) for place in unfit[:SHOWN])
    missing = {code: int(np.append(lists.missing == code, False)[places].sum()) for code in missing_codes}
    for code in item.labels:
        chosen = np.append(lists.chosen(code), np.nan)[places]
        counts = {code: n for code, n in missing.items() if n}
        yield CodedColumn(values=chosen, item=_option(item, code), missing=counts, bad=bad, n_bad=len(unfit))
        bad, unfit = (), unfit[:0]


class _Lists:
    """The different cells of a column, each understood once."""

    def __init__(self, words: list[str], item: Item, missing_codes: tuple[float, ...]) -> None:
        known = _known(item)
        separator = next((mark for mark in SEPARATORS if any(mark in word for word in words)), ";")
        numbers = (read_number(word, with_comma=False) for word in words)
        self.missing = np.array([number if number in missing_codes else np.nan for number in numbers], dtype=float)
        self._codes = [_codes_of(word, separator, known) for word in words]
        no_answer = [word.lower() not in known and is_nothing(word) for word in words]
        self._answered = np.isnan(self.missing) & ~np.array(no_answer, dtype=bool)
        self.unfit = self._answered & np.array([None in codes for codes in self._codes], dtype=bool)

    def chosen(self, code: int) -> np.ndarray:
        """1 where an option was chosen, 0 where others were, NaN where nothing is known."""
        values = np.array([float(code in codes) for codes in self._codes], dtype=float)
        return np.where(self._answered & ~self.unfit, values, np.nan)


def _known(item: Item) -> dict[str, int]:
    """Options by code and by label."""
    by_label = {label.strip().lower(): code for code, label in item.labels.items()}
    return by_label | {f"{code}.0": code for code in item.labels} | {str(code): code for code in item.labels}


def _codes_of(word: str, separator: str, known: Mapping[str, int]) -> set[int | None]:
    """The options that a cell names; None stands for what is no option."""
    if word.lower() in known:
        return {known[word.lower()]}
    return {known.get(part.strip().lower()) for part in word.split(separator) if part.strip()}


def _told(line: int, value: str, item: Item) -> Said:
    codes = list(map(str, item.labels))
    return say("cell_no_code", line=Wrote([str(line)]), column=item.name, value=Wrote([value[:40]]), codes=codes)
