"""How an answer is told: as what people say or choose, by the share of them who do, then by that of everybody."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from research.declared import Number
from research.said import Said, Told, say
from research.summary.schema.told import Defining, Row
from research.words.usual_answers import usual_answer

IN_BETWEEN = "in_between"
"""Code of the answer that leans to neither side."""

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
    "alone",
    "low_third",
    "high_third",
    "low_third_around",
    "high_third_around",
    "higher",
]
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
ALONE = frozenset({"band_of_one", "band_of_one_in_units"})
AT_HOME = (
    "people live in", "persons live in", "household size", "size of your household", "size of the household",
    "asuu kotonasi", "kotonasi asuu", "kotitaloutesi koko", "orang tinggal di", "saiz isi rumah", "nies jgħixu",
    "住着几", "几口人", "يعيش في بيتك", "يعيشون في",
)  # fmt: skip
"""Phrases of a question to which the answer "one person" says that somebody lives alone."""
HARDLY = 0.01
"""Shares below this have no figure of their own, so "only" would stand before "< 1 %"."""
CHOSEN = "1"
"""What a box that was ticked is called where it has no words."""


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
    relation = "share" if answer.more else "none" if here <= 0 else "hardly" if here < HARDLY else "only"
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
        kind="option" if option else "chosen" if row.option else _word_kind([row.high_label], boxes=True),
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
    usual = usual_answer(label)
    if usual in ("agree", "disagree"):
        return Answer(kind=usual, item=row.text)
    return Answer(kind="higher", item=row.text, more=row.effect > 0)


def _kind(row: Row) -> Kind:
    if row.type == "third":
        return THIRDS.get(row.label.code, "high_third")
    if row.option:
        return "option"
    labels = _labels(row.label)
    if _is_alone(row):
        return "alone"
    if row.role == "who" and (AGES & _words(row.text) or _is_people(labels)):
        return "aged"
    kind = _word_kind(labels, boxes=row.type == "binary")
    named = row.role == "who" or (row.type == "nominal" and row.role != "maker")
    return "given" if kind == "answer" and named and not row.text.rstrip().endswith("?") else kind


def _is_alone(row: Row) -> bool:
    is_one = row.label.code in ALONE and row.label.figures.get("low") == 1
    return is_one and any(phrase in row.text.lower() for phrase in AT_HOME)


def _is_people(labels: Sequence[str]) -> bool:
    return bool(labels) and all(label.lower() in PEOPLE for label in labels)


def _people(said: Said) -> Said:
    """Several people of a kind; an age is told as it is."""
    labels = _labels(said)
    return say("answer", label=PEOPLE[labels[0].lower()]) if _is_people(labels) else said


def _word_kind(labels: Sequence[str], *, boxes: bool) -> Kind:
    """Whether all that was answered is agreement, disagreement, yes or no; of a box to tick agreement is a yes."""
    usual = {"yes" if boxes and label == CHOSEN else usual_answer(label) for label in labels}
    said = usual.pop() if len(usual) == 1 else None
    return "yes" if boxes and said == "agree" else said or "answer"


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
