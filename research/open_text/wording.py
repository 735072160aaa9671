"""Answers as they were written: who wrote a word, in any of its forms, or a phrase, and how most people spell it."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from math import ceil

import numpy as np
import numpy.typing as npt

from research.open_text.features import REMEMBERED, is_unspaced, letters_of

Phrase = tuple[str, ...]
People = npt.NDArray[np.bool_]
ENDS = re.compile(r"[.!?;:…。！？；：()（）\[\]\n]+")
"""Where a phrase cannot go on."""
END = "|"
BEFORE, AFTER = r"(?<!\w)(?:\w+[-'’])*", r"(?!\w)(?:[-'’]\w+)*"
"""A word is spelled with what hyphens join to it."""
SHORTEST_STEM, STEM_SHARE, LONGER = 4, 0.75, 0.5


class Wording:
    """The words of answers in their order.

    Parameters
    ----------
    texts : sequence of str
        As they were written, without personal data.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = [unicodedata.normalize("NFKC", text) for text in texts]
        self._tokens = [_tokens(text) for text in self._texts]
        self._places: dict[str, list[int]] = {}
        for place, tokens in enumerate(self._tokens):
            for token in set(tokens):
                self._places.setdefault(token, []).append(place)

    @property
    def answers(self) -> int:
        """How many there are."""
        return len(self._texts)

    def people(self, phrase: Phrase) -> People:
        """Who wrote a phrase: one word in any of its forms, several as they are."""
        held = np.zeros(len(self._texts), dtype=bool)
        if len(phrase) == 1:
            for form in self.forms(phrase[0]):
                held[self._places[form]] = True
        else:
            held[[place for place in self._with(phrase) if self._at(phrase, place) is not None]] = True
        return held

    def forms(self, word: str) -> list[str]:
        """The written words that are forms of a word; in scripts without spaces, the runs that hold it."""
        if is_unspaced(word):
            return [token for token in self._places if word in token]
        return [token for token in self._places if same_word(token, word)]

    def commonest(self, word: str) -> str:
        """The form that most people wrote."""
        return min(self.forms(word), key=lambda form: (-len(self._places[form]), form), default=word)

    def beside(self, phrase: Phrase, step: int) -> Counter[str]:
        """What stands after (1) or before (-1) a phrase, and how often."""
        found: Counter[str] = Counter()
        for place in self._with(phrase):
            at = self._at(phrase, place)
            if at is not None:
                tokens, beside = self._tokens[place], at + (len(phrase) if step > 0 else -1)
                found[tokens[beside] if 0 <= beside < len(tokens) else END] += 1
        return found

    def spelled(self, phrase: Phrase) -> str:
        """A phrase as most people spell it."""
        form = (self.commonest(phrase[0]),) if len(phrase) == 1 else phrase
        if is_unspaced(phrase[0]):
            return phrase[0]
        inner = r"[\W\d_]+".join(map(re.escape, form))
        pattern = re.compile(rf"{BEFORE}{inner}{AFTER}", re.IGNORECASE)
        found = (pattern.search(self._texts[place]) for place in self._with(form))
        spelt = Counter(" ".join(match.group().split()) for match in found if match)
        return min(spelt, key=lambda each: (-spelt[each], each), default=" ".join(form))

    def _with(self, phrase: Phrase) -> list[int]:
        """Answers that hold all its words, in whatever order."""
        rows = [set(self._places.get(word, ())) for word in phrase]
        return sorted(set.intersection(*rows))

    def _at(self, phrase: Phrase, place: int) -> int | None:
        tokens, size = self._tokens[place], len(phrase)
        starts = (at for at in range(len(tokens) - size + 1) if tuple(tokens[at : at + size]) == phrase)
        return next(starts, None)


def _tokens(text: str) -> list[str]:
    found: list[str] = []
    for part in ENDS.split(text):
        found += [*(word.casefold() for word in letters_of(part)), END]
    return found


@lru_cache(REMEMBERED)
def same_word(first: str, second: str) -> bool:
    """Whether two words are forms of one: alike but for their endings, and of nearly the same length."""
    if first == second:
        return True
    short, long = sorted((first, second), key=len)
    if len(short) < SHORTEST_STEM or len(long) - len(short) > max(2.0, LONGER * len(short)) or is_unspaced(short):
        return False
    shared = max(SHORTEST_STEM, ceil(STEM_SHARE * len(short)))
    return short[:shared] == long[:shared]
