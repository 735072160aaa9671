"""Only what is recognisable as a name of a person or place: after a cue or title, or by its capital letter."""

import re
from collections.abc import Collection, Iterator

from research.open_text.cues import (
    CJK_CUES,
    CJK_TITLES,
    COMMON_CAPITALS,
    LOOSE_CUES,
    NAME_CUES,
    SURNAMES,
    TITLES,
)
from research.open_text.given_names import GIVEN_NAMES

Span = tuple[int, int]

MARKS = (
    "\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963\u0980-\u0983\u09bc-\u09cd"
    "\u0a01-\u0a03\u0a3c-\u0a51\u0b82\u0bbe-\u0bcd\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
)
"""Vowel signs and accents, which belong to the letter before them."""
WORD = re.compile(rf"[^\W\d_](?:[^\W\d_]|[{MARKS}])*(?:['’-][^\W\d_](?:[^\W\d_]|[{MARKS}])*)*")
STARTS_A_SENTENCE = set('.!?…:;\n\r"“”„«»([{-–—•*/|>。！？؟।')
TAKEN = "\ue000"
"""Fills the places of what is already masked."""
_PARTICLES = "de la del da dos van von der den di bin ibn al el af av ter ten"
LOOK_BACK = 40
MASKED = re.compile(f"{TAKEN}+")
PARTICLES = frozenset(_PARTICLES.split())
_AFTER = (
    "and or from in i my the a an is am at on with but who was are living you email tel phone puh ja olen asun och jag "
    "bor und ich bin wohne et je suis habite y soy vivo tengo e sono abito и я و not no none secret anonymous unknown "
    "ei inte"
)
ENDS_A_NAME = frozenset(_AFTER.split())
"""What follows a name in a sentence: "my name is john smith and I live in …"."""
MOSTLY_CAPITALS, ENOUGH_WORDS = 0.8, 4
"""In titles, where more of the words within sentences begin with a capital, a capital says nothing."""
_GERMAN = "und der die das ist nicht zu ein eine einen für mit den dem auf im ich wir es sich von auch zum zur aus hat"
GERMAN = frozenset(_GERMAN.split())
GERMAN_WORDS, GERMAN_SHARE = 2, 0.15
"""German writes every noun with a capital: so many of its little words tell it."""


def _any(words: Collection[str]) -> str:
    return "(?:" + "|".join(sorted(words, key=len, reverse=True)) + ")"


STRICT = re.compile(rf"(?<!\w){_any(NAME_CUES)}(?!\w)\s*[:,]?\s*", re.IGNORECASE)
LOOSE = re.compile(rf"(?<!\w)(?:{_any(LOOSE_CUES)})(?!\w)\s*[:,]?\s*", re.IGNORECASE)
TITLED = re.compile(rf"(?<!\w){_any(TITLES)}(?!\w)\.?\s+", re.IGNORECASE)
CJK_NAMED = re.compile(rf"{_any(CJK_CUES)}\s*([\u4e00-\u9fff\u3040-\u30ff]{{2,4}})")
CJK_TITLED = re.compile(rf"([{SURNAMES}][\u4e00-\u9fff]{{0,2}}?)(?={_any(CJK_TITLES)})")
SUFFIXED = re.compile(r"([\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]{1,4}?)(?=(?:さん|様|씨|님))")


def named_spans(seen: str, *, keep: Collection[str] = ()) -> Iterator[Span]:
    """Yield where names stand.

    Parameters
    ----------
    seen : str
        The text, with what is already masked filled by `TAKEN`.
    keep : collection of str
        Lower-case words that may stay (brands, the places a study is about).
    """
    for match in STRICT.finditer(seen):
        yield from _words_from(seen, match.end(), capitals_only=False)
    for cue in (LOOSE, TITLED):
        for match in cue.finditer(seen):
            yield from _words_from(seen, match.end(), capitals_only=True)
    for pattern in (CJK_NAMED, CJK_TITLED, SUFFIXED):
        yield from (match.span(1) for match in pattern.finditer(seen))
    yield from _capitalised(seen, frozenset(keep) | COMMON_CAPITALS)


def _words_from(seen: str, start: int, *, capitals_only: bool) -> Iterator[Span]:
    """Up to three words of a name, with particles between them; scripts without capitals give two at most."""
    place, taken = start, 0
    while taken < 3:
        match = WORD.match(seen, place)
        if match is None:
            return
        word = match.group()
        cased = word.lower() != word.upper()
        particle = word.lower() in PARTICLES and taken > 0
        if word.lower() in ENDS_A_NAME or (not cased and taken == 2):
            return
        if cased and not word[0].isupper() and not particle and (capitals_only or taken == 2):
            return
        if capitals_only and word.lower() in COMMON_CAPITALS:
            return
        yield match.span()
        taken += not particle
        place = match.end()
        if not re.match(r"[ \u00a0]|\. ?(?=[^\W\d_])", seen[place : place + 3]):
            return
        place += re.match(r"[ \u00a0.]+", seen[place:]).end()  # type: ignore[union-attr]


def _capitalised(seen: str, known: frozenset[str]) -> Iterator[Span]:
    words = list(WORD.finditer(seen))
    says_nothing = _is_german(words) or _is_title(seen, words)
    for place, match in enumerate(words):
        word = match.group()
        if not _name_like(word) or word.lower() in known:
            continue
        given = _given(word)
        follows = place > 0 and _given(words[place - 1].group()) and _next_to(seen, words[place - 1], match)
        if says_nothing:
            if given or follows:
                yield match.span()
            continue
        if given or not _begins(seen, match.start()):
            yield match.span()
        elif place + 1 < len(words) and _next_to(seen, match, words[place + 1]):
            after = words[place + 1].group()
            if _name_like(after) and after.lower() not in known:
                yield match.span()


def _is_german(words: list[re.Match[str]]) -> bool:
    little = sum(match.group() in GERMAN for match in words)
    return little >= GERMAN_WORDS and little >= GERMAN_SHARE * len(words)


def _is_title(seen: str, words: list[re.Match[str]]) -> bool:
    """What is masked already counts as capitals, so that masking again judges alike."""
    inside = [match for match in words if not _begins(seen, match.start())]
    masked = 3 * len(MASKED.findall(seen))
    capital = sum(match.group()[0].isupper() for match in inside) + masked
    return len(inside) >= ENOUGH_WORDS and capital > MOSTLY_CAPITALS * (len(inside) + masked)


def _name_like(word: str) -> bool:
    """A capital followed by small letters (Anna, McDonald), or a common given name in capitals."""
    if not word[0].isupper() or len(word) < 2:
        return False
    return any(letter.islower() for letter in word[1:]) or word.lower() in GIVEN_NAMES


def _given(word: str) -> bool:
    plain = word.lower()
    return word[0].isupper() and (plain in GIVEN_NAMES or re.split(r"['’-]", plain)[0] in GIVEN_NAMES)


def _begins(seen: str, start: int) -> bool:
    before = seen[max(0, start - LOOK_BACK) : start].rstrip(" \t\u00a0'’")
    return before[-1] in STARTS_A_SENTENCE if before else start < LOOK_BACK


def _next_to(seen: str, first: re.Match[str], second: re.Match[str]) -> bool:
    return seen[first.end() : second.start()] == " "
