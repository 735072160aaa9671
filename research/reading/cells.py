"""From cells as they stand in a file to numbers by the codebook; what does not fit is reported by line."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from research.codebook import Item
from research.said import Said, Told, Wrote, say

YES = frozenset({"yes", "y", "true", "t"})
NO = frozenset({"no", "n", "false", "f"})
FIRST_LINE = 2
"""Line of the first respondent in a file whose first line names the columns."""


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
    numbers, item = _to_numbers(cells, item, missing_codes)
    written = (
        cells.notna().to_numpy() & (cells.astype(str).str.strip() != "").to_numpy()
        if _is_text(cells)
        else ~np.isnan(numbers)
    )
    counts: dict[float, int] = {}
    for code in missing_codes:
        is_code = numbers == code
        if is_code.any():
            counts[code] = int(is_code.sum())
            numbers = np.where(is_code, np.nan, numbers)
            written = written & ~is_code
    unfit = written & ~_fits(numbers, item)
    places = np.flatnonzero(unfit)
    bad = tuple(_unfit(int(place) + FIRST_LINE, str(cells.iloc[place])[:40], item) for place in places[:keep])
    numbers = np.where(unfit, np.nan, numbers)
    return CodedColumn(values=numbers, item=item, missing=counts, bad=bad, n_bad=len(places))


def split_multiple(cells: pd.Series, item: Item) -> dict[int, np.ndarray]:
    """One 0/1 column per option from cells such as `"1;3"`; an empty cell is missing in every option."""
    texts = cells.astype("string").str.strip()
    answered = texts.notna().to_numpy() & (texts.fillna("") != "").to_numpy()
    separator = next((mark for mark in (";", "|", ",") if texts.str.contains(mark, regex=False).any()), ";")
    parts = texts.fillna("").str.split(separator).apply(lambda row: {part.strip().removesuffix(".0") for part in row})
    columns = {}
    for code, label in item.labels.items():
        names = {str(code), label}
        chosen = np.fromiter((not names.isdisjoint(row) for row in parts), dtype=float, count=len(parts))
        columns[code] = np.where(answered, chosen, np.nan)
    return columns


def _is_text(cells: pd.Series) -> bool:
    return not (pd.api.types.is_numeric_dtype(cells) or pd.api.types.is_bool_dtype(cells))


def _to_numbers(cells: pd.Series, item: Item, missing_codes: tuple[float, ...]) -> tuple[np.ndarray, Item]:
    if not _is_text(cells):
        return cells.to_numpy(dtype=float, na_value=np.nan).copy(), item
    texts = cells.astype("string").str.strip()
    numbers = pd.to_numeric(texts, errors="coerce").to_numpy(dtype=float, na_value=np.nan).copy()
    words = texts.notna().to_numpy() & np.isnan(numbers) & (texts.fillna("") != "").to_numpy()
    if not words.any():
        return numbers, item
    lower = texts.str.lower()
    if item.is_category and not item.labels and not (item.type == "binary" and _yes_no(lower[words])):
        return _name_categories(texts, numbers, missing_codes, item)
    by_word = {label.strip().lower(): float(code) for code, label in item.labels.items()}
    if item.type == "binary":
        by_word = {**dict.fromkeys(YES, 1.0), **dict.fromkeys(NO, 0.0), **by_word}
    found = lower[words].map(by_word).to_numpy(dtype=float, na_value=np.nan)
    numbers[words] = found
    return numbers, item


def _yes_no(words: pd.Series) -> bool:
    return set(words.unique()) <= (YES | NO)


def _name_categories(
    texts: pd.Series, numbers: np.ndarray, missing_codes: tuple[float, ...], item: Item
) -> tuple[np.ndarray, Item]:
    """A category without codes gets codes 1, 2, … in the order of the alphabet; codes of no answer stay."""
    is_missing = np.isin(numbers, missing_codes)
    answered = texts.notna().to_numpy() & (texts.fillna("") != "").to_numpy() & ~is_missing
    names = sorted(texts[answered].unique())
    start = 0 if item.type == "binary" else 1
    codes = {name: start + place for place, name in enumerate(names)}
    named = texts.map(codes).to_numpy(dtype=float, na_value=np.nan)
    numbers = np.where(is_missing, numbers, named)
    return numbers, replace(item, range=None, labels={code: str(name) for name, code in codes.items()})


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
    return say("cell_no_number", **cell)
