"""Do the scales mean the same in every group? Step by step, the verdict, and the items that differ."""

from dataclasses import dataclass

from research.summary.schema import Summary
from research.summary.schema.tested import ComparedGroups
from surveys.presentation.numbers import correlation, decimal, sortable, whole
from surveys.presentation.results.names import item_text, scale_title
from surveys.presentation.table import Table, named, with_hint
from surveys.words import gettext as _
from surveys.words import ngettext, told

COMPARISONS = {"yes": "go", "with_care": "caution", "no": "stop"}


@dataclass(frozen=True, kw_only=True)
class Compared:
    """Measurement invariance as sentences and tables."""

    title: str
    light: str
    light_word: str
    sentence: str
    verdict: str
    base: str
    steps: Table
    differing: Table | None
    means: Table | None


def read_invariance(summary: Summary) -> Compared | None:
    """None where groups were not to be compared, or could not be."""
    found = summary.factors.invariance
    if not found:
        return None
    groups = ", ".join(f"{label} ({whole(n)})" for label, n in found.groups.items())
    words = {"yes": _("may be compared"), "with_care": _("compare with care"), "no": _("do not compare")}
    return Compared(
        title=_("Across: %(group)s", group=found.group),
        light=COMPARISONS.get(found.comparison, "unknown"),
        light_word=words.get(found.comparison, ""),
        sentence=told(found.sentence),
        verdict=told(found.verdict),
        base=ngettext(
            "Groups: %(groups)s. One person left out.",
            "Groups: %(groups)s. %(n)s people left out.",
            found.left_out or 0,
            groups=groups,
            n=whole(found.left_out),
        ),
        steps=_steps(found),
        differing=_differing(found, summary),
        means=_means(found, summary),
    )


def _steps(found: ComparedGroups) -> Table:
    words = {
        "configural": _("The same items per scale"),
        "metric": _("… and equal loadings"),
        "scalar": _("… and equal intercepts: averages may be compared"),
        "strict": _("… and equal residual variances"),
    }
    rows = [
        [
            with_hint(step.step.capitalize(), words.get(step.step, "")),
            whole(step.chi2),
            whole(step.df),
            decimal(step.cfi, 3),
            decimal(step.rmsea, 3),
            decimal(step.srmr, 3),
            decimal(step.cfi_change, 3),
            decimal(step.rmsea_change, 3),
            _("Yes") if step.holds else _("No"),
        ]
        for step in found.steps
    ]
    return Table(
        caption=_("Step by step"),
        columns=[
            _("Step"), ("χ²", "number"), ("df", "number"), ("CFI", "number"), ("RMSEA", "number"), ("SRMR", "number"),
            (_("CFI changes by"), "number"), (_("RMSEA changes by"), "number"), _("Holds"),
        ],
        rows=rows,
        base=_("A step holds where CFI falls by no more than .010 and RMSEA rises by no more than .015 (Chen 2007)."),
    )  # fmt: skip


def _differing(found: ComparedGroups, summary: Summary) -> Table | None:
    what = {"loading": _("goes with its scale to another degree"), "intercept": _("starts from another level")}
    rows = [
        [
            named(item_text(summary, each.item), each.item),
            what.get(each.what, each.what),
            each.group,
            sortable(whole(each.chi2), each.chi2),
        ]
        for each in found.differing
    ]
    if not rows:
        return None
    return Table(
        caption=_("Items that differ most"),
        columns=[_("Item"), _("What differs"), _("Group"), (_("χ² (one df)"), "number")],
        rows=rows,
        sortable=True,
        base=_("People with the same trait answer these differently: look at their words, or at their translation."),
    )


def _means(found: ComparedGroups, summary: Summary) -> Table | None:
    means = found.factor_means
    if not means:
        return None
    names = list(next(iter(means.values())))
    return Table(
        caption=_("Averages of the groups, without error of measurement"),
        columns=[_("Group"), *((scale_title(summary, name), "number") for name in names)],
        rows=[[group, *(correlation(row[name]) for name in names)] for group, row in means.items()],
        base=_("In standard deviations of the first group, which is 0."),
    )
