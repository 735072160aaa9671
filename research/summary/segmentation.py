"""The segmented part of a summary: how many, how sure, who is where, and whole distributions per segment."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from research.codebook import Item
from research.declared import Number
from research.personas.contrast import ContrastResult
from research.personas.out_of_fold import Estimate
from research.personas.tables import ProfileTable
from research.result import Analysis
from research.said import Said
from research.segments.choice import looked_at
from research.segments.solution import SegmentSolution
from research.steps.basis import basis_words_of
from research.steps.contest import Contest
from research.steps.level import Levels
from research.summary.certainty import certainty, designs, redrawn, share_interval
from research.summary.open_text import open_text
from research.summary.other_ways import bases, methods, without_style
from research.summary.plain import by_name, counts, number, numbers, table
from research.summary.schema.proved import CurveLine, GoldenQuestion, Importance, Outcome, ThresholdLine, TypingTool
from research.summary.schema.segmented import (
    Candidate,
    GroupRule,
    Interval,
    Line,
    Option,
    Passport,
    Prediction,
    Profile,
    Segments,
    Transition,
)
from research.words.grammar import ENGLISH

CANDIDATE_FIGURES = tuple(name for name in Candidate.model_fields if name not in ("k", "supported"))


def segments(analysis: Analysis) -> Segments:
    """How many segments, their verdict, sizes, stability and distributions."""
    found = analysis.segmentation
    solution, choice = found.solution, found.choice
    return Segments(
        k=solution.k,
        verdict=choice.verdict,
        reason=choice.reason,
        line=_line(analysis.levels),
        without_style=without_style(analysis.without_style),
        base=analysis.basis,
        base_words=basis_words_of(analysis.measurement, analysis.basis, method=solution.method),
        why_this_way=found.reason,
        method=solution.method,
        one_class_bic=number(choice.single_bic),
        codes=list(solution.codes),
        sizes={str(code): int(n) for code, n in solution.sizes.items()},
        shares={str(code): _share(analysis, str(code), float(own)) for code, own in solution.shares["share"].items()},
        jaccard=by_name(solution.jaccard),
        person_mean_share=number(found.person_mean_share),
        centres=table(solution.centres),
        rule=_rule(solution),
        n_fitted=found.n_fitted,
        n_looked_at=min(found.n_fitted, looked_at(solution.method)),
        n_unassigned=len(analysis.measurement.matrix) - len(analysis.people),
        candidates=[
            Candidate(
                k=candidate.k,
                supported=candidate.supported,
                **{name: number(measured.get(name)) for name in CANDIDATE_FIGURES},
            )
            for candidate in choice.candidates
            for measured in [candidate.figures()]
        ],
        across=[
            Transition(
                k=step.k_from,
                next=step.k_to,
                transition=[counts(row) for row in step.table.to_numpy()],
                stability=numbers(step.stability),
            )
            for step in solution.transitions
        ],
        profiles=[_profile(each, designs(analysis, each.variable)) for each in analysis.portraits.tables],
        demographics_predict=_prediction(analysis.contest),
        same_passport=_passports(analysis.contest),
        bases=bases(analysis.side_by_side),
        methods=methods(analysis.side_by_side),
        redrawn=redrawn(analysis),
        certainty=certainty(analysis.uncertainty),
        open_text=open_text(analysis),
    )


def _line(found: Levels | None) -> Line | None:
    return None if found is None else Line(share=number(found.line.share), name=found.name, order=[*found.line.order])


def _rule(solution: SegmentSolution) -> GroupRule | None:
    """The rule of k-means or of a mixture with one covariance, which a script can follow."""
    rule, codes = solution.rule, list(solution.codes)
    if solution.method == "kmeans":
        centres = pd.DataFrame(rule["centres"], index=codes, columns=rule["variables"])
        return GroupRule(means=table(centres), shares={}, covariance={})
    if solution.method != "tied":
        return None
    return GroupRule(
        means=table(pd.DataFrame(rule["means"], index=codes, columns=rule["variables"])),
        shares={code: number(share) for code, share in zip(codes, rule["shares"], strict=True)},
        covariance=table(pd.DataFrame(rule["covariance"], index=rule["variables"], columns=rule["variables"])),
    )


def _share(analysis: Analysis, code: str, share: float) -> Interval:
    low, high = share_interval(analysis, code, share)
    return Interval(share=number(share), low=low, high=high)


def _profile(found: ProfileTable, designs: Mapping[str, Number]) -> Profile:
    weighted, people = found.weighted, found.counts
    totals = weighted.sum(axis=1)
    everybody = weighted.sum(axis=0)
    return Profile(
        variable=found.variable,
        text=found.text,
        question=found.question,
        option=found.option,
        facet=found.facet,
        type=found.type,
        role=found.role,
        dimension=found.dimension,
        options=[_option(code, said) for code, said in zip(found.codes, found.labels, strict=True)],
        counts={str(code): counts(row) for code, row in people.iterrows()},
        bases={str(code): int(n) for code, n in people.sum(axis=1).items()},
        shares={
            str(code): numbers(row / total) if total else [None] * len(row)
            for (code, row), total in zip(weighted.iterrows(), totals, strict=True)
        },
        population=counts(people.sum(axis=0)),
        population_base=int(people.to_numpy().sum()),
        population_shares=numbers(everybody / everybody.sum()) if everybody.sum() else [None] * len(everybody),
        designs=dict(designs),
    )


def _option(code: float, said: Said) -> Option:
    """Whose words are the author's, or ours."""
    return Option(code=number(code), label=ENGLISH.text(said), told=None if said.code == "answer" else said)


def _prediction(contest: Contest) -> Prediction | None:
    found = contest.prediction
    if found is None:
        return None
    return Prediction(
        hit_rate=number(found.hit_rate.mean),
        hit_low=number(found.hit_rate.low),
        hit_high=number(found.hit_rate.high),
        majority=number(found.majority),
        chance=number(found.chance),
        auc=number(found.auc.mean),
        words=found.words,
    )


def _passports(contest: Contest) -> list[Passport]:
    return [
        Passport(
            cell=cell.words,
            where=cell.cell,
            n=int(cell.n),
            counts={str(code): int(n) for code, n in cell.counts.items()},
            shares=by_name(cell.shares),
            population_shares=by_name(cell.population_shares),
        )
        for cell in contest.passports
    ]


def contrast(analysis: Analysis) -> dict[str, Outcome]:
    """Per outcome, how much demographics, psychographics, both and personas tell, out of sample."""
    codebook = analysis.measurement.matrix.codebook
    options = {name: item.words for name, item in analysis.measurement.options.items.items()}
    words = {item.name: item.words for item in codebook} | options | analysis.measurement.labels
    return {name: _outcome(found, words[name], words) for name, found in analysis.contest.results.items()}


def _outcome(found: ContrastResult, text: str, words: Mapping[str, str]) -> Outcome:
    return Outcome(
        text=text,
        metric=found.metric,
        **_estimate("demographics", found.demographics),
        **_estimate("psychographics", found.psychographics),
        **_estimate("both", found.both),
        **_estimate("personas", found.personas),
        **_estimate("price", found.price),
        n=int(found.n),
        winner=found.winner,
        words=found.words,
        price_words=found.price_words,
        about=found.about,
        importance=[
            Importance(
                variable=each.variable,
                text=words.get(each.variable, each.variable),
                set=each.view,
                value=number(each.value),
                low=number(each.low),
                high=number(each.high),
            )
            for each in found.importance
        ],
    )


def _estimate(view: str, found: Estimate | None) -> dict[str, Any]:
    if found is None:
        return {}
    return {view: number(found.mean), f"{view}_low": number(found.low), f"{view}_high": number(found.high)}


def typing_tool(analysis: Analysis) -> TypingTool:
    """The few questions that find a newcomer's segment, how often they are right, and when they cannot tell."""
    tool = analysis.typing_tool
    codebook = analysis.measurement.matrix.codebook
    return TypingTool(
        items=list(tool.items),
        texts=[codebook[name].words for name in tool.items],
        questions={name: _question(codebook[name]) for name in tool.items},
        n=int(tool.n),
        hit_rate=number(tool.hit_rate),
        hit_low=number(tool.hit_low),
        hit_high=number(tool.hit_high),
        chance=number(tool.chance),
        majority=number(tool.majority),
        threshold=number(tool.cut.threshold),
        classified_share=number(tool.cut.share),
        n_classified=int(tool.cut.n),
        hit_rate_classified=number(tool.cut.hits),
        hit_low_classified=number(tool.cut_low),
        hit_high_classified=number(tool.cut_high),
        threshold_curve=[
            ThresholdLine(
                threshold=number(border), classified_share=number(row["share"]), hit_rate=number(row["hit_rate"])
            )
            for border, row in tool.cut.curve.iterrows()
        ],
        method=tool.method,
        methods={name: number(rate) for name, rate in tool.methods.items()},
        confusion=table(tool.confusion.div(tool.confusion.sum(axis=1), axis=0)),
        curve=[CurveLine(n_items=number(count), hit_rate=number(rate)) for count, rate in tool.curve.items()],
        rule=tool.rule,
    )


def _question(item: Item) -> GoldenQuestion:
    """What somebody needs to ask it again and to know which answers there are."""
    low, high = item.range or (None, None)
    return GoldenQuestion(
        text=item.words,
        type=item.type,
        low=number(low),
        high=number(high),
        labels={str(code): label for code, label in item.labels.items()},
    )
