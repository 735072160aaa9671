"""Every word of ours that stands in a picture: fixed ones, and sentences made of names and figures.

They are in the language that is drawn in, see `drawn_in`.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar

from research.charts.order import axis_words
from research.said import Said
from research.summary.schema.team import Axis
from research.summary.schema.told import Row
from research.words.figures import answer_words, difference_words
from research.words.grammar import ENGLISH, Grammar
from research.words.marking import N_, NP_, Text

_GRAMMAR: ContextVar[Grammar] = ContextVar("grammar", default=ENGLISH)


@contextmanager
def drawn_in(grammar: Grammar) -> Iterator[None]:
    """Pictures within are drawn in this language."""
    token = _GRAMMAR.set(grammar)
    try:
        yield
    finally:
        _GRAMMAR.reset(token)


class Fixed:
    """A word that is told in the language drawn in."""

    def __init__(self, marked: str) -> None:
        self._marked = marked

    def __get__(self, _words: object, _kind: type | None = None) -> str:
        return _GRAMMAR.get().word(self._marked)


class Words:
    """What pictures say."""

    # What stands for what
    EVERYBODY = Fixed(N_("everybody"))
    EVERYBODYS_MEAN = Fixed(N_("everybody’s mean"))
    THESE_PEOPLE = Fixed(N_("these people"))
    THESE_ANSWERS = Fixed(N_("these answers"))
    RANDOM_ANSWERS = Fixed(N_("random answers"))
    WITHOUT_GROUPS = Fixed(N_("people without groups, at most"))
    ITS_PEOPLE = Fixed(N_("its people"))
    EVERYBODY_ELSE = Fixed(N_("everybody else"))
    EVERYBODYS_BAR = Fixed(N_("where everybody’s bar ends"))

    # Scales
    LESS = Fixed(N_("◀ less"))
    MORE = Fixed(N_("more ▶"))
    MUCH_LESS = Fixed(N_("much less"))
    MUCH_MORE = Fixed(N_("much more"))
    LOWEST = Fixed(N_("lowest answer"))
    HIGHEST = Fixed(N_("highest answer"))
    LOWER = Fixed(N_("answers below the middle"))
    HIGHER = Fixed(N_("answers above the middle"))
    IN_BETWEEN = Fixed(N_("in between"))
    CHANCE = Fixed(N_("0: chance"))
    ALWAYS = Fixed(N_("1: always"))
    GUESSING = Fixed(N_("guessing"))
    KNOWING_NOTHING = Fixed(N_("knowing nothing"))
    KEPT = Fixed(N_("kept"))
    REVERSED = Fixed(N_("(−)"))

    # What a picture shows, and what stands for what in it, for those who cannot see it
    OVERVIEW = Fixed(N_("Share of each persona, with its 95 % interval"))
    OVERVIEW_READ = Fixed(N_("A row per persona: a dot for its share of all people, and a line for the 95 % interval."))
    OVERVIEW_WITHOUT = Fixed(N_("Share of each persona"))
    OVERVIEW_WITHOUT_READ = Fixed(N_("A row per persona: a dot for its share of all people."))
    LANES = Fixed(N_("Mean of each persona on each dimension"))
    LANES_READ = Fixed(
        N_(
            "A row per dimension: a numbered dot for the mean of each persona, from less on the left to more on the "
            "right; the line is everybody’s mean."
        )
    )
    CANDIDATES = Fixed(N_("Agreement of repeated groupings, for each number of groups"))
    BASES = Fixed(N_("Agreement of repeated groupings, for each basis"))
    AGREEMENT_READ = Fixed(
        N_(
            "A dot for how far repeated groupings agree, from 0, chance, to 1, always, with a line for its interval; "
            "the band is what people without groups reach at most."
        )
    )
    RETENTION = Fixed(N_("Eigenvalues of the answers and of random answers"))
    RETENTION_READ = Fixed(
        N_("A row per dimension: a dot for what it explains; the band is what random answers explain.")
    )
    CONTEST_READ = Fixed(
        N_(
            "A row per view: a dot for how much it tells out of sample, with a line for the 95 % interval; the upright "
            "line is knowing nothing."
        )
    )
    SHARES_READ = Fixed(
        N_(
            "A dot for the share of these people, from 0 to 100 %, a line for the 95 % interval, an upright mark for "
            "everybody."
        )
    )
    SHARES_WITHOUT_READ = Fixed(
        N_("A dot for the share of these people, from 0 to 100 %, and an upright mark for everybody.")
    )
    SPREAD_READ = Fixed(
        N_(
            "A row each: a dot for the mean with its interval, a band for the middle half of these people, a longer one"
            " for nine in ten, an upright mark for everybody’s mean."
        )
    )
    SPREAD_WITHOUT_READ = Fixed(
        N_(
            "A row each: a dot for the mean, a band for the middle half of these people, a longer one for nine in ten, "
            "an upright mark for everybody’s mean."
        )
    )
    INDICES_READ = Fixed(
        N_("A dot for how often these people give the answer, where everybody is 100: 200 is twice as often.")
    )
    THEMES_READ = Fixed(
        N_("A bar for the share of people who wrote one of these words or phrases; the upright mark is everybody.")
    )
    ATTITUDES_READ = Fixed(
        N_(
            "A bar each: the share of all answers below the middle of the scale to the left, of all above it to the "
            "right, of the answer in between, if there is one, apart; upright marks are where everybody’s bar ends."
        )
    )
    HEAT = Fixed(N_("Correlations of the items, in the order of the factors"))
    HEAT_READ = Fixed(
        N_("A square per pair of items, the darker the stronger they go together; one colour for each sign.")
    )
    GORGE = Fixed(N_("How well everybody fits each segment"))
    GORGE_READ = Fixed(
        N_(
            "Bars for each segment: how many people belong to it with a probability from 0 to 1, its own people at the "
            "foot."
        )
    )
    SEPARATION = Fixed(N_("Means of the segments, and where half of their people are"))
    SEPARATION_READ = Fixed(
        N_("A numbered dot for the mean of each segment, and a ring that holds half of its people.")
    )
    SPLITS = Fixed(N_("Splits and mergers of segments from one number of segments to the next"))
    SPLITS_READ = Fixed(
        N_("A column for each number of segments; streams are as wide as the people who go from one to the next.")
    )

    def two_places(self, figure: float) -> str:
        """A figure to two places; what is less than nothing has a real minus."""
        return _GRAMMAR.get().number(figure, ".2f")

    def plain(self, figure: float) -> str:
        """A figure as short as it is."""
        return _GRAMMAR.get().number(float(figure))

    def coefficient(self, figure: float) -> str:
        """A correlation where there is little room."""
        return self.two_places(figure).replace("0", "", 1) if abs(figure) < 1 else self.two_places(figure)

    def percent(self, share: float) -> str:
        """A share as people read it; almost nobody is not nobody."""
        return _GRAMMAR.get().percent(share)

    def said(self, said: Said) -> str:
        """What the summary says."""
        return _GRAMMAR.get().text(said)

    def view(self, name: str) -> str:
        """One of the views that are compared."""
        return _told(VIEWS[name])

    def up_to(self, end: str) -> str:
        """The side that ends with an answer."""
        return _told(N_("up to “{end}”"), end=end)

    def starting(self, end: str) -> str:
        """The side that begins with an answer."""
        return _told(N_("from “{end}” on"), end=end)

    def people(self, n: int) -> str:
        return _told(NP_("{n} person", "{n} people", by="n"), n=n)

    def base(self, n: int) -> str:
        return _told(N_("n = {n}"), n=n)

    def compared(self, share: str) -> str:
        """Everybody's share, below that of these people."""
        return _told(N_("all {share}"), share=share)

    def with_interval(self, code: str) -> str:
        return _told(N_("{code}, 95 % interval"), code=code)

    def with_spread(self, code: str) -> str:
        return _told(N_("{code}: mean, half, 90 %"), code=code)

    def named(self, code: str, name: Said | None) -> str:
        """A persona by its code and name."""
        return code if name is None else f"{code}  {self.said(name)}".strip()

    def groups(self, k: int, *, kept: bool) -> str:
        return _told(N_("{k} groups, kept") if kept else N_("{k} groups"), k=k)

    def dimension(self, k: int, *, kept: bool) -> str:
        return _told(N_("Dimension {k}, kept") if kept else N_("Dimension {k}"), k=k)

    def basis(self, said: Said, *, recommended: bool, kept: bool = False) -> str:
        words = self.said(said)
        first = words[:1].upper() + words[1:]
        if kept:
            return _told(N_("{basis} (kept)"), basis=first)
        return _told(N_("{basis} (recommended)"), basis=first) if recommended else first

    def not_shown(self, share: str) -> str:
        return _told(N_("{share} in answers not shown"), share=share)

    def who(self, code: str) -> str:
        return _told(N_("{code}: Who they are, against everybody"), code=code)

    def why(self, code: str) -> str:
        return _told(N_("{code}: Why they act, against everybody"), code=code)

    def passport(self, question: str, answers: Said) -> str:
        return _told(N_("{cell}: share of each persona"), cell=f"{question} {self.said(answers)}".strip())

    def contest(self, outcome: str, measure: str) -> str:
        return _told(N_("{outcome}: {measure} out of sample"), outcome=outcome, measure=measure)

    def attitudes(self, code: str, n: int) -> str:
        return _told(
            NP_("{code}: all answers to {n} question", "{code}: all answers to {n} questions", by="n"), code=code, n=n
        )

    def spread(self, code: str, n: int) -> str:
        return _told(
            NP_(
                "{code}: mean, spread and everybody’s mean for {n} row",
                "{code}: mean, spread and everybody’s mean for {n} rows",
                by="n",
            ),
            code=code,
            n=n,
        )

    def indices(self, code: str, facet: str) -> str:
        return _told(N_("{code}: index per answer, {facet}"), code=code, facet=facet)

    def themes(self, code: str) -> str:
        return _told(N_("{code}: share of people who wrote each of these, against everybody"), code=code)

    def all_themes(self, question: str) -> str:
        return _told(N_("Themes: {question}"), question=question)

    def axis(self, axis: Axis, labels: Mapping[str, str], *, up: bool) -> str:
        """What an axis of the rings means, and how much of the difference it holds."""
        words, share = axis_words(axis, labels, _GRAMMAR.get()), self.percent(axis.share)
        return f"▲ {words} ({share})" if up else f"{words} ({share}) ▶"

    def answer(self, row: Row) -> tuple[str, str]:
        """A row of a card in two lines."""
        return answer_words(row, _GRAMMAR.get())

    def difference(self, effect: float, low: float | None, high: float | None) -> str:
        """A standardised difference in a word or two."""
        return _GRAMMAR.get().word(difference_words(effect, low, high))


VIEWS = {
    "demographics": N_("Demographics"),
    "psychographics": N_("Psychographics"),
    "both": N_("Both"),
    "personas": N_("Persona alone"),
}
words = Words()


def _told(text: Text, **figures: str | int) -> str:
    return _GRAMMAR.get().filled(text, figures)
