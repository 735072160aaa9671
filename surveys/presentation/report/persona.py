"""One persona as a page: who they are, why they act, what defines them, each line with its evidence."""

from collections.abc import Sequence
from dataclasses import dataclass

from research.charts.told import FIRST_ITEMS
from research.declared import Number
from research.said import Said
from research.summary.lights import fits_nobody, light_of
from research.summary.schema import Summary
from research.summary.schema.measured import Data
from research.summary.schema.told import Defining, Persona, Statement
from research.summary.wording import overlap_of
from surveys.presentation.report.cautions import Notice, nearly_notices
from surveys.presentation.report.facets import FacetView, show_facets
from surveys.presentation.report.figures import Charts, Figure
from surveys.presentation.report.links import Links
from surveys.presentation.report.own_words import OwnWords, show_own_words
from surveys.presentation.report.persona_figures import show_attitudes, show_card, show_defining, show_scores
from surveys.presentation.report.reality import Reality, show_reality
from surveys.presentation.report.tested import good_samples, holds_words, is_sure, name_words
from surveys.presentation.report.words import counted, interval, name_of, percent, signed
from surveys.presentation.sets import light_word
from surveys.words import gettext as _
from surveys.words import told

LIGHTS = {"green": "go", "amber": "caution", "red": "stop", "grey": "unknown"}
PERSONAS = 8


@dataclass(frozen=True, kw_only=True)
class StatementView:
    """A sentence with its evidence."""

    text: str
    item: str
    href: str
    evidence: str
    holds: str
    is_sure: bool


@dataclass(frozen=True, kw_only=True)
class PersonaView:
    """What a persona page shows."""

    code: str
    name: str
    name_holds: str
    number: int
    sentence: str
    share: Number
    share_words: str
    interval_words: str
    size_words: str
    light: str
    light_word: str
    light_detail: str
    reality: Reality
    statements: Sequence[StatementView]
    who: Figure | None
    why: Figure | None
    defines: Figure | None
    defines_more: Figure | None
    scores: Figure | None
    attitudes: Sequence[Figure]
    facets: Sequence[FacetView]
    perhaps: Sequence[tuple[str, str]]
    not_asked: Sequence[str]
    nothing_told: Sequence[str]
    nearly: Sequence[Notice]
    own_words: OwnWords


def show_persona(published: Summary, persona: Persona, charts: Charts, *, place: int, links: Links) -> PersonaView:
    """One persona; its place in the set, from 0, chooses its colour."""
    samples = good_samples(published)
    light, light_said = _light(published, persona)
    facets = show_facets(persona, charts)
    return PersonaView(
        code=persona.code,
        name=name_of(persona),
        name_holds=name_words(persona, samples),
        number=place % PERSONAS + 1,
        sentence=told(persona.sentence),
        share=persona.share,
        share_words="" if persona.share is None else percent(persona.share),
        interval_words=_interval(persona),
        size_words=_size(persona, published.data),
        light=LIGHTS[light],
        light_word=light_word(light_said.code),
        light_detail=told(light_said),
        reality=show_reality(persona.rarity),
        statements=[_statement(each, persona, links, samples=samples) for each in persona.statements],
        who=show_card(persona.code, persona.who, charts, "who"),
        why=show_card(persona.code, persona.why, charts, "why"),
        defines=show_defining(persona, persona.defines[:FIRST_ITEMS], charts, "defines"),
        defines_more=show_defining(persona, persona.defines[FIRST_ITEMS:], charts, "defines-more"),
        scores=show_scores(published, persona, charts),
        attitudes=show_attitudes(persona, charts),
        facets=facets.blocks,
        perhaps=facets.perhaps,
        not_asked=facets.not_asked,
        nothing_told=facets.nothing,
        nearly=nearly_notices(persona),
        own_words=show_own_words(published, persona, charts),
    )


def _size(persona: Persona, data: Data) -> str:
    if persona.n is None:
        return _("Too few people to show how many.")
    figures = {"n": counted(persona.n), "total": counted(data.n_assigned)}
    if data.weighted:
        return _("%(n)s of %(total)s people; by their survey weights", **figures)
    return _("%(n)s of %(total)s people", **figures)


def _light(published: Summary, persona: Persona) -> tuple[str, Said]:
    """By what the set is, also in summaries that were written down before sets were told so."""
    nobody = fits_nobody(persona.rarity) or persona.light_words.code == "stable_but_nobody_has_all"
    return light_of(persona.jaccard, kind=published.segments.kind_of_set, fits_nobody=nobody)


def _statement(each: Statement, persona: Persona, links: Links, *, samples: int) -> StatementView:
    row = next((row for row in persona.defines if row.variable == each.variable), None)
    return StatementView(
        text=told(each.text),
        item=each.variable if row is None else row.text,
        href=links.item(persona.code, each.variable),
        evidence=_evidence(each, row),
        holds=holds_words(each.holds, samples),
        is_sure=is_sure(each.holds),
    )


def _interval(persona: Persona) -> str:
    """Nothing where the segment does not come back when people are drawn again."""
    if persona.low is None or persona.high is None:
        return ""
    return _("95 %% interval %(range)s", range=interval(persona.low, persona.high))


def _evidence(each: Statement, row: Defining | None) -> str:
    figure = {"statistic": each.statistic.capitalize(), "effect": signed(each.effect), "n": counted(each.base)}
    if each.low is None or each.high is None:
        evidence = _("%(statistic)s: %(effect)s, n = %(n)s people of this persona.", **figure)
    else:
        evidence = _("%(statistic)s: %(effect)s, 95 %% interval %(low)s to %(high)s, n = %(n)s people of this persona.",
                     low=signed(each.low), high=signed(each.high), **figure)  # fmt: skip
    if row is None:
        return evidence
    return evidence + " " + _("%(share)s of the answers of the two groups overlap.", share=percent(overlap_of(row)))
