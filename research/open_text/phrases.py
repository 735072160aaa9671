"""What a theme is named by, and who speaks of it: words and phrases that people wrote, never a mixture of theirs.

Whoever wrote one of the phrases of a theme speaks of it, and nobody else: a name can be looked up in the answers.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from research.open_text.features import is_unspaced
from research.open_text.wording import END, People, Phrase, Wording

FEWEST = 10
"""People who wrote a phrase: what fewer wrote could not be said outside the research team."""
MOST, LONGEST = 3, 6
AGREED, PRECISE, WORTH = 0.8, 0.5, 0.05
"""Share of those who wrote a word who go on in the same way; of those who wrote a phrase, whose answer is about the
theme; of the theme, what a further phrase must add."""


@dataclass(frozen=True, kw_only=True)
class ThemePhrase:
    """A word or phrase as most people spell it, how many wrote it, and the forms of a word that were counted."""

    text: str
    answers: int
    forms: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Named:
    """The phrases of one theme, and who wrote any of them."""

    phrases: tuple[ThemePhrase, ...]
    people: People


def candidates(words: Sequence[str], wording: Wording, little: Collection[str]) -> list[Phrase]:
    """The words of a theme, each with the words that people mostly write beside it."""
    found = [(word,) if is_unspaced(word) else _grown(word, wording, little) for word in words]
    return list(dict.fromkeys(found))


def name_theme(
    phrases: Sequence[Phrase], about: People, wording: Wording, *, unsaid: Collection[str], taken: set[Phrase]
) -> Named | None:
    """Up to three phrases that most tell a theme, written together; None where none is precise enough.

    Parameters
    ----------
    phrases : sequence of tuple of str
        Those that could name it, see `candidates`.
    about : ndarray of bool, answers
        Answers that the theme was found in.
    wording : Wording
    unsaid : collection of str
        Words that are never said: names of people.
    taken : set of tuple of str
        Phrases of other themes; those of this one are added.
    """
    held = {
        phrase: wording.people(phrase) for phrase in phrases if phrase not in taken and not set(phrase) & set(unsaid)
    }
    held = {phrase: people for phrase, people in held.items() if _precise(people, about)}
    chosen: list[Phrase] = []
    covered = np.zeros(len(about), dtype=bool)
    while held and len(chosen) < MOST:
        if chosen:
            held = {phrase: people for phrase, people in held.items() if _belongs(people, covered)}
            if not held:
                break
        best = max(held, key=lambda phrase: int((held[phrase] & about & ~covered).sum()))
        if chosen and (held[best] & about & ~covered).sum() < WORTH * about.sum():
            break
        covered |= held.pop(best)
        chosen.append(best)
    taken.update(chosen)
    told = tuple(_told(phrase, wording) for phrase in chosen)
    return Named(phrases=told, people=covered) if chosen else None


def _precise(people: People, about: People) -> bool:
    return bool(people.sum() >= FEWEST and (people & about).sum() >= PRECISE * people.sum())


def _belongs(people: People, others: People) -> bool:
    """Whether a phrase is written with the others more often than by chance: a part may hold several themes."""
    expected = people.sum() * others.sum() / len(people)
    return bool((people & others).sum() > expected + np.sqrt(expected))


def _told(phrase: Phrase, wording: Wording) -> ThemePhrase:
    single = len(phrase) == 1 and not is_unspaced(phrase[0])
    return ThemePhrase(
        text=wording.spelled(phrase),
        answers=int(wording.people(phrase).sum()),
        forms=tuple(sorted(wording.forms(phrase[0]))) if single else (),
    )


def _grown(word: str, wording: Wording, little: Collection[str]) -> Phrase:
    """A word with its usual neighbours; little words at its ends go."""
    least = AGREED * wording.people((word,)).sum()
    core = wording.commonest(word)
    phrase: Phrase = (core,)
    while len(phrase) < LONGEST:
        longer = _longer(phrase, wording, least)
        if longer is None:
            break
        phrase = longer
    phrase = _trimmed(phrase, core, little)
    return phrase if len(phrase) > 1 else (word,)


def _longer(phrase: Phrase, wording: Wording, least: float) -> Phrase | None:
    for step in (1, -1):
        around = wording.beside(phrase, step)
        word, times = min(around.items(), key=lambda pair: (-pair[1], pair[0]), default=(END, 0))
        if word != END and times >= least:
            return (*phrase, word) if step > 0 else (word, *phrase)
    return None


def _trimmed(phrase: Phrase, core: str, little: Collection[str]) -> Phrase:
    while phrase[0] != core and phrase[0] in little:
        phrase = phrase[1:]
    while phrase[-1] != core and phrase[-1] in little:
        phrase = phrase[:-1]
    return phrase
