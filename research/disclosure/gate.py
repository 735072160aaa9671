"""What a summary looks like outside the research team: the same shape, small figures hidden, cards drawn anew."""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import Any

import numpy as np

from research.disclosure.asked import guard_asked
from research.disclosure.cells import hide_small_cells
from research.disclosure.folding import fold_small_answers
from research.disclosure.open_text import guard_open_text
from research.disclosure.prose import guard_prose, guard_transitions
from research.disclosure.rules import Rules
from research.personas.cards import card_pair, facet_blocks, profile_rows

SPREAD = ("q05", "q25", "q50", "q75", "q95")
CLASSIFIED = ("n_classified", "classified_share", "hit_rate_classified", "hit_low_classified", "hit_high_classified")


def suppress(summary: Mapping[str, Any], *, rules: Rules) -> dict[str, Any]:
    """Hide every figure about too few people; the input is left alone.

    Parameters
    ----------
    summary : mapping
        As `research.summary.summarise` gives it.
    rules : Rules
        What is too small.

    Returns
    -------
    dict
        Of the same shape; a hidden figure is `None`. Rows of cards are computed again from the hidden tables, so that
        nothing on a card is finer than the tables. `disclosure` states the rules and how many cells were hidden.
    """
    shown = deepcopy(dict(summary))
    hidden = (
        guard_transitions(shown, rules=rules)
        + _tables(shown, rules)
        + _distributions(shown, rules)
        + _same_passport(shown, rules)
    )
    hidden += _reasons(shown, rules) + _typing_tool(shown, rules) + _segments(shown, rules)
    hidden += guard_open_text(shown, rules=rules)
    _personas(shown, rules)
    hidden += guard_asked(shown, summary, rules=rules)
    guard_prose(shown, summary, rules=rules)
    shown["disclosure"] = {
        "smallest_group": rules.smallest_group,
        "percent_base": rules.percent_base,
        "index_base": rules.index_base,
        "hidden_cells": hidden,
    }
    return shown


def _tables(shown: dict[str, Any], rules: Rules) -> int:
    hidden = 0
    segments = shown.get("segments") or {}
    segments["profiles"] = [fold_small_answers(table, rules=rules) for table in segments.get("profiles") or []]
    for table in segments["profiles"]:
        codes = list(table["counts"])
        counts = np.array([table["counts"][code] for code in codes], dtype=float).reshape(len(codes), -1)
        everybody = np.array(table["population"], dtype=float)
        unassigned = np.maximum(everybody - counts.sum(axis=0), 0)  # people in no segment are a line like any other
        mask = hide_small_cells(np.vstack([counts, unassigned]), rules=rules)
        of_all = hide_small_cells(everybody[None, :], rules=rules)[0]
        mask[:, of_all] = True
        for line, code in enumerate(codes):
            if table["bases"][code] < rules.percent_base:
                mask[line] = True
            _blank(table["counts"][code], mask[line])
            _blank(table["shares"][code], mask[line])
        _blank(table["population"], of_all)
        _blank(table["population_shares"], of_all)
        hidden += int(mask[: len(codes)].sum())
    return hidden


def _distributions(shown: dict[str, Any], rules: Rules) -> int:
    hidden = 0
    for item in (shown.get("items") or {}).values():
        shares = item.get("distribution") or {}
        counts = np.array([round(share * item["n"]) for share in shares.values()], dtype=float)
        mask = hide_small_cells(counts[None, :], rules=rules)[0] if len(counts) else np.array([], dtype=bool)
        for code, hide in zip(list(shares), mask, strict=True):
            if hide:
                shares[code] = None
        hidden += int(mask.sum())
    return hidden


def _same_passport(shown: dict[str, Any], rules: Rules) -> int:
    segments = shown.get("segments") or {}
    cells = [cell for cell in segments.get("same_passport") or [] if cell["n"] >= rules.percent_base]
    hidden = len(segments.get("same_passport") or []) - len(cells)
    for cell in cells:
        counts = np.array(list(cell["counts"].values()), dtype=float)
        mask = hide_small_cells(counts[None, :], rules=rules)[0]
        for code, hide in zip(list(cell["counts"]), mask, strict=True):
            if hide:
                cell["counts"][code] = cell["shares"][code] = None
        hidden += int(mask.sum())
    if segments:
        segments["same_passport"] = cells
    return hidden


def _reasons(shown: dict[str, Any], rules: Rules) -> int:
    hidden = 0
    screening = shown.get("screening") or {}
    for reason in (screening.get("reasons") or {}).values():
        if reason["n"] is not None and rules.is_small(reason["n"]):
            reason["n"] = reason["share"] = None
            hidden += 1
    if screening and rules.is_small(screening.get("n_flagged") or 0):
        screening["n_flagged"] = screening["share_flagged"] = None
        hidden += 1
    return hidden


def _typing_tool(shown: dict[str, Any], rules: Rules) -> int:
    """The confusion table is kept for the research team: its cells are people, and nobody else needs them."""
    tool = shown.get("typing_tool") or {}
    if tool.get("threshold_curve"):
        tool["threshold_curve"] = None  # its last lines are about a few people
    if rules.tells_few(tool.get("n_classified"), tool.get("n")):
        tool |= dict.fromkeys(CLASSIFIED)
    if tool.get("confusion"):
        tool["confusion"] = None
        return 1
    return 0


def _segments(shown: dict[str, Any], rules: Rules) -> int:
    segments = shown.get("segments") or {}
    small = [code for code, n in (segments.get("sizes") or {}).items() if n is not None and rules.is_small(n)]
    if len(small) == 1 and len(segments["sizes"]) > 1:  # one hidden size alone follows from the total
        small.append(min((code for code in segments["sizes"] if code not in small), key=segments["sizes"].__getitem__))
    for code in small:
        segments["sizes"][code] = None
        segments["shares"][code] = dict.fromkeys(segments["shares"][code])
    if rules.is_small(segments.get("n_unassigned") or 0):
        segments["n_unassigned"] = None
    return len(small)


def _personas(shown: dict[str, Any], rules: Rules) -> None:
    segments = shown.get("segments") or {}
    codes: Sequence[str] = segments.get("codes") or []
    tables = segments.get("profiles") or []
    rows = profile_rows(tables, codes=codes)
    asked = (shown.get("data") or {}).get("facets") or {}
    for persona in shown.get("personas") or []:
        code = persona["code"]
        persona["who"], persona["why"] = card_pair(rows, code)
        persona["facets"] = facet_blocks(rows, code, asked=asked)
        persona["attitudes"] = [bar for bar in persona["attitudes"] if _covers(bar, tables, code)]
        if segments["sizes"][code] is None:
            _hide_persona(persona)
        _thin_spread(persona, rules)
        rarity = persona.get("rarity") or {}
        if rarity and (rules.is_small(rarity["n_match"]) or rules.is_small(rarity["n"] - rarity["n_match"])):
            rarity["n_match"] = None
    _drop_small_shares(shown.get("personas") or [], rules)


def _covers(bar: dict[str, Any], tables: Sequence[Mapping[str, Any]], code: str) -> bool:
    """Take the shares of a full answer bar from its (suppressed) table."""
    table = next(table for table in tables if table["variable"] == bar["variable"])
    codes = [option["code"] for option in table["options"]]
    bar |= {"codes": codes, "labels": [option["label"] for option in table["options"]]}
    bar["middle_code"] = codes[len(codes) // 2] if len(codes) % 2 else None
    bar["shares"] = list(table["shares"][code])
    bar["population"] = list(table["population_shares"])
    return any(share is not None for share in bar["shares"])


def _hide_persona(persona: dict[str, Any]) -> None:
    for name in ("n", "share", "low", "high"):
        persona[name] = None
    for name in ("defines", "statements", "attitudes", "who", "why"):
        persona[name] = []
    persona["scores"] = {}


def _drop_small_shares(personas: Sequence[dict[str, Any]], rules: Rules) -> None:
    """The mean of a yes or no tells how many said it: where these are few, or all but few, the row goes.

    Where items stand for dimensions, they are then shown as dimensions no more: the rest alone would mislead.
    """
    everywhere: set[str] = set()
    for persona in personas:
        small = {row["variable"] for row in persona["defines"] if _tells_few(row, rules)}
        everywhere |= small
        for part in ("defines", "statements"):
            persona[part] = [row for row in persona[part] if row["variable"] not in small]
    for persona in personas:
        if everywhere & set(persona["scores"]):
            persona["scores"] = {}


def _tells_few(row: Mapping[str, Any], rules: Rules) -> bool:
    if row.get("type") != "binary" or row["value"] is None or row["scale_low"] is None:
        return False
    said = round(row["n"] * (row["value"] - row["scale_low"]) / (row["scale_high"] - row["scale_low"]))
    return rules.is_small(said) or rules.is_small(row["n"] - said)


def _thin_spread(persona: dict[str, Any], rules: Rules) -> None:
    """A 5 % quantile of a few people is one person's answer."""
    for row in persona["defines"]:
        if row["n"] < rules.percent_base:
            for name in SPREAD:
                row[name] = None
    if (persona["n"] or 0) < rules.percent_base:
        for score in persona["scores"].values():
            for name in SPREAD:
                score[name] = None


def _blank(cells: list[Any], mask: np.ndarray) -> None:
    for place, hide in enumerate(mask):
        if hide:
            cells[place] = None
