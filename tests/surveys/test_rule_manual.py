"""The worked example of the manual about rules: what it says is what comes out."""

import json
import re

import pytest
from jsonschema import Draft202012Validator

from research.typing.rule import read_rule, score_rule
from surveys.cli.rule_schema import rule_schema
from surveys.paths import PACKAGE

MANUAL = (PACKAGE.parent / "docs" / "typing_rule.md").read_text(encoding="utf-8")
RULE = json.loads(re.search(r"```json\n(.*?)```", MANUAL, re.DOTALL)[1])
ROWS = re.findall(r"^\| (\d) \| (\d) \| (\d) \| ([\d.]+) \| ([\d.]+) \| (.+?) \|$", MANUAL, re.MULTILINE)


def test_the_rule_of_the_manual_is_one() -> None:
    assert read_rule(RULE) == RULE
    Draft202012Validator(rule_schema()).validate(RULE)
    assert len(ROWS) == 3


@pytest.mark.parametrize(("compare", "new", "shop", "first", "second", "told"), ROWS)
def test_every_line_of_its_table_comes_out(
    compare: str, new: str, shop: str, first: str, second: str, told: str
) -> None:
    found = score_rule(RULE, {"compare": compare, "new": new, "shop": shop})
    assert found["probabilities"] == pytest.approx({"S1": float(first), "S2": float(second)}, abs=0.0005)
    assert (found["segment"] or "cannot be told") == told
