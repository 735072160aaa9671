"""The smaller parts of a summary: flags, compared groups, certainty, the short form, sizes of segments."""

from research.disclosure.groups import nearly_known, small_groups
from research.disclosure.rules import Rules
from research.summary.schema import Summary
from research.summary.schema.measured import Screening
from research.summary.schema.proved import TypingTool
from research.summary.schema.segmented import Candidate, Certainty, Interval, Segments
from research.summary.schema.tested import ComparedGroups

CLASSIFIED = ("n_classified", "classified_share", "hit_rate_classified", "hit_low_classified", "hit_high_classified")
NO_INTERVAL = dict.fromkeys(("share", "low", "high"))


def guard_screening(found: Screening, *, everybody: int, rules: Rules) -> Screening:
    """Flags of a few people, or of all but a few."""
    few = dict.fromkeys(("n", "share"))
    reasons = {
        name: reason.model_copy(update=few) if rules.tells_few(reason.n, everybody) else reason
        for name, reason in found.reasons.items()
    }
    gone = dict.fromkeys(("n_flagged", "share_flagged")) if rules.tells_few(found.n_flagged, everybody) else {}
    return found.model_copy(update={"reasons": reasons, **gone})


def guard_sizes(segments: Segments, *, rules: Rules) -> Segments:
    """Sizes of small segments; one hidden size alone would follow from the total, so it gets company."""
    sizes = {code: n or 0 for code, n in segments.sizes.items()}
    small = [code for code, n in sizes.items() if rules.is_small(n)]
    if len(small) == 1 and len(sizes) > 1:
        small.append(min((code for code in sizes if code not in small), key=sizes.__getitem__))
    hidden = Interval(share=None, low=None, high=None)
    return segments.model_copy(
        update={
            "sizes": {code: None if code in small else n for code, n in sizes.items()},
            "shares": {code: hidden if code in small else own for code, own in segments.shares.items()},
        }
    )


def guard_candidate(tried: Candidate, *, people: int, rules: Rules) -> Candidate:
    """The share of the smallest group of a number of segments that was tried."""
    share = tried.smallest_share
    few = share is not None and rules.is_small(round(share * people))
    return tried.model_copy(update={"smallest_share": None}) if few else tried


def guard_certainty(found: Certainty, segments: Segments, *, people: int, rules: Rules) -> Certainty:
    """Shares of hidden segments, and the share of people placed for certain where it tells of a few."""
    share = found.certain_share
    tells = share is not None and rules.tells_few(round(share * people), people)
    shown = {
        code: own.model_copy(update=NO_INTERVAL) if segments.sizes.get(code, 0) is None else own
        for code, own in found.segments.items()
    }
    return found.model_copy(update={"segments": shown, "certain_share": None if tells else share})


def guard_groups(found: ComparedGroups, summary: Summary, *, rules: Rules) -> ComparedGroups:
    """Sizes and means of compared groups that are small, or that a table of the same question nearly tells."""
    sizes = {label: n or 0 for label, n in found.groups.items()}
    mask = small_groups(list(sizes.values()), summary.data.n_analysed or 0, rules)
    small = {label for label, hide in zip(sizes, mask, strict=True) if hide}
    thin = small | {label for label, n in sizes.items() if n < rules.percent_base}
    variable = summary.provenance.plan.get("compare_across") or ""
    if nearly_known(sizes, summary, variable, by="label", rules=rules):
        small = set(sizes)
    means = found.factor_means
    return found.model_copy(
        update={
            "groups": {label: None if label in small else n for label, n in sizes.items()},
            "left_out": None if small else found.left_out,
            "factor_means": means and {label: row for label, row in means.items() if label not in thin},
        }
    )


def guard_typing_tool(tool: TypingTool, *, rules: Rules) -> TypingTool:
    """How many people it classifies, where these are few or all but few."""
    return tool.model_copy(update=dict.fromkeys(CLASSIFIED)) if rules.tells_few(tool.n_classified, tool.n) else tool
