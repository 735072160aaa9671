"""How an answer is told: as what people say or choose, by the share of them who do, then by that of everybody."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from research.declared import Number
from research.said import Said, Told, say
from research.summary.schema.told import Defining, Row

Kind = Literal[
    "agree",
    "disagree",
    "yes",
    "no",
    "answer",
    "given",
    "option",
    "chosen",
    "aged",
    "low_third",
    "high_third",
    "low_third_around",
    "high_third_around",
    "higher",
]
YES = frozenset({"yes", "true", "agree", "chosen", "selected"})
THIRDS: Mapping[str, Kind] = {
    "lowest_third": "low_third",
    "highest_third": "high_third",
    "lowest_third_around": "low_third_around",
    "highest_third_around": "high_third_around",
}
AGES = frozenset({"age", "old"})
"""Words of a question to which an answer says what people are."""
PEOPLE = {"woman": "women", "man": "men", "girl": "girls", "boy": "boys"} | {
    word: word for word in ("female", "male", "women", "men", "girls", "boys")
}
"""Answers that say what people are, and how several are called."""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """One answer in a segment and in everybody.

    Parameters
    ----------
    kind : str
        Which words fit: "agree" and "disagree" with a statement, "yes" or "no", one of several options, any other.
    item : str
        What was asked.
    said : Said
        What was answered.
    more : bool
        Whether these people answer so more often than everybody.
    here, everybody : float or None
        Shares; of numbers (kind "higher") means. None where they may not be shown.
    """

    kind: Kind
    item: str
    said: Said = field(default_factory=lambda: say("answer", label=""))
    option: str = ""
    more: bool = True
    here: Number = None
    everybody: Number = None


def answer_of(row: Row) -> Answer:
    """What a row of a card tells."""
    kind = _kind(row)
    return Answer(
        kind=kind,
        item=row.question if row.option else row.text,
        said=_people(row.label) if kind == "aged" else _quoted(row.label),
        option=row.option,
        more=(row.share or 0) > (row.population_share or 0),
        here=row.share,
        everybody=row.population_share,
    )


def in_shares(answer: Answer) -> Said:
    """ "72 % agree with “…” (all 45 %)", without a stop; without figures where they may not be shown."""
    told: dict[str, Told] = {"item": answer.item, "answer": answer.said, "option": answer.option}
    if answer.here is None or answer.everybody is None:
        return say(f"{'often' if answer.more else 'seldom'}_{answer.kind}", **told)
    return say(_code(answer, answer.here), **told, here=answer.here, everybody=answer.everybody)


def _code(answer: Answer, here: float) -> str:
    if answer.kind == "higher":
        return "mean_above" if answer.more else "mean_below"
    relation = "share" if answer.more else "only" if here > 0 else "none"
    return f"{relation}_{answer.kind}"


def sentence_of(row: Row) -> Said:
    """A row of a card as a heading."""
    return in_shares(answer_of(row))


def leaning(row: Defining, rows: Iterable[Row]) -> Answer:
    """The answer that tells best where a segment leans on one item.

    Parameters
    ----------
    row : Defining
    rows : iterable of Row
        Of the segment; those of the item say how many gave which answer.
    """
    if row.type == "numeric":
        return Answer(kind="higher", item=row.text, more=row.effect > 0, here=row.value, everybody=row.population)
    own = [each for each in rows if each.variable == row.variable]
    if row.type == "binary":
        return _yes_or_no(row, own)
    end = _end(own, up=row.effect > 0)
    return answer_of(end) if end else _without_shares(row)


def _yes_or_no(row: Defining, own: Sequence[Row]) -> Answer:
    """Of two answers always the higher, which is counted."""
    option = next((each for each in own if each.option), None)
    return Answer(
        kind="option" if option else "chosen" if row.option else _word_kind(row.high_label),
        item=option.question if option else row.text,
        option=option.option if option else "",
        said=_quoted(say("answer", label=row.high_label)),
        more=row.effect > 0,
        here=row.value,
        everybody=row.population,
    )


def _end(own: Sequence[Row], *, up: bool) -> Row | None:
    """The answers of the end that people lean to, where more of them give these; else such as more of them give."""
    known = sorted((each for each in own if each.share is not None), key=lambda each: each.place)
    above = [each for each in known if (each.share or 0) > (each.population_share or 0)]
    if not above:
        return None
    end = known[-1 if up else 0]
    return end if end in above else max(above, key=lambda each: (each.share or 0) - (each.population_share or 0))


def _without_shares(row: Defining) -> Answer:
    """What is known of an end without counting: what it is called, if anything."""
    label = row.high_label if row.effect > 0 else row.low_label
    words = _words(label)
    if "disagree" in words or "agree" in words:
        return Answer(kind="disagree" if "disagree" in words else "agree", item=row.text)
    return Answer(kind="higher", item=row.text, more=row.effect > 0)


def _kind(row: Row) -> Kind:
    if row.type == "third":
        return THIRDS.get(row.label.code, "high_third")
    if row.option:
        return "option"
    labels = _labels(row.label)
    if row.role == "who" and (AGES & _words(row.text) or _is_people(labels)):
        return "aged"
    kind = _word_kind(*labels)
    return "given" if kind == "answer" and row.role == "who" and not row.text.rstrip().endswith("?") else kind


def _is_people(labels: Sequence[str]) -> bool:
    return bool(labels) and all(label.lower() in PEOPLE for label in labels)


def _people(said: Said) -> Said:
    """Several people of a kind; an age is told as it is."""
    labels = _labels(said)
    return say("answer", label=PEOPLE[labels[0].lower()]) if _is_people(labels) else said


def _word_kind(*labels: str) -> Kind:
    """Whether all that was answered is agreement, disagreement, yes or no."""
    words = [_words(label) for label in labels]
    if words and all("disagree" in own for own in words):
        return "disagree"
    if words and all("agree" in own and "nor" not in own for own in words):
        return "agree" if len(words) > 1 or words[0] != {"agree"} else "yes"
    only = {label.lower() for label in labels}
    if only and only <= YES | {"1"}:
        return "yes"
    return "no" if only == {"no"} else "answer"


def _labels(said: Said) -> list[str]:
    """The words of the answers that are told together."""
    own = [label for label in (said.texts.get("label"),) if isinstance(label, str)]
    return own + [label for parts in said.parts.values() for part in parts for label in _labels(part)]


def _words(text: str) -> set[str]:
    return set(text.lower().replace("-", " ").replace("?", " ").split())


def _quoted(said: Said) -> Said:
    """A single answer in words stands in quotes within a sentence."""
    label = said.texts.get("label")
    is_word = said.code == "answer" and isinstance(label, str) and not label.replace(".", "").lstrip("-").isdigit()
    return say("quoted_answer", label=label) if is_word and isinstance(label, str) else said
