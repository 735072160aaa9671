"""The plan form: choices of a methodologist, defaults that can be defended, nothing typed ever lost.

Fields take whatever was posted; what is wrong is found once, by `services.request_analysis.read_plan`, and told
beside the field.
"""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from flask_wtf import FlaskForm
from wtforms import BooleanField, SelectField, SelectMultipleField, StringField
from wtforms.widgets import CheckboxInput, ListWidget

from research.codebook import BEHAVIOUR_FACETS, DEMOGRAPHIC_FACETS, PSYCHOGRAPHIC_FACETS, Codebook, Item
from research.errors import BadPlan
from research.plan import CHOICES, AnalysisPlan
from research.plan_help import PLAN_HELP
from surveys.studies.words import advised_words, facet_words
from surveys.web.words import gettext as _
from surveys.web.words import ngettext

OUTCOME_FACETS = frozenset(BEHAVIOUR_FACETS)
DEFAULT_OUTCOMES = ("outcome", "purchase")
NAMES = ("facets", "items", "outcomes")


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
    exclude_flagged = BooleanField()
    seed = StringField()

    def fill(self, codebook: Codebook) -> None:
        """Say which facets, items and outcomes this study asked."""
        for field in self:
            if field.name in PLAN_HELP:
                field.label.text = _(PLAN_HELP[field.name][0])
        for name, codes in CHOICES.items():
            self[name].choices = [(code, advised_words(name, code)) for code in codes]
        self.facets.choices = facet_choices(codebook)
        self.items.choices = [(item.name, item.words) for item in analysable(codebook)]
        self.outcomes.choices = [(item.name, item.words) for item in possible_outcomes(codebook)]
        numeric = [(item.name, item.words) for item in codebook if item.type == "numeric" and item.facet is None]
        self.weights.choices = [("", _("None: everybody counts the same")), *numeric]

    def to_plain(self) -> dict[str, Any]:
        """The plan as it was typed, in its plain form."""
        plain: dict[str, Any] = {name: self[name].data for name in CHOICES}
        for name in NAMES:
            plain[name] = list(self[name].data) or None
        plain["factors"] = _number_or_text(self.factors.data)
        plain["segments"] = _range_or_number(self.segments.data)
        plain["bootstraps"] = _number_or_text(self.bootstraps.data)
        plain["seed"] = _number_or_text(self.seed.data)
        plain["weights"] = self.weights.data or None
        plain["exclude_flagged"] = bool(self.exclude_flagged.data)
        return plain

    def show_faults(self, error: BadPlan) -> None:
        """Put every fault beside its field; one that has no field stands at the top."""
        for fault in error.where:
            name, _mark, words = fault.partition(": ")
            if name in self and words:
                self[name].errors = [*self[name].errors, words[:1].upper() + words[1:] + "."]
            else:
                self.form_errors.append(fault)


def proposed_plan(codebook: Codebook) -> AnalysisPlan:
    """The defaults, with the facets and outcomes they stand for ticked, so that nothing is hidden."""
    asked = [facet for facet, _words in facet_choices(codebook) if facet in PSYCHOGRAPHIC_FACETS]
    outcomes = [
        item.name for item in possible_outcomes(codebook) if item.facet in DEFAULT_OUTCOMES and item.group is None
    ]
    return AnalysisPlan(facets=tuple(asked) or None, outcomes=tuple(outcomes) or None)


def plan_values(plan: AnalysisPlan) -> dict[str, Any]:
    """A plan as the form shows it."""
    plain = plan.to_dict()
    segments = plain["segments"]
    shown = "-".join(map(str, segments)) if isinstance(segments, list) else str(segments)
    values = {name: plain[name] or [] for name in NAMES}
    texts = {name: str(plain[name]) for name in ("factors", "bootstraps", "seed")}
    return plain | values | texts | {"segments": shown, "weights": plain["weights"] or ""}


def analysable(codebook: Codebook) -> list[Item]:
    """What can be factored: ratings and yes-or-no answers, options of multiple choices included."""
    return [item for item in codebook if item.type in ("ordinal", "binary")]


def possible_outcomes(codebook: Codebook) -> list[Item]:
    """What demographics and psychographics may compete to explain."""
    return [item for item in codebook if item.facet in OUTCOME_FACETS and item.type != "text"]


def facet_choices(codebook: Codebook) -> list[tuple[str, str]]:
    """Facets with rating items and how many of these, what moves people first; options of one question do not count."""
    counts = Counter(item.facet for item in analysable(codebook) if item.group is None)
    return [
        (facet, ngettext("%(facet)s (one item)", "%(facet)s (%(num)d items)", counts[facet], facet=facet_words(facet)))
        for facet in (*PSYCHOGRAPHIC_FACETS, *BEHAVIOUR_FACETS, *DEMOGRAPHIC_FACETS)
        if counts[facet]
    ]


def why_default(name: str) -> str:
    """Why the default of a choice is what it is."""
    found: Mapping[str, tuple[str, str]] = PLAN_HELP
    return _(found[name][1]) if name in found else ""


def _number_or_text(typed: str | None) -> int | str:
    text = (typed or "").strip()
    return int(text) if text.isascii() and text.isdigit() else text


def _range_or_number(typed: str | None) -> int | str | list[int | str]:
    text = (typed or "").strip().replace("–", "-").replace(" ", "")
    low, mark, high = text.partition("-")
    return [_number_or_text(low), _number_or_text(high)] if mark else _number_or_text(text)
