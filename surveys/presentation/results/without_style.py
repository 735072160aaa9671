"""The same people grouped without the habit of answering high or low: both groupings beside each other."""

from dataclasses import dataclass

from research.summary.schema import Summary
from research.summary.schema.segmented import OtherGroup
from surveys.presentation.numbers import sortable, whole
from surveys.presentation.sets import set_name
from surveys.presentation.table import Table
from surveys.words import gettext as _
from surveys.words import told


@dataclass(frozen=True, kw_only=True)
class WithoutStyle:
    words: str
    kind: str
    groups: Table


def read_without_style(summary: Summary) -> WithoutStyle | None:
    """None where there was no need for a second look."""
    found = summary.segments.without_style
    if found is None:
        return None
    return WithoutStyle(
        words=told(found.words),
        kind=set_name(found.kind_of_set),
        groups=Table(
            caption=_("Grouped by what each person says beside their own average"),
            columns=[_("Group"), (_("People"), "number"), _("They say more"), _("They say less")],
            rows=[_line(each) for each in found.groups],
            base=_("%(n)s people are in both groupings. More and less: than the person's own average, and clearly so "
                   "compared with everybody else. To lead with these groups, choose centred items in the plan.",
                   n=whole(found.people)),
        ),
    )  # fmt: skip


def _line(each: OtherGroup) -> list[object]:
    return [each.code, sortable(whole(each.n), each.n), "; ".join(each.more) or "–", "; ".join(each.less) or "–"]
