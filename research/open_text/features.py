"""Only how answers in any language become numbers: words and pieces of words, weighted by how telling they are.

Nothing here knows a language. Words are runs of letters; what inflects (talo, talon, taloissa) meets in pieces of three
to five letters. Scripts without spaces (Chinese, Japanese, Thai …) are cut into runs of two to four signs instead.
"""

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.preprocessing import normalize

SHORTEST = 3
PIECES = (3, 4, 5)
RUNS = (2, 3, 4)
MOST_PIECES, MOST_WORDS = 6_000, 3_000
PIECE_WEIGHT = 0.6
"""Weight of pieces against words (each block has length 1 per answer): pieces join inflections, words are read."""
EVERYWHERE = 0.5
"""What more than this share of answers hold does not tell them apart."""
REMEMBERED = 50_000
"""Words whose pieces are kept, as answers share their words."""
UNSPACED = ("CJK", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER", "MYANMAR", "TIBETAN")


class _Letters(dict[int, str]):
    """Maps each sign to itself where it belongs to a word, else to a space; filled as signs are met."""

    def __missing__(self, sign: int) -> str:
        letter = chr(sign)
        kind = unicodedata.category(letter)
        if kind == "Lm" and unicodedata.name(letter, "").startswith("ARABIC TATWEEL"):
            found = ""
        elif unicodedata.name(letter, "").startswith("ARABIC") and kind == "Mn":
            found = ""  # vowel signs are written or left out at will
        else:
            found = letter if kind[0] in "LM" else " "
        self[sign] = found
        return found


_LETTERS = _Letters()


def plain_words(text: str) -> list[str]:
    """Runs of letters in lower case and one normal form; runs of unspaced scripts stay whole.

    Words of one or two letters are little words in every alphabet and are left out, unless written in capitals (EU).
    """
    return [word.casefold() for word in letters_of(text) if len(word) >= SHORTEST or _counts(word)]


def letters_of(text: str) -> list[str]:
    """All runs of letters as they were written, little ones too."""
    return unicodedata.normalize("NFKC", text).translate(_LETTERS).split()


def _counts(word: str) -> bool:
    return is_unspaced(word) or (len(word) > 1 and word.isupper())


def words_of(text: str) -> list[str]:
    """Words of an answer: lower case, one normal form, without digits, signs and little words.

    Parameters
    ----------
    text : str
        In any language.

    Returns
    -------
    list of str
        Runs of signs of unspaced scripts are cut into overlapping pieces of two to four.
    """
    found: list[str] = []
    for word in plain_words(text):
        if is_unspaced(word):
            found += [word[at : at + size] for size in RUNS for at in range(len(word) - size + 1)]
        else:
            found.append(word)
    return found


def pieces_of(text: str) -> list[str]:
    """Pieces of three to five letters within the words of spaced scripts, with their edges marked by a space."""
    found: list[str] = []
    for word in plain_words(text):
        found += _pieces(word)
    return found


@lru_cache(REMEMBERED)
def _pieces(word: str) -> tuple[str, ...]:
    if is_unspaced(word):
        return ()
    edged = f" {word} "
    return tuple(edged[at : at + size] for size in PIECES for at in range(len(edged) - size + 1))


@lru_cache(REMEMBERED)
def is_unspaced(word: str) -> bool:
    """Whether a run of signs is in a script that is written without spaces."""
    return unicodedata.name(word[0], "").startswith(UNSPACED)


@dataclass(frozen=True, kw_only=True)
class Features:
    """Answers x features, words first.

    Parameters
    ----------
    matrix : sparse matrix, answers x features
        Rows of length 1 (0 for answers without any known feature).
    words : tuple of str
        Names of the first features.
    """

    matrix: sparse.csr_matrix
    words: tuple[str, ...]

    @property
    def holds(self) -> sparse.csr_matrix:
        """Answers x words, 1 where the answer holds the word."""
        return (self.matrix[:, : len(self.words)] > 0).astype(np.float64)


@dataclass(frozen=True, kw_only=True)
class Vocabulary:
    """What was learnt from some answers: which words and pieces count, and how much."""

    words: TfidfVectorizer | None
    pieces: TfidfVectorizer | None

    def features(self, texts: Sequence[str]) -> Features:
        """Features of answers (the same ones or others)."""
        engines = [(self.words, 1 - PIECE_WEIGHT), (self.pieces, PIECE_WEIGHT)]
        blocks = [
            engine.transform(texts) * np.sqrt(weight)
            if engine
            else sparse.csr_matrix((len(texts), 0), dtype=np.float64)
            for engine, weight in engines
        ]
        names = tuple(map(str, self.words.get_feature_names_out())) if self.words else ()
        both = sparse.csr_matrix(sparse.hstack(blocks))
        return Features(matrix=normalize(both) if both.shape[1] else both, words=names)


def learn_features(texts: Sequence[str], *, fewest: int) -> Features:
    """Features of the answers they are learnt from, in one reading; see `learn`."""
    most = _most(texts, fewest)
    words = _read(texts, words_of, fewest, most, MOST_WORDS)
    pieces = _read(texts, pieces_of, fewest, most, MOST_PIECES)
    blocks = [
        found[1] * np.sqrt(weight) for found, weight in ((words, 1 - PIECE_WEIGHT), (pieces, PIECE_WEIGHT)) if found
    ]
    if not blocks:
        return Features(matrix=sparse.csr_matrix((len(texts), 0), dtype=np.float64), words=())
    names = tuple(map(str, words[0].get_feature_names_out())) if words else ()
    return Features(matrix=normalize(sparse.csr_matrix(sparse.hstack(blocks))), words=names)


def learn(texts: Sequence[str], *, fewest: int) -> Vocabulary:
    """Learn which words and pieces of words tell answers apart.

    ``tf = 1 + log(count)``, ``idf = 1 + log((1 + n) / (1 + answers))``; each block is scaled to length 1 per answer,
    then weighted (.6 pieces, .4 words). Features of fewer than `fewest` or more than half of the answers are left out.

    Parameters
    ----------
    texts : sequence of str
    fewest : int
        Answers a feature must occur in.

    References
    ----------
    Salton and Buckley (1988), Information Processing & Management 24; McNamee and Mayfield (2004), Information
    Retrieval 7 (character n-grams across languages). R: ``quanteda::dfm_tfidf``.
    """
    most = _most(texts, fewest)
    words = _read(texts, words_of, fewest, most, MOST_WORDS)
    pieces = _read(texts, pieces_of, fewest, most, MOST_PIECES)
    return Vocabulary(words=words[0] if words else None, pieces=pieces[0] if pieces else None)


def _most(texts: Sequence[str], fewest: int) -> float:
    """Share of answers above which a feature tells nothing apart."""
    return EVERYWHERE if EVERYWHERE * len(texts) >= 2 * fewest else 1.0


def _read(
    texts: Sequence[str], analyse: Callable[[str], list[str]], fewest: int, most: float, limit: int
) -> tuple[TfidfVectorizer, sparse.csr_matrix] | None:
    """What was learnt, and the answers as features; None where no feature is left."""
    engine = TfidfVectorizer(
        analyzer=analyse, min_df=fewest, max_df=most, max_features=limit, sublinear_tf=True, dtype=np.float64
    )
    try:
        return engine, engine.fit_transform(texts)
    except ValueError:  # no feature is left
        return None
