"""Ask for an analysis: check the plan against what was asked, number it, write down who wanted it.

The caller hands its run to the queue once the transaction is stored.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from research.choices import Names
from research.codebook import PSYCHOGRAPHIC_FACETS, Codebook, Item, asks_the_same
from research.errors import BadPlan, Fault
from research.plan import CHOICES, AnalysisPlan
from research.said import say
from surveys.models import Analysis, Study
from surveys.store import analyses, runs
from surveys.store.events import add_event

MOST_WORK = 2_000
"""Bootstrap pairs; more would keep the worker from everybody else for an hour."""
MOST_REPLICATES = 1_000
"""New samples for the certainty of statements; each runs the whole analysis again."""
FEWEST_GROUPS, MOST_GROUPS = 2, 12
"""Answers of a question across which scales can be compared."""


def read_plan(plain: Mapping[str, Any], *, codebook: Codebook, found: Sequence[Fault] = ()) -> AnalysisPlan:
    """The plan, or one error that names everything wrong with it, in itself or against the questionnaire.

    `found` are faults that whoever read the plan met already, such as words where a share should be.
    """
    faults = [*found]
    plan: AnalysisPlan | None = None
    try:
        plan = AnalysisPlan.from_dict(plain)
    except BadPlan as error:
        faults += error.faults
    faults += [
        *_unknown_names(plain, codebook),
        *_circles(plain, codebook),
        *_strange_margins(plain, codebook),
        *_too_much_work(plain),
    ]
    if plan is None or faults:
        raise BadPlan.of(faults)
    return plan


def request_analysis(
    session: Session,
    *,
    study: Study,
    plan: AnalysisPlan,
    account_id: int | None,
    now: datetime,
    versions: Sequence[int] | None = None,
) -> Analysis:
    """Queue an analysis under the study's next number; `versions` are those beside whose answers it reads."""
    analysis = analyses.add_analysis(
        session, study_id=study.id, plan=plan.to_dict(), versions=versions, requested_by_id=account_id, at=now
    )
    add_event(
        session,
        action="analysis.requested",
        account_id=account_id,
        study_id=study.id,
        detail={"number": analysis.number, "seed": plan.seed},
    )
    return analysis


def cancel_analysis(session: Session, *, analysis: Analysis, account_id: int | None, now: datetime) -> bool:
    """Stop an analysis that waits or runs; False where it had already come to an end."""
    if not runs.cancel(session, run_id=analysis.run_id, at=now):
        return False
    add_event(
        session,
        action="analysis.cancelled",
        account_id=account_id,
        study_id=analysis.study_id,
        detail={"number": analysis.number},
    )
    return True


def can_be_raked(item: Item) -> bool:
    """Whether people can be weighted to known shares of its answers: single choices with a few of them."""
    return item.type in ("nominal", "binary", "ordinal") and item.group is None and len(item.labels) > 1


def can_be_compared(item: Item) -> bool:
    """Whether scales can be compared across its answers: a few groups, not made of what is measured."""
    few = FEWEST_GROUPS <= len(item.labels) <= MOST_GROUPS
    return can_be_raked(item) and few and item.facet not in PSYCHOGRAPHIC_FACETS


def _unknown_names(plain: Mapping[str, Any], codebook: Codebook) -> Iterator[Fault]:
    known = {item.name for item in codebook}
    asked = {item.facet for item in codebook if item.facet}
    weights = plain.get("weights")
    for key, kind in ((name, choice.kind) for name, choice in CHOICES.items() if isinstance(choice.kind, Names)):
        names = asked if kind.of == "facets" else known
        absent = [name for name in plain.get(key) or () if name not in names]
        if absent:
            yield Fault(place=key, said=say("not_asked", names=list(map(str, absent))))
    if weights and weights not in known:
        yield Fault(place="weights", said=say("no_question", name=str(weights)))
    group = plain.get("compare_across")
    if isinstance(group, str) and group:
        yield from _no_groups(group, codebook)


def _circles(plain: Mapping[str, Any], codebook: Codebook) -> Iterator[Fault]:
    """Outcomes that the questions which form the groups ask, too."""
    facets, items = plain.get("facets") or PSYCHOGRAPHIC_FACETS, plain.get("items")
    forming = [item for item in codebook if (item.name in items if items else item.facet in facets)]
    outcomes = [codebook[name] for name in plain.get("outcomes") or () if name in codebook]
    found = [(outcome, item) for outcome in outcomes for item in forming if asks_the_same(outcome, item)]
    if found:
        circles = dict.fromkeys(outcome.name for outcome, _ in found)
        items = dict.fromkeys(item.name for _, item in found)
        yield Fault(place="outcomes", said=say("outcome_forms_groups", outcomes=list(circles), items=list(items)))


def _no_groups(name: str, codebook: Codebook) -> Iterator[Fault]:
    if name not in codebook:
        yield Fault(place="compare_across", said=say("no_question", name=name))
    elif not can_be_compared(codebook[name]):
        said = say("no_groups_of_people", name=name, fewest=FEWEST_GROUPS, most=MOST_GROUPS)
        yield Fault(place="compare_across", said=said)


def _strange_margins(plain: Mapping[str, Any], codebook: Codebook) -> Iterator[Fault]:
    margins = plain.get("margins")
    for name, shares in margins.items() if isinstance(margins, Mapping) else ():
        if name not in codebook or not can_be_raked(codebook[name]):
            yield Fault(place="margins", said=say("no_single_choice", name=str(name)))
            continue
        known = {str(code) for code in codebook[name].labels}
        strange = [str(code) for code in shares if str(code) not in known] if isinstance(shares, Mapping) else []
        if strange:
            yield Fault(place=f"margins.{name}", said=say("no_answer_with_code", codes=strange))


def _too_much_work(plain: Mapping[str, Any]) -> Iterator[Fault]:
    for key, most in (("bootstraps", MOST_WORK), ("replicates", MOST_REPLICATES)):
        wanted = plain.get(key)
        if isinstance(wanted, int) and wanted > most:
            yield Fault(place=key, said=say("more_than_accepted", n=wanted, most=most))
