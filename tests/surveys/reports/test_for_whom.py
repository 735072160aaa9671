"""What only researchers can use stands where the report says how it was made, not before marketers."""

from research.errors import Caution, caution
from surveys.presentation.report.cautions import show_cautions
from surveys.presentation.report.context import Context
from tests.summaries import summary_of


def _shown(*said: Caution) -> dict[str, bool]:
    summary = summary_of({"warnings": list(said)})
    return {notice.text: notice.of_methods for notice in show_cautions(summary, Context(title="Study"))}


def test_variables_and_criteria_are_for_those_who_made_the_analysis() -> None:
    shown = _shown(
        caution("low_kmo_item", items=["ResidCh03"], where=("ResidCh03",)),
        caution("criteria_disagree", votes=[]),
        caution("no_outcome"),
    )

    assert list(shown.values()) == [True, True, False]


def test_what_stops_is_for_everybody() -> None:
    stop = caution("low_alpha", severity="stop", scale="x", alpha=0.2, low=0.1, high=0.3)

    assert list(_shown(stop).values()) == [False]
