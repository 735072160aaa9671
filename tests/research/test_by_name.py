"""Every step can be called by itself: `from research import …`."""

import inspect

import pytest

import research


@pytest.mark.parametrize("name", research.__all__)
def test_what_research_offers_is_there_and_explains_itself(name: str) -> None:
    offered = getattr(research, name)
    assert (inspect.getdoc(offered) or "").strip()
    if inspect.isfunction(offered) and inspect.signature(offered).parameters:
        assert "Parameters" in (inspect.getdoc(offered) or "")


def test_a_name_that_is_not_offered_is_told() -> None:
    with pytest.raises(AttributeError, match="no 'magic'"):
        research.__getattr__("magic")
