"""The figures of one persona: its two cards, what defines it, how its people spread, all their answers."""

from collections.abc import Iterable, Mapping, Sequence

from research.charts.told import bar_pieces
from research.declared import Number
from research.summary.schema import Summary
from research.summary.schema.measured import Factors
from research.summary.schema.told import Attitude, Defining, Persona, Row
from research.words.figures import difference_words
from surveys.presentation.report.figures import Anchored, Cell, Charts, Figure, make_figure, number
from surveys.presentation.report.links import item_id
from surveys.presentation.report.rows import formed_words, row_columns, row_figures, starred
from surveys.presentation.report.words import (
    NOTHING,
    between,
    counted,
    dimension_words,
    heading,
    interval,
    percent,
    plain,
    signed,
    told,
)
from surveys.words import gettext as _
from surveys.words import ngettext, word


def show_card(code: str, card: Sequence[Row], charts: Charts, side: str) -> Figure | None:
    rows = [row for row in card if row.share is not None]
    if not rows:
        return None
    first = rows[0]
    return make_figure(
        charts,
        f"{code}.{side}",
        finding=_card_finding(rows, side),
        reading=_card_reading(first, code),
        base=_card_base(rows, code),
        columns=row_columns(code),
        rows=[[starred(told(row), formed=row.formed), *row_figures(row)] for row in rows],
    )


def _card_reading(first: Row, code: str) -> str:
    shares = {"code": code, "share": percent(first.share), "all": percent(first.population_share)}
    if first.low is None or first.high is None:
        return _("The dot is the share of %(code)s, the upright mark everybody. First line: %(share)s of %(code)s, and "
                 "%(all)s of all people.", **shares)  # fmt: skip
    return _("The dot is the share of %(code)s, the upright mark everybody. First line: %(share)s of %(code)s, "
             "with an interval from %(range)s, and %(all)s of all people.",
             range=interval(first.low, first.high), **shares)  # fmt: skip


def _card_finding(rows: Sequence[Row], side: str) -> str:
    if not any(row.notable for row in rows):
        return _("Nothing here sets them apart beyond chance") if side == "who" else _("Hardly any difference")
    return heading(rows[0])


def _card_base(rows: Sequence[Row], code: str) -> str:
    return " ".join([_answered(rows, code), *formed_words(rows)])


def _answered(rows: Sequence[Row | Attitude], code: str) -> str:
    """How many people of a persona answered, from the question fewest answered to the one most did."""
    return _("n = %(n)s people of %(code)s who answered.", n=_from_to(map(_people, rows)), code=code)


def _people(row: Row | Attitude) -> int:
    return (row.base_n if isinstance(row, Row) else row.n) or 0


def _from_to(bases: Iterable[int | None]) -> str:
    known = sorted({base or 0 for base in bases})
    return counted(known[0]) if len(known) == 1 else between(counted(known[0]), counted(known[-1]))


def show_defining(persona: Persona, items: Sequence[Defining], charts: Charts, name: str) -> Figure | None:
    rows = [row for row in items if row.value is not None]
    if not rows:
        return None
    code = persona.code
    figures = _("Mean"), _("Half are between"), _("Everybody"), _("Difference (SD)"), _("95 % interval")
    return make_figure(
        charts,
        f"{code}.{name}",
        finding=_others(len(rows)) if name == "defines-more" else _apart(persona),
        reading=_defining_reading(rows, code),
        base=_("n = %(n)s people of %(code)s who answered, %(all)s of everybody. Clearly apart: half a standard "
               "deviation or more, beyond chance. All of these questions formed the personas, so they differ by "
               "construction.", n=_from_to(row.n for row in rows), code=code,
               all=_from_to(row.base_n for row in rows)),
        columns=[_("Question"), *map(number, figures), _("In words"), number("n")],
        rows=[_defining_row(row, code) for row in rows],
    )  # fmt: skip


def _others(n: int) -> str:
    return ngettext("The other question", "The other %(num)d questions", n)


def _apart(persona: Persona) -> str:
    if not any(row.marker for row in persona.defines):
        return _("No question sets %(code)s clearly apart", code=persona.code)
    return ngettext(
        "One question of %(all)d sets %(code)s clearly apart",
        "%(num)d questions of %(all)d set %(code)s clearly apart",
        sum(row.marker for row in persona.defines),
        all=len(persona.defines),
        code=persona.code,
    )


def _defining_reading(rows: Sequence[Defining], code: str) -> str:
    first = rows[0]
    if all(row.type == "binary" for row in rows) and not any(row.effect_low is not None for row in rows):
        return _("The dot is the share of %(code)s who say so, the upright mark that of everybody. First line: "
                 "%(value)s against %(all)s. Grey: too small a difference to define them.",
                 code=code, value=percent(first.value), all=percent(first.population))  # fmt: skip
    if all(row.type == "binary" for row in rows):
        return _("The dot is the share of %(code)s who say so, with its 95 %% interval, the upright mark that of "
                 "everybody. First line: %(value)s against %(all)s. Grey: too small a difference to define them.",
                 code=code, value=percent(first.value), all=percent(first.population))  # fmt: skip
    return _("The dot is the mean of %(code)s, the dark band half of them, the light band nine in ten, the upright "
             "mark the mean of everybody. First line: %(value)s against %(all)s, on answers from "
             "%(low)s to %(high)s. Grey: too small a difference to define them.",
             code=code, value=plain(first.value), all=plain(first.population),
             low=_answer(first.scale_low), high=_answer(first.scale_high))  # fmt: skip


def _defining_row(row: Defining, code: str) -> list[Cell]:
    """The text of an item is the place that statements link to."""
    return [
        Anchored(text=row.text, id=item_id(code, row.variable)),
        plain(row.value),
        _half(row),
        plain(row.population),
        signed(row.effect),
        _signed_between(row.effect_low, row.effect_high),
        word(difference_words(row.effect, row.effect_low, row.effect_high)),
        counted(row.n),
    ]


def _answer(value: Number) -> str:
    return NOTHING if value is None else f"{value:g}"


def _half(row: Defining) -> str:
    if row.q25 is None or row.q75 is None:
        return NOTHING
    return between(_answer(row.q25), _answer(row.q75))


def _signed_between(low: Number, high: Number) -> str:
    return between(signed(low), signed(high))


def show_scores(published: Summary, persona: Persona, charts: Charts) -> Figure | None:
    told = {name: row["value"] for name, row in persona.scores.items()}
    values = {name: value for name, value in told.items() if value is not None}
    if not values:
        return None
    furthest = max(values, key=lambda name: abs(values[name]))
    code, words, factors = persona.code, dimension_words(published, furthest), published.factors
    reading = _("The dot is the mean of %(code)s, the dark band half of its people, the light band nine in ten. On "
                "%(what)s the mean is %(value)s standard deviations from everybody’s.",
                code=code, what=words, value=signed(values[furthest]))  # fmt: skip
    figures = _("Mean"), _("95 % interval"), _("Nine in ten are between")
    return make_figure(
        charts,
        f"{code}.scores",
        finding=_("People within %(code)s differ: %(what)s is where they are furthest from everybody",
                  code=code, what=words),
        reading=reading,
        base=_scores_base(persona, factors),
        columns=[_("Dimension"), *map(number, figures)],
        rows=[_score_row(factors.labels.get(name, name), persona.scores[name]) for name in values],
    )  # fmt: skip


def _scores_base(persona: Persona, factors: Factors) -> str:
    n, code = counted(persona.n), persona.code
    if not factors.names:
        return _("n = %(n)s people of %(code)s. Answers in standard deviations of everybody; they formed the personas.",
                 n=n, code=code)  # fmt: skip
    return _("n = %(n)s people of %(code)s. Factor scores in standard deviations of everybody; they are made of "
             "what formed the personas.", n=n, code=code)  # fmt: skip


def _score_row(words: str, row: Mapping[str, Number]) -> list[str]:
    spread = NOTHING if row.get("q05") is None else _signed_between(row["q05"], row["q95"])
    return [words, signed(row["value"]), _signed_between(row["low"], row["high"]), spread]


def show_attitudes(persona: Persona, charts: Charts) -> list[Figure]:
    pieces = enumerate(bar_pieces(persona.attitudes), 1)
    return [_attitude_piece(persona.code, bars, charts, piece) for piece, bars in pieces]


def _attitude_piece(code: str, bars: Sequence[Attitude], charts: Charts, piece: int) -> Figure:
    first = bars[0]
    finding = _("Further answers of %(code)s", code=code)
    if piece == 1:
        finding = _("Where the answers of %(code)s differ most: “%(text)s”", code=code, text=first.text)
    base = _answered(bars, code)
    if any(None in bar.shares for bar in bars):
        base += " " + _("Answers of too few people are not shown.")
    base = " ".join([base, *formed_words(bars)])
    return make_figure(
        charts,
        f"{code}.attitudes-{piece}",
        finding=finding,
        reading=_attitude_reading(first),
        base=base,
        columns=[_("Question"), _("Answers of %(code)s", code=code), number("n")],
        rows=[[starred(bar.text, formed=bar.formed), "; ".join(_answers(bar)), counted(bar.n)] for bar in bars],
    )


def _attitude_reading(first: Attitude) -> str:
    if len(first.shares) % 2:
        reading = _("Left of the line all answers below the middle of the scale, right of it all above it, the middle "
                    "answer apart; the upright marks show where everybody’s bars end.")  # fmt: skip
    else:
        reading = _("Left of the line the lower half of the answers, right of it the upper half; the scale has no "
                    "middle. The upright marks show where everybody’s bars end.")  # fmt: skip
    shares = [share for share in first.shares if share is not None]
    if len(shares) < len(first.shares):
        return reading
    half = len(shares) // 2
    return reading + " " + _("First line: %(low)s on the left, %(high)s on the right.",
                             low=percent(sum(shares[:half])), high=percent(sum(shares[-half:])))  # fmt: skip


def _answers(bar: Attitude) -> list[str]:
    """Every answer with its share."""
    pairs = zip(bar.labels, bar.shares, strict=True)
    return [f"{label} {_('hidden') if share is None else percent(share)}" for label, share in pairs]
