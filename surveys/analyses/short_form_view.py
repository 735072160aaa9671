"""The short form of an analysis as somebody answers it: its questions, what was answered, and what it says."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from research.typing.rule import UNCLEAR, score_rule
from surveys.presentation.numbers import percent, percent_between
from surveys.presentation.table import Table, strong
from surveys.words import gettext as _

MOST_POINTS = 11
"""A rating with more points is typed as a number."""
CERTAIN = 0.995
Options = tuple[tuple[int, str], ...]


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One golden question: `scale`, `choice` or `number`, its answers, and what was answered."""

    name: str
    kind: str
    text: str
    options: Options
    low: str | None
    high: str | None
    hint: str
    value: str
    error: str

    @property
    def id(self) -> str:
        return f"q-{self.name}"


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What the rule says about the answers."""

    told: bool
    headline: str
    detail: str
    probabilities: Table


def questions_of(rule: Mapping[str, Any], form: Mapping[str, str] | None = None) -> tuple[Asked, ...]:
    """The golden questions; with a form, what was answered and what is wrong with it."""
    return tuple(_asked(name, rule["questions"].get(name) or {}, form) for name in rule["items"])


def outcome_of(rule: Mapping[str, Any], asked: tuple[Asked, ...]) -> Outcome:
    """The segment with its probabilities, or that it cannot be told."""
    found = score_rule(rule, {one.name: one.value.replace(",", ".") for one in asked})
    chances: Mapping[str, float] = found["probabilities"]
    order = sorted(chances, key=lambda code: -chances[code])
    told = found["segment"] is not None
    return Outcome(
        told=told,
        headline=_called(rule, found["segment"]) if told else _("It cannot be told"),
        detail=_detail(rule, found, order),
        probabilities=Table(
            caption=_("How probable each segment is"),
            columns=[_("Segment"), (_("Probability"), "number")],
            rows=[
                [_called(rule, code), _marked(_chance(chances[code]), is_theirs=code == found["segment"])]
                for code in order
            ],
        ),
    )  # fmt: skip


def accuracy_sentences(rule: Mapping[str, Any]) -> list[str]:
    """How often the short form is right, and how often it says nothing."""
    accuracy = rule.get("accuracy") or {}
    if accuracy.get("hit_rate") is None:
        return []
    sentences = [
        _(
            "Tried on %(n)s people it had not seen, its best guess was their own segment in %(hit)s (%(between)s). "
            "Always naming the largest segment gets %(majority)s.",
            n=f"{accuracy['n']:,}",
            hit=percent(accuracy["hit_rate"]),
            between=percent_between(accuracy["hit_low"], accuracy["hit_high"]),
            majority=percent(accuracy["majority"]),
        )
    ]
    if accuracy.get("hit_rate_classified") is None:
        return [*sentences, _("No probability was high enough to name anybody’s segment.")]
    if not rule.get("threshold"):
        even = _("It names a segment for everybody: even its least certain guesses are right more often than wrong.")
        return [*sentences, even]
    return [
        *sentences,
        _(
            "It names a segment only where its probability is %(threshold)s or more: for %(share)s of people, and of "
            "these %(hit)s (%(between)s) are in it.",
            threshold=percent(rule.get("threshold") or 0.0),
            share=percent(accuracy["classified_share"]),
            hit=percent(accuracy["hit_rate_classified"]),
            between=percent_between(accuracy.get("hit_low_classified"), accuracy.get("hit_high_classified")),
        ),
    ]


def _asked(name: str, question: Mapping[str, Any], form: Mapping[str, str] | None) -> Asked:
    low, high = question.get("low"), question.get("high")
    labels = {int(code): str(words) for code, words in (question.get("labels") or {}).items()}
    kind, options, ends = _answers(str(question.get("type") or ""), low, high, labels)
    value = "" if form is None else form.get(name, "").strip()[:40]
    return Asked(
        name=name,
        kind=kind,
        text=str(question.get("text") or name),
        options=options,
        low=ends[0],
        high=ends[1],
        hint=_bounds(low, high) if kind == "number" else "",
        value=value,
        error="" if form is None else _fault(value, kind, options, low, high),
    )


def _answers(
    kind: str, low: float | None, high: float | None, labels: Mapping[int, str]
) -> tuple[str, Options, tuple[str | None, str | None]]:
    """Points with words where there are words for all, else numbers with words at the ends."""
    if kind in ("nominal", "binary") and labels:
        return "choice", tuple(labels.items()), (None, None)
    if low is None or high is None or not _few_points(low, high):
        return "number", (), (None, None)
    codes = range(int(low), int(high) + 1)
    if all(labels.get(code) for code in codes):
        return "scale", tuple((code, labels[code]) for code in codes), (None, None)
    return "scale", tuple((code, str(code)) for code in codes), (labels.get(codes[0]), labels.get(codes[-1]))


def _few_points(low: float, high: float) -> bool:
    return float(low).is_integer() and float(high).is_integer() and high - low < MOST_POINTS


def _bounds(low: float | None, high: float | None) -> str:
    return (
        "" if low is None or high is None else _("A number from %(low)s to %(high)s", low=f"{low:g}", high=f"{high:g}")
    )


def _fault(value: str, kind: str, options: Options, low: float | None, high: float | None) -> str:
    if not value:
        return _("Please answer this question.")
    if kind != "number":
        return "" if value in {str(code) for code, _words in options} else _("Choose one of the answers.")
    try:
        number = float(value.replace(",", "."))
    except ValueError:
        return _("Type a number in digits, such as 12.")
    within = low is None or high is None or low <= number <= high  # an endless or missing number is not within
    return "" if within and abs(number) < float("inf") else _("This number is not among the answers.")


def _marked(text: str, *, is_theirs: bool) -> Any:
    return strong(text) if is_theirs else text


def _called(rule: Mapping[str, Any], code: str) -> str:
    name = (rule.get("names") or {}).get(code)
    return f"{code} {name}" if name else code


def _detail(rule: Mapping[str, Any], found: Mapping[str, Any], order: list[str]) -> str:
    if found["reason"] == UNCLEAR:
        return _(
            "The most probable segment has %(share)s, below the %(threshold)s from which on the form names one.",
            share=percent(found["probabilities"][order[0]]),
            threshold=percent(rule.get("threshold") or 0.0),
        )
    if not order:
        return _("One of these answers was given by nobody in the analysis.")
    return _("With a probability of %(share)s.", share=_chance(found["probabilities"][order[0]]))


def _chance(probability: float) -> str:
    """A probability is never nothing and never all."""
    if probability > CERTAIN:
        return _("over 99 %")
    return _("under 1 %") if probability < 1 - CERTAIN else percent(probability)
