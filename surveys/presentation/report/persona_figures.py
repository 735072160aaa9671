"""The figures of one persona: its two cards, what defines it, how its people spread, all their answers."""

from collections.abc import Mapping, Sequence
from typing import Any

from research.charts.told import bar_pieces
from research.summary.schema.told import Attitude
from surveys.presentation.report.figures import Cell, Charts, Figure, make_figure, number
from surveys.presentation.report.links import item_id
from surveys.presentation.report.words import counted, interval, much, percent, plain, signed, told
from surveys.words import gettext as _
from surveys.words import ngettext


def show_card(persona: Mapping[str, Any], charts: Charts, side: str) -> Figure | None:
    rows = [row for row in persona[side] if row["share"] is not None]
    if not rows:
        return None
    first = rows[0]
    marked = [row for row in rows if row["notable"]]
    if not marked:
        finding = _("Nothing here sets them apart beyond chance") if side == "who" else _("Hardly any difference")
    else:
        finding = _("%(told)s: %(share)s, against %(all)s of everybody",
                    told=told(first), share=percent(first["share"]),
                    all=percent(first["population_share"]))  # fmt: skip
    reading = _("The dot is the share of %(code)s, the upright mark everybody. First line: %(share)s of %(code)s, "
                "with an interval from %(range)s, and %(all)s of all people.",
                code=persona["code"], share=percent(first["share"]), range=interval(first["low"], first["high"]),
                all=percent(first["population_share"]))  # fmt: skip
    base = _("n = %(n)s of %(code)s.", n=_bases(rows), code=persona["code"])
    if any(row.get("role") == "maker" for row in rows):
        base += " " + _("Questions with * formed the personas, so they differ by construction.")
    table = [
        [
            told(row) + (" *" if row.get("role") == "maker" else ""),
            percent(row["share"]),
            interval(row["low"], row["high"]),
            percent(row["population_share"]),
            "–" if row["index"] is None else f"{row['index']:.0f}",
            counted(row["base_n"]),
        ]
        for row in rows
    ]
    columns = [
        _("Answer"),
        number(persona["code"]),
        number(_("95 % interval")),
        number(_("Everybody")),
        number(_("Index")),
        number("n"),
    ]
    return make_figure(
        charts, f"{persona['code']}.{side}", finding=finding, reading=reading, base=base, columns=columns, rows=table
    )


def _bases(rows: Sequence[Mapping[str, Any]]) -> str:
    bases = sorted({row["base_n"] for row in rows})
    return (
        counted(bases[0])
        if len(bases) == 1
        else _("%(low)s to %(high)s", low=counted(bases[0]), high=counted(bases[-1]))
    )


def show_defining(
    persona: Mapping[str, Any], items: Sequence[Mapping[str, Any]], charts: Charts, name: str
) -> Figure | None:
    rows = [row for row in items if row["value"] is not None]
    if not rows:
        return None
    code = persona["code"]
    markers = sum(row["marker"] for row in persona["defines"])
    finding = ngettext(
        "One question of %(all)d sets %(code)s clearly apart",
        "%(num)d questions of %(all)d set %(code)s clearly apart",
        markers,
        all=len(persona["defines"]),
        code=code,
    )
    if name == "defines-more":
        finding = _("The other %(n)d questions", n=len(rows))
    first = rows[0]
    reading = _("The dot is the mean of %(code)s, the dark band half of them, the light band nine in ten, the upright "
                "mark the mean of everybody. First line: %(value)s against %(all)s, on answers from "
                "%(low)s to %(high)s. Grey: too small a difference to define them.",
                code=code, value=plain(first["value"]), all=plain(first["population"]),
                low=_code(first["scale_low"]), high=_code(first["scale_high"]))  # fmt: skip
    if all(row.get("type") == "binary" for row in rows):
        reading = _("The dot is the share of %(code)s who say so, with its 95 %% interval, the upright mark that of "
                    "everybody. First line: %(value)s against %(all)s. Grey: too small a difference to define them.",
                    code=code, value=percent(first["value"]), all=percent(first["population"]))  # fmt: skip
    table = [
        [
            _anchored(row, code),
            plain(row["value"]),
            _spread(row),
            plain(row["population"]),
            signed(row["effect"]),
            f"{signed(row['effect_low'])} {_('to')} {signed(row['effect_high'])}",
            much(row["effect"]),
            counted(row["n"]),
        ]
        for row in rows
    ]
    columns = [
        _("Question"),
        number(_("Mean")),
        number(_("Half are between")),
        number(_("Everybody")),
        number(_("Difference (SD)")),
        number(_("95 % interval")),
        _("In words"),
        number("n"),
    ]
    base = _("n = %(n)s of %(code)s, %(all)s in all. Clearly apart: half a standard deviation or more, beyond chance.",
             n=counted(first["n"]), code=code, all=counted(first["base_n"]))  # fmt: skip
    return make_figure(
        charts, f"{code}.{name}", finding=finding, reading=reading, base=base, columns=columns, rows=table
    )


def _anchored(row: Mapping[str, Any], code: str) -> Cell:
    """The text of an item, as the place that statements link to."""
    return {"text": row["text"], "id": item_id(code, row["variable"])}


def _code(value: float | None) -> str:
    return "–" if value is None else f"{value:g}"


def _spread(row: Mapping[str, Any]) -> str:
    if row["q25"] is None or row["q75"] is None:
        return "–"
    return _("%(low)s to %(high)s", low=f"{row['q25']:g}", high=f"{row['q75']:g}")


def show_scores(persona: Mapping[str, Any], published: Mapping[str, Any], charts: Charts) -> Figure | None:
    scores = {name: row for name, row in persona["scores"].items() if row.get("value") is not None}
    if not scores:
        return None
    labels = (published.get("factors") or {}).get("labels") or {}
    name, first = max(scores.items(), key=lambda pair: abs(pair[1]["value"]))
    code = persona["code"]
    finding = _("People within %(code)s differ: “%(what)s” is where they are furthest from everybody",
                code=code, what=labels.get(name, name))  # fmt: skip
    reading = _("The dot is the mean of %(code)s, the dark band half of its people, the light band nine in ten. On "
                "“%(what)s” the mean is %(value)s standard deviations from everybody’s.",
                code=code, what=labels.get(name, name), value=signed(first["value"]))  # fmt: skip
    rows = [
        [
            labels.get(factor, factor),
            signed(row["value"]),
            f"{signed(row['low'])} {_('to')} {signed(row['high'])}",
            "–" if row.get("q05") is None else f"{signed(row['q05'])} {_('to')} {signed(row['q95'])}",
        ]
        for factor, row in scores.items()
    ]
    columns = [
        _("Dimension"),
        number(_("Mean")),
        number(_("95 % interval")),
        number(_("Nine in ten are between")),
    ]
    base = _("n = %(n)s of %(code)s. Factor scores in standard deviations of everybody.",
             n=counted(persona["n"]), code=code)  # fmt: skip
    if not (published.get("factors") or {}).get("names"):
        base = _("n = %(n)s of %(code)s. Answers in standard deviations of everybody.",
                 n=counted(persona["n"]), code=code)  # fmt: skip
    return make_figure(
        charts, f"{code}.scores", finding=finding, reading=reading, base=base, columns=columns, rows=rows
    )


def show_attitudes(persona: Mapping[str, Any], charts: Charts) -> list[Figure]:
    found = bar_pieces([Attitude.model_validate(bar) for bar in persona["attitudes"]])
    pieces = [[bar.model_dump() for bar in bars] for bars in found]
    return [_attitude_piece(persona, bars, charts, piece) for piece, bars in enumerate(pieces, 1)]


def _attitude_piece(
    persona: Mapping[str, Any], bars: Sequence[Mapping[str, Any]], charts: Charts, piece: int
) -> Figure:
    code, first = persona["code"], bars[0]
    if piece == 1:
        finding = _("Where the answers of %(code)s differ most: “%(text)s”", code=code, text=first["text"])
    else:
        finding = _("Further answers of %(code)s", code=code)
    half = len(first["shares"]) // 2
    reading = _("Left of the line the lower answers, right of it the higher ones, the middle answer apart; the upright "
                "marks show where everybody’s bars end.")  # fmt: skip
    if all(share is not None for share in first["shares"]):
        reading += " " + _("First line: %(low)s on the left, %(high)s on the right.",
                           low=percent(sum(first["shares"][:half])),
                           high=percent(sum(first["shares"][-half:])))  # fmt: skip
    rows = [
        [
            bar["text"],
            "; ".join(
                f"{label} {_('hidden') if share is None else percent(share)}"
                for label, share in zip(bar["labels"], bar["shares"], strict=True)
            ),
            counted(bar["n"]),
        ]
        for bar in bars
    ]
    columns = [_("Question"), _("Answers of %(code)s", code=code), number("n")]
    base = _("n = %(n)s of %(code)s.", n=counted(first["n"]), code=code)
    if any(share is None for bar in bars for share in bar["shares"]):
        base += " " + _("Answers of too few people are not shown.")
    return make_figure(
        charts, f"{code}.attitudes-{piece}", finding=finding, reading=reading, base=base, columns=columns, rows=rows
    )
