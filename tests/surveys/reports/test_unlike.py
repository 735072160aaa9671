"""Nothing with a large difference is called much like everybody, also where too few answered for an index."""

from typing import Any

from research.said import say
from research.summary.schema.told import FacetBlock, Persona, Row
from surveys.presentation.report.facets import show_facets
from tests.summaries import part


def _told(share: float, everybody: float, **given: Any) -> Persona:
    row = part(
        Row, variable="b", text="I own one", type="binary", role="behaviour", label=say("answer", label="yes"), place=1,
        share=share, population_share=everybody, base_n=64, facet="brand", **given,
    )  # fmt: skip
    return part(Persona, code="S1", facets={"brand": FacetBlock(asked=True, rows=[row])})


def test_a_large_difference_on_a_small_base_is_told_with_its_base() -> None:
    shown = show_facets(_told(0.61, 0.22, notable=True), {})

    assert shown.nothing == []
    assert [(title, words.replace("\u00a0", " ")) for title, words in shown.perhaps] == [
        ("Brand", "61 % say yes to “I own one” (all 22 %); n = 64 people of the persona who answered.")
    ]


def test_one_that_may_be_chance_says_so() -> None:
    ((_title, words),) = show_facets(_told(0.35, 0.22), {}).perhaps

    assert words.endswith("with n = 64 people of the persona who answered, this may be chance.")


def test_what_hardly_differs_is_called_alike() -> None:
    shown = show_facets(_told(0.25, 0.22), {})

    assert (shown.nothing, shown.perhaps) == (["Brand"], [])
