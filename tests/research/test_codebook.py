"""A codebook says what each column means, and every fault in it is named at once."""

import json
from pathlib import Path

import pytest
import yaml

from research.codebook import Codebook, Item
from research.errors import BadCodebook
from research.reading.codebook_file import codebook_from_plain, read_codebook
from tests import told

PLAIN = {
    "name": "short",
    "missing_codes": [-99],
    "items": [
        {
            "name": "A1",
            "text": "I plan.",
            "type": "ordinal",
            "range": [1, 6],
            "facet": "personality",
            "scale": "order",
            "reverse": True,
        },
        {
            "name": "A2",
            "text": "I tidy up.",
            "type": "ordinal",
            "range": [1, 6],
            "facet": "personality",
            "scale": "order",
        },
        {"name": "sex", "type": "nominal", "facet": "demographics", "labels": {1: "male", 2: "female"}},
    ],
}


@pytest.mark.parametrize("suffix", [".yaml", ".json"])
def test_yaml_and_json_read_the_same(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"codebook{suffix}"
    path.write_text(json.dumps(PLAIN) if suffix == ".json" else yaml.safe_dump(PLAIN))

    codebook = read_codebook(path)

    assert [item.name for item in codebook] == ["A1", "A2", "sex"]
    assert codebook["sex"].label(2) == "female"


def test_what_is_written_reads_back_the_same() -> None:
    codebook = codebook_from_plain(PLAIN)

    assert codebook_from_plain(codebook.to_dict()) == codebook


def test_a_scale_only_named_by_items_is_known_with_their_facet() -> None:
    codebook = codebook_from_plain(PLAIN)

    assert codebook.scale_items() == {"order": ["A1", "A2"]}
    assert codebook.scale("order").facet == "personality"


def test_every_fault_is_named_at_once() -> None:
    plain = {
        "itemz": 1,
        "items": [
            {"text": "no name"},
            {"name": "a", "type": "ordinary"},
            {"name": "b", "range": [5]},
            {"name": "c", "labels": {"one": "x"}},
            {"name": "d", "colour": "red"},
        ],
    }

    with pytest.raises(BadCodebook) as caught:
        codebook_from_plain(plain)

    assert [fault.code for fault in caught.value.said.parts["faults"]] == [
        "unknown_key_of_codebook",
        "item_without_name",
        "unknown_type_of_item",
        "range_no_pair",
        "label_no_number",
        "unknown_key_of_item",
    ]


def test_faults_between_items_are_found() -> None:
    with pytest.raises(BadCodebook) as caught:
        Codebook(items=(Item(name="a", facet="colour"), Item(name="a"), Item(name="b", reverse=True)))

    twice, facet, turned = caught.value.said.parts["faults"]
    assert told.text(twice) == "item 'a' is described 2 times"
    assert told.text(facet).startswith("item 'a' has the unknown facet 'colour' (known: demographics, ")
    assert told.text(turned) == "item 'b' is reversed but has no range"


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "broken.yaml"
    path.write_text("items: [")

    with pytest.raises(BadCodebook, match="codebook_not_valid"):
        read_codebook(path)


def test_a_plain_yes_or_no_is_called_so() -> None:
    assert [Item(name="q", type="binary").label(code) for code in (0, 1)] == ["no", "yes"]
    assert Item(name="q", type="binary", labels={0: "off", 1: "on"}).label(1) == "on"
    assert Item(name="q", type="ordinal", range=(0, 1)).label(1) == "1"


def test_an_option_of_a_multiple_choice_is_known_apart_from_its_question() -> None:
    item = Item(name="buys_tea", text="What do you buy?", type="binary", group="buys", option="Tea")
    (read,) = codebook_from_plain(Codebook(items=(item,)).to_dict())

    assert read == item
    assert read.words == "What do you buy? – Tea"
