"""The short form of an analysis as somebody answers it: its questions, what was answered, and what it says."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from research.summary.schema import Summary
from research.summary.schema.proved import GoldenQuestion, TypingTool
from surveys.presentation.numbers import percent, percent_between, whole
from surveys.presentation.results.names import segment_name
from surveys.presentation.table import Table, strong
from surveys.services.analyses.short_form import Placed, place_person
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


def questions_of(tool: TypingTool, form: Mapping[str, str] | None = None) -> tuple[Asked, ...]:
    """The golden questions; with a form, what was answered and what is wrong with it."""
    return tuple(_asked(name, tool.questions[name], form) for name in tool.items)


def outcome_of(summary: Summary, asked: tuple[Asked, ...]) -> Outcome:
    """The segment with its probabilities, or that it cannot be told."""
    tool = summary.typing_tool
    found = place_person(tool, {one.name: one.value.replace(",", ".") for one in asked})
    chances = found.probabilities
    order = sorted(chances, key=lambda code: -chances[code])
    return Outcome(
        told=found.segment is not None,
        headline=segment_name(summary, found.segment) if found.segment else _("It cannot be told"),
        detail=_detail(tool, found),
        probabilities=Table(
            caption=_("How probable each segment is"),
            columns=[_("Segment"), (_("Probability"), "number")],
            rows=[
                [segment_name(summary, code), _marked(_chance(chances[code]), is_theirs=code == found.segment)]
                for code in order
            ],
        ),
    )  # fmt: skip


def accuracy_sentences(tool: TypingTool) -> list[str]:
    """How often the short form is right, and how often it says nothing."""
    if tool.hit_rate is None:
        return []
    sentences = [
        _(
            "Tried on %(n)s people it had not seen, its best guess was their own segment in %(hit)s (%(between)s). "
            "Always naming the largest segment gets %(majority)s.",
            n=whole(tool.n),
            hit=percent(tool.hit_rate),
            between=percent_between(tool.hit_low, tool.hit_high),
            majority=percent(tool.majority),
        )
    ]
    if tool.hit_rate_classified is None:
        return [*sentences, _("No probability was high enough to name anybody’s segment.")]
    if not tool.threshold:
        even = _("It names a segment for everybody: even its least certain guesses are right more often than wrong.")
        return [*sentences, even]
    return [
        *sentences,
        _(
            "It names a segment only where its probability is %(threshold)s or more: for %(share)s of people, and of "
            "these %(hit)s (%(between)s) are in it.",
            threshold=percent(tool.threshold),
            share=percent(tool.classified_share),
            hit=percent(tool.hit_rate_classified),
            between=percent_between(tool.hit_low_classified, tool.hit_high_classified),
        ),
    ]


def _asked(name: str, question: GoldenQuestion, form: Mapping[str, str] | None) -> Asked:
    low, high = question.low, question.high
    labels = {int(code): words for code, words in question.labels.items()}
    kind, options, ends = _answers(question.type, low, high, labels)
    value = "" if form is None else form.get(name, "").strip()[:40]
    return Asked(
        name=name,
        kind=kind,
        text=question.text or name,
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


def _detail(tool: TypingTool, found: Placed) -> str:
    if not found.probabilities:
        return _("One of these answers was given by nobody in the analysis.")
    highest = max(found.probabilities.values())
    if found.unclear:
        return _(
            "The most probable segment has %(share)s, below the %(threshold)s from which on the form names one.",
            share=percent(highest),
            threshold=percent(tool.threshold),
        )
    return _("With a probability of %(share)s.", share=_chance(highest))


def _chance(probability: float) -> str:
    """A probability is never nothing and never all."""
    if probability > CERTAIN:
        return _("over 99 %")
    return _("under 1 %") if probability < 1 - CERTAIN else percent(probability)
