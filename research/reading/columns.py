"""Columns of text while they are collected: a million short answers take a byte each, and a few different words."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from research.reading.numbers import is_only_a_number


class _Places(dict[str, int]):
    """The place of each word; a new one gets the next."""

    def __missing__(self, word: str) -> int:
        self[word] = place = len(self)
        return place


class GrowingColumn:
    """One column, some cells at a time."""

    def __init__(self) -> None:
        self._places = _Places()
        self._parts: list[np.ndarray] = []
        self._is_short = True

    def add(self, cells: Sequence[str]) -> None:
        """Further cells, from above to below."""
        if self._is_short:
            try:
                places = bytes(map(self._places.__getitem__, cells))
            except ValueError:  # a place that is no byte: too many different words
                self._lengthen()
            else:
                self._parts.append(np.frombuffer(places, dtype=np.uint8))
                return
        self._parts.append(np.array(cells, dtype=object))

    def _lengthen(self) -> None:
        """From here on cells are kept as they are."""
        words = np.array(list(self._places), dtype=object)
        self._parts = [words[part] for part in self._parts]
        self._is_short, self._places = False, _Places()

    def finish(self) -> np.ndarray:
        """Numbers where all cells are nothing but numbers, else texts; an empty cell is missing."""
        if not self._is_short:
            texts = _joined(self._parts)
            return _as_numbers(texts) if _are_numbers(pd.unique(texts)) else _with_gaps(texts)
        words, places = np.array(list(self._places), dtype=object), _joined(self._parts)
        values: np.ndarray = (_as_numbers(words) if _are_numbers(words) else _with_gaps(words))[places]
        return values


def _joined(parts: Sequence[np.ndarray]) -> np.ndarray:
    return np.concatenate(parts) if parts else np.array([], dtype=np.uint8)


def _are_numbers(words: np.ndarray) -> bool:
    written = [word.strip() for word in words if word.strip()]
    return bool(written) and all(map(is_only_a_number, written))


def _as_numbers(words: np.ndarray) -> np.ndarray:
    """Whole numbers stay whole, where none is missing."""
    numbers = np.array([float(word) if word.strip() else np.nan for word in words], dtype=np.float64)
    whole = (
        not np.isnan(numbers).any()
        and bool((numbers == np.floor(numbers)).all())
        and bool((np.abs(numbers) < 2**53).all())
    )
    return numbers.astype(np.int64) if whole else numbers


def _with_gaps(words: np.ndarray) -> np.ndarray:
    return np.array([word if word.strip() else None for word in words], dtype=object)
