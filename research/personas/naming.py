"""Only the names of personas: suggested by rule from dimensions or answers, short and different."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from research.said import Said, say
from research.words.grammar import ENGLISH
from research.words.sizes import CLEARLY

LONGEST_NAME = 24
LITTLE_WORDS = frozenset({"a", "and", "for", "in", "of", "on", "or", "the", "to", "with", "&"})
DEGREES = {2: ("", "far_"), 3: ("little_", "", "far_")}
"""Where several segments are on the same side of the same dimension: from the middle outwards."""
FEWEST_FOR_ALL, NEARLY_ALL = 3, 0.75
"""Questions, and share of them, that must point one way for "mostly"."""
YES = frozenset({"yes", "true", "agree", "chosen", "selected"})
YES_CODES = YES | {"1", "1.0"}
TRAIT = 12
"""Longest question that is a word rather than a sentence."""


@dataclass(frozen=True)
class Name:
    """A name and the dimensions it rests on: none where it says only that a segment hardly differs."""

    said: Said
    dimensions: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """In English, by which names are kept short and apart."""
        return ENGLISH.text(self.said)


@dataclass(frozen=True, kw_only=True)
class AnswerWords:
    """Where an item stands for a dimension: the question, and what either end of its answers is called.

    Parameters
    ----------
    question : str
    low, high : str or None
        None where the end has no words, as "another answer".
    ordered : bool
        Whether a person can answer more or less of it.
    """

    question: str
    low: str | None
    high: str | None
    ordered: bool


def name_personas(
    centres: Mapping[str, Mapping[str, float]],
    *,
    words: Mapping[str, str],
    poles: Mapping[str, Mapping[str, tuple[str, str]]],
    answers: Mapping[str, AnswerWords] | None = None,
) -> dict[str, Name]:
    """Suggest one name per segment: an adjective from one dimension and a plural noun from another.

    Parameters
    ----------
    centres : mapping of segment to mapping of dimension to float
        Standardised distance of the segment from everybody.
    words : mapping of dimension to str
        Name of each dimension.
    poles : mapping of dimension to mapping of {"low", "high"} to (adjective, plural noun)
        Words for the ends of a dimension, where the author of the scale gave them.
    answers : mapping of dimension to AnswerWords, optional
        Where items stand for dimensions: people are named by what they answer.

    Returns
    -------
    dict of segment to Name
        At most 24 characters, different from each other. A segment that hardly differs is called what it is.
    """
    names: dict[str, Name] = {}
    for segment, centre in centres.items():
        ranked = sorted(centre, key=lambda name: (-abs(centre[name]), name))
        options = [
            *_answer_names(centre, ranked, answers or {}),
            *_names(centre, ranked, words, poles, _degree(segment, ranked[0], centres)),
            Name(say("name_of_code", segment=segment)),
        ]
        taken = {name.words for name in names.values()}
        names[segment] = next(name for name in options if name.words not in taken and len(name.words) <= LONGEST_NAME)
    return names


def _answer_names(centre: Mapping[str, float], ranked: Sequence[str], answers: Mapping[str, AnswerWords]) -> list[Name]:
    """Names made of answers: one for all questions where nearly all point one way, else by the most telling answer."""
    clear = [name for name in ranked if name in answers and abs(centre[name]) >= CLEARLY]
    ordered = [name for name in answers if answers[name].ordered]
    names = []
    for sign in (1, -1):
        same = [name for name in clear if answers[name].ordered and centre[name] * sign > 0]
        if len(ordered) >= FEWEST_FOR_ALL and len(same) >= NEARLY_ALL * len(ordered):
            ends = {answers[name].high if sign > 0 else answers[name].low for name in same}
            names.append(Name(_mostly(ends, sign), tuple(same)))
    names += _traits(centre, clear, answers)
    for name in clear:
        word = answers[name].high if centre[name] > 0 else answers[name].low
        if word and not (answers[name].ordered and _is_plain(answers[name])):
            question = answers[name].question.rstrip(".?:")
            if len(question) + len(word) + 2 <= LONGEST_NAME:
                names.append(Name(say("name_of_answer", question=question, answer=word), (name,)))
            elif not answers[name].ordered:
                names.append(_own(word[:1].upper() + word[1:], name))
    return names


def _mostly(ends: set[str | None], sign: int) -> Said:
    word = ends.pop() if len(ends) == 1 else None
    return say("name_mostly", answer=word) if word else say("name_high_on_most" if sign > 0 else "name_low_on_most")


def _traits(centre: Mapping[str, float], clear: Sequence[str], answers: Mapping[str, AnswerWords]) -> list[Name]:
    """What people say yes to, where the questions are no more than words: "Cheap and Tasty"."""
    short = [name for name in clear if _is_yes_or_no(answers[name]) and len(answers[name].question) <= TRAIT]
    said = [(name, answers[name].question.rstrip(".").capitalize()) for name in short]
    yes = [(name, word) for name, word in said if centre[name] > 0]
    pairs = [
        Name(say("name_of_two", first=own, second=other), (name, more))
        for name, own in yes
        for more, other in yes
        if more != name
    ]
    return [
        *pairs[:1],
        *(_own(word, name) for name, word in yes),
        *(Name(say("name_not", trait=word), (name,)) for name, word in said if centre[name] < 0),
    ]


def _is_yes_or_no(answer: AnswerWords) -> bool:
    return answer.ordered and str(answer.high).lower() in YES_CODES


def _is_plain(answer: AnswerWords) -> bool:
    """Whether an end is only a number, or yes or no, and says nothing without its question."""
    ends = {str(answer.low).lower(), str(answer.high).lower()}
    return bool(ends & (YES | {"no"})) or all(end.replace(".", "").isdigit() for end in ends)


def _shortened(words: str, room: int) -> str:
    """The first words that fit, not ending on a little one; nothing where none fits."""
    parts = words.split("/")[0].split(":")[0].split()
    while parts and (len(" ".join(parts)) > room or parts[-1].lower() in LITTLE_WORDS):
        parts.pop()
    return " ".join(parts)


def _names(
    centre: Mapping[str, float],
    ranked: Sequence[str],
    words: Mapping[str, str],
    poles: Mapping[str, Mapping[str, tuple[str, str]]],
    degree: str,
) -> list[Name]:
    clear = [name for name in ranked if abs(centre[name]) >= CLEARLY]
    if not clear:
        return [Name(say("name_of_the_middle"))]
    told = [(name, pole) for name in clear if (pole := _pole(centre, name, poles))]
    pairs = [
        Name(say("name_of_kind", adjective=adjective.capitalize(), people=people), (name, other))
        for name, (own, people) in told
        for other, (adjective, _) in told
        if adjective != own
    ]
    alone = [_own(people, name) for name, (_, people) in told]
    plain = [
        Name(_plain(words[name], centre[name], degree if name == clear[0] else ""), (name,))
        for name in clear
        if name in words
    ]
    return [*pairs, *alone, *plain]


def _plain(words: str, distance: float, degree: str) -> Said:
    code = f"name_{degree}{'more' if distance > 0 else 'less'}"
    room = LONGEST_NAME - len(ENGLISH.text(say(code, dimension="")))
    return say(code, dimension=_head(words, room))


def _own(words: str, dimension: str) -> Name:
    """A name in the words of the author."""
    return Name(say("name_in_own_words", name=words), (dimension,))


def _degree(segment: str, dimension: str, centres: Mapping[str, Mapping[str, float]]) -> str:
    """How much more or less, where the leading dimension of several segments is the same, on the same side."""
    side = centres[segment][dimension] > 0
    alike = [
        other
        for other, centre in centres.items()
        if (centre[dimension] > 0) == side
        and abs(centre[dimension]) >= CLEARLY
        and min(centre, key=lambda name: (-abs(centre[name]), name)) == dimension
    ]
    alike.sort(key=lambda other: abs(centres[other][dimension]))
    degrees = DEGREES.get(len(alike))
    return degrees[alike.index(segment)] if degrees and segment in alike else ""


def _pole(
    centre: Mapping[str, float], name: str, poles: Mapping[str, Mapping[str, tuple[str, str]]]
) -> tuple[str, str] | None:
    return poles.get(name, {}).get("high" if centre[name] > 0 else "low")


def _head(words: str, room: int) -> str:
    """The beginning of a name that fits, not ending on a little word."""
    return (_shortened(words, room) or words[:room].strip()).rstrip(".,;")
