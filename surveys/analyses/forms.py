"""The plan form: choices of a methodologist, defaults that can be defended, nothing typed ever lost.

Fields take whatever was posted; what is wrong is found once, by `services.request_analysis.read_plan`, and told
beside the field.
"""

from collections.abc import Mapping
from typing import Any

from flask_wtf import FlaskForm
from wtforms import BooleanField, SelectField, SelectMultipleField, StringField
from wtforms.widgets import CheckboxInput, ListWidget

from research.codebook import PSYCHOGRAPHIC_FACETS, Codebook
from research.errors import BadPlan
from research.plan import CHOICES, AnalysisPlan
from research.plan_help import PLAN_HELP
from surveys.analyses import plan_choices
from surveys.analyses.margins import Margins
from surveys.analyses.typed import bounds_or_nothing, number_or_text, range_or_number, shown
from surveys.presentation.words import advised_words
from surveys.web.words import gettext as _

DEFAULT_OUTCOMES = ("outcome", "purchase")
NAMES = ("facets", "items", "outcomes")
FLAGS = ("confirm", "side_by_side", "themes", "exclude_flagged")
COLUMNS = ("weights", "compare_across")


class ManyField(SelectMultipleField):  # type: ignore[misc]
    """Checkboxes."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def pre_validate(self, form: Any) -> None:
        """Unknown names are told by the plan's own checks, with all other faults."""


class AnyChoiceField(SelectField):  # type: ignore[misc]
    """A choice whose unknown values are told by the plan's own checks."""

    def pre_validate(self, form: Any) -> None:
        """See `ManyField`."""


class PlanForm(FlaskForm):  # type: ignore[misc]
    """One field per choice of `AnalysisPlan`; `fill` gives them their words and choices."""

    facets = ManyField()
    items = ManyField()
    correlation = AnyChoiceField()
    factors = StringField()
    extraction = AnyChoiceField()
    rotation = AnyChoiceField()
    scores = AnyChoiceField()
    segment_on = AnyChoiceField()
    segmentation = AnyChoiceField()
    segments = StringField()
    bootstraps = StringField()
    outcomes = ManyField()
    weights = AnyChoiceField()
    trim_low = StringField()
    trim_high = StringField()
    confirm = BooleanField()
    compare_across = AnyChoiceField()
    side_by_side = BooleanField()
    themes = BooleanField()
    replicates = StringField()
    exclude_flagged = BooleanField()
    seed = StringField()

    def fill(self, codebook: Codebook, margins: Margins) -> None:
        """Say which facets, items and outcomes this study asked."""
        self.margins = margins
        self.scales = plan_choices.testable_scales(codebook)
        self.open_questions = plan_choices.has_open_questions(codebook)
        for field in self:
            if field.name in PLAN_HELP:
                field.label.text = _(PLAN_HELP[field.name][0])
        self.trim_low.label.text, self.trim_high.label.text = _("Smallest weight"), _("Largest weight")
        for name, codes in CHOICES.items():
            self[name].choices = [(code, advised_words(name, code)) for code in codes]
        self.facets.choices = plan_choices.facet_choices(codebook)
        self.items.choices = [(item.name, item.words) for item in plan_choices.analysable(codebook)]
        self.outcomes.choices = [(item.name, item.words) for item in plan_choices.possible_outcomes(codebook)]
        numeric = [(item.name, item.words) for item in codebook if item.type == "numeric" and item.facet is None]
        self.weights.choices = [("", _("None: everybody counts the same")), *numeric]
        self.compare_across.choices = [("", _("Nobody")), *(plan_choices.comparable(codebook) if self.scales else ())]

    def to_plain(self) -> dict[str, Any]:
        """The plan as it was typed, in its plain form, but for the margins."""
        plain: dict[str, Any] = {name: self[name].data for name in CHOICES}
        plain |= {name: list(self[name].data) or None for name in NAMES}
        plain |= {name: number_or_text(self[name].data) for name in ("factors", "bootstraps", "seed")}
        plain |= {name: self[name].data or None for name in COLUMNS}
        plain |= {name: bool(self[name].data) for name in FLAGS}
        plain["segments"] = range_or_number(self.segments.data)
        plain["replicates"] = number_or_text(self.replicates.data) or 0
        plain["trim"] = bounds_or_nothing(self.trim_low.data, self.trim_high.data)
        if not self.open_questions:
            plain["themes"] = AnalysisPlan.themes  # there was no box to leave empty
        return plain

    def show_faults(self, error: BadPlan) -> None:
        """Put every fault beside its field; one that has no field stands at the top."""
        for fault in error.where:
            name, _mark, words = fault.partition(": ")
            place = self.margins.find(name) or self._fields.get("trim_low" if name == "trim" else name)
            if place is not None and words:
                place.errors = [*place.errors, words[:1].upper() + words[1:] + "."]
            else:
                self.form_errors.append(fault)

    def faults(self) -> list[tuple[str | None, str]]:
        """Every fault with the id of its control, in the order of the page."""
        told: list[tuple[str | None, str]] = [(None, text) for text in self.form_errors]
        told += [(field.id, field.errors[0]) for field in self if field.errors]
        return told + [(table.id, f"{table.text}: {text}") for table in self.margins.tables for text in table.errors]

    def is_touched(self, *names: str) -> bool:
        """Whether one of these is not at its default, or has a fault: what is folded away then opens."""
        usual = plan_values(AnalysisPlan())
        return any(self[name].errors or (self[name].data or "") != (usual[name] or "") for name in names)


def proposed_plan(codebook: Codebook) -> AnalysisPlan:
    """The defaults, with the facets and outcomes they stand for ticked, so that nothing is hidden."""
    asked = [facet for facet, _words in plan_choices.facet_choices(codebook) if facet in PSYCHOGRAPHIC_FACETS]
    outcomes = [
        item.name
        for item in plan_choices.possible_outcomes(codebook)
        if item.facet in DEFAULT_OUTCOMES and item.group is None
    ]
    return AnalysisPlan(facets=tuple(asked) or None, outcomes=tuple(outcomes) or None)


def plan_values(plan: AnalysisPlan) -> dict[str, Any]:
    """A plan as the form shows it."""
    plain = plan.to_dict()
    segments = plain["segments"]
    low, high = map(shown, plan.trim) if plan.trim else ("", "")
    values = {name: plain[name] or [] for name in NAMES}
    values |= {name: plain[name] or "" for name in COLUMNS}
    values |= {name: str(plain[name]) for name in ("factors", "bootstraps", "seed", "replicates")}
    values["segments"] = "-".join(map(str, segments)) if isinstance(segments, list) else str(segments)
    return plain | values | {"trim_low": low, "trim_high": high}


def why_default(name: str) -> str:
    """Why the default of a choice is what it is."""
    found: Mapping[str, tuple[str, str]] = PLAN_HELP
    return _(found[name][1]) if name in found else ""
