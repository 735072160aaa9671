"""One persona as a page: who they are, why they act, what defines them, each line with its evidence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from research.charts.told import FIRST_ITEMS
from surveys.presentation.report.facets import FacetBlock, show_facets
from surveys.presentation.report.figures import Charts, Figure
from surveys.presentation.report.links import Links
from surveys.presentation.report.own_words import OwnWords, show_own_words
from surveys.presentation.report.persona_figures import show_attitudes, show_card, show_defining, show_scores
from surveys.presentation.report.tested import good_samples, holds_words, is_sure, name_words
from surveys.presentation.report.words import counted, interval, percent, points, signed
from surveys.words import gettext as _
from surveys.words import ngettext

LIGHTS = {"green": "go", "amber": "caution", "red": "stop"}
PERSONAS = 8


@dataclass(frozen=True, kw_only=True)
class Statement:
    """A sentence with its evidence."""

    text: str
    item: str
    href: str
    evidence: str
    holds: str
    is_sure: bool


@dataclass(frozen=True, kw_only=True)
class Persona:
    """What a persona page shows."""

    code: str
    name: str
    name_holds: str
    number: int
    sentence: str
    share: float | None
    share_words: str
    interval_words: str
    size_words: str
    light: str
    light_word: str
    light_detail: str
    rarity: str
    rarity_advice: str
    traits: Sequence[str]
    statements: Sequence[Statement]
    who: Figure | None
    why: Figure | None
    gap: str
    defines: Figure | None
    defines_more: Figure | None
    scores: Figure | None
    attitudes: Sequence[Figure]
    facets: Sequence[FacetBlock]
    not_asked: Sequence[str]
    nothing_told: Sequence[str]
    own_words: OwnWords


def show_persona(published: Mapping[str, Any], charts: Charts, *, place: int, links: Links) -> Persona:
    """The persona at one place of the set, from 0."""
    persona = published["personas"][place]
    blocks, not_asked, nothing_told = show_facets(persona, charts)
    items = persona["defines"]
    return Persona(
        code=persona["code"],
        name=persona["name"],
        name_holds=name_words(persona.get("name_holds"), good_samples(published)),
        number=place % PERSONAS + 1,
        sentence=persona["sentence"],
        share=persona["share"],
        share_words="" if persona["share"] is None else percent(persona["share"]),
        interval_words=interval(persona["low"], persona["high"]),
        size_words=_size(persona, published),
        light=LIGHTS.get(persona["light"], "unknown") if persona["jaccard"] is not None else "unknown",
        light_word=_light_word(persona),
        light_detail=str(persona["light_words"]),
        rarity=_rarity(persona.get("rarity") or {}),
        rarity_advice=_rarity_advice(persona.get("rarity") or {}),
        traits=(persona.get("rarity") or {}).get("traits") or (),
        statements=[
            _statement(each, persona, links, samples=good_samples(published)) for each in persona["statements"]
        ],
        who=show_card(persona, charts, "who"),
        why=show_card(persona, charts, "why"),
        gap=_gap(persona),
        defines=show_defining(persona, items[:FIRST_ITEMS], charts, "defines"),
        defines_more=show_defining(persona, items[FIRST_ITEMS:], charts, "defines-more"),
        scores=show_scores(persona, published, charts),
        attitudes=show_attitudes(persona, charts),
        facets=blocks,
        not_asked=not_asked,
        nothing_told=nothing_told,
        own_words=show_own_words(published, persona, charts),
    )


def _size(persona: Mapping[str, Any], published: Mapping[str, Any]) -> str:
    if persona["n"] is None:
        return _("Too few people to show how many.")
    total = (published.get("data") or {}).get("n_assigned")
    return _("%(n)s of %(total)s people", n=counted(persona["n"]), total=counted(total))


def _light_word(persona: Mapping[str, Any]) -> str:
    if persona["jaccard"] is None:
        return _("not tested")
    return {"green": _("stable"), "amber": _("edges move"), "red": _("not stable")}.get(persona["light"], "")


def _rarity(rarity: Mapping[str, Any]) -> str:
    traits = len(rarity.get("traits") or ())
    if not traits:
        return ""
    if rarity.get("n_match") is None:
        return _("Too few or too many match all %(traits)d traits of this card for the number to be shown.",
                 traits=traits)  # fmt: skip
    return ngettext(
        "%(match)s of %(n)s has the one trait of this card.",
        "%(match)s of %(n)s match all %(num)d traits of this card.",
        traits,
        match=counted(rarity["n_match"]),
        n=counted(rarity["n"]),
    )


def _rarity_advice(rarity: Mapping[str, Any]) -> str:
    match, n = rarity.get("n_match"), rarity.get("n")
    if match is not None and n and 2 * match < n:
        return _("The card describes a tendency, not a person: most people of this persona lack at least one trait.")
    return _("The card describes a tendency, not a person.")


def _statement(each: Mapping[str, Any], persona: Mapping[str, Any], links: Links, *, samples: int) -> Statement:
    item = next((row["text"] for row in persona["defines"] if row["variable"] == each["variable"]), each["variable"])
    evidence = _(
        "%(statistic)s: %(effect)s, 95 %% interval %(low)s to %(high)s, n = %(n)s of this persona.",
        statistic=str(each["statistic"]).capitalize(),
        effect=signed(each["effect"]),
        low=signed(each["low"]),
        high=signed(each["high"]),
        n=counted(each["base"]),
    )
    return Statement(
        text=each["text"],
        item=item,
        href=links.item(persona["code"], each["variable"]),
        evidence=evidence,
        holds=holds_words(each.get("holds"), samples),
        is_sure=is_sure(each.get("holds")),
    )


def _gap(persona: Mapping[str, Any]) -> str:
    """How far either card is from everybody, on average."""
    means = []
    for side in ("who", "why"):
        gaps = [abs(row["share"] - row["population_share"]) for row in persona[side] if row["share"] is not None]
        if not gaps:
            return ""
        means.append(sum(gaps) / len(gaps))
    return _("On these lines %(code)s differs from everybody by %(who)s points in who they are, and by %(why)s points "
             "in why they act.",
             code=persona["code"], who=points(means[0]), why=points(means[1]))  # fmt: skip
