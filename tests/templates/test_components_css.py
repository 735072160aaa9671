"""Style sheets and scripts keep the promises of the design: light, mirrored, without stray colours."""

import gzip
import re
from pathlib import Path

import pytest

from surveys.web.rooms import SCRIPTS as SCRIPTS_OF_ROOMS
from surveys.web.rooms import STYLES, bundle
from tests.templates.rendering import RESPONDENT, STATIC, TEMPLATES, render

SHEETS = sorted((STATIC / "css").rglob("*.css"))
SCRIPTS = sorted((STATIC / "js").rglob("*.js"))
ROOM_FILES = [*(f"{room}.css" for room in STYLES), *(f"{room}.js" for room in SCRIPTS_OF_ROOMS)]
TOKENS = STATIC / "css/tokens.css"
COMMENT = re.compile(r"/\*.*?\*/", re.S)
PHYSICAL = re.compile(
    r"(?<![\w-])(?:(?:margin|padding|border)-(?:left|right|top|bottom)|left|right|top|bottom)\s*:"
    r"|(?:text-align|float|clear):\s*(?:left|right)"
)


def css(path: Path) -> str:
    return COMMENT.sub("", path.read_text())


def packed(*parts: str) -> int:
    return sum(len(gzip.compress(part.encode(), 9)) for part in parts)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_directions_follow_the_script_so_that_arabic_is_mirrored(sheet: Path) -> None:
    assert PHYSICAL.findall(css(sheet)) == []


@pytest.mark.parametrize("sheet", [sheet for sheet in SHEETS if sheet != TOKENS], ids=lambda path: path.name)
def test_colours_come_from_the_tokens_alone(sheet: Path) -> None:
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b|hsl\(|oklch\(", css(sheet)) == []


def test_every_variable_that_is_used_is_defined() -> None:
    text = "".join(css(sheet) for sheet in SHEETS)
    defined = set(re.findall(r"(--[\w-]+)\s*:", text))
    used = set(re.findall(r"var\((--[\w-]+)\)", text))
    assert used <= defined


def test_sheets_fetch_nothing_from_elsewhere() -> None:
    assert [sheet.name for sheet in SHEETS if re.search(r"@import|url\(", css(sheet))] == []


def test_every_class_of_a_component_has_its_looks() -> None:
    text = "".join(css(sheet) for sheet in SHEETS)
    known = set(re.findall(r"\.([a-z][\w-]*)", text))
    missing = set()
    for path in (TEMPLATES / "components").glob("*.html"):
        for found in re.findall(r'class="([^"{}]*)"', path.read_text()):
            missing |= set(found.split()) - known
    assert missing == set()


def test_the_focus_ring_is_wide_and_only_removed_where_the_row_shows_it() -> None:
    base = css(STATIC / "css/base.css")
    assert re.search(r":focus-visible \{ outline: 3px solid", base)
    removed = [sheet.name for sheet in SHEETS if re.search(r"outline:\s*(none|0)", css(sheet))]
    assert removed == ["base.css", "option.css"]
    assert ".option:has(:focus-visible) { outline: 3px" in css(STATIC / "css/components/option.css")


def test_motion_is_left_out_for_those_who_asked() -> None:
    assert "prefers-reduced-motion: reduce" in css(STATIC / "css/base.css")


RESPONDENT_PAGE = """
{% extends "layouts/respondent.html" %}
{% from "components/option.html" import scale_row %}
{% from "components/button.html" import button %}
{% block content %}<form method="post" action="">
{% for item in range(12) %}{{ scale_row("item_" ~ item, "A sentence about how you buy, number " ~ item,
  [(1, "Strongly disagree"), (2, "Disagree"), (3, "Neither"), (4, "Agree"), (5, "Strongly agree")]) }}{% endfor %}
{{ button("Continue") }}</form>{% endblock %}
"""


def test_a_respondents_page_of_twelve_items_weighs_at_most_14_kb() -> None:
    html = render(RESPONDENT_PAGE, **RESPONDENT)
    assert re.findall(r'rel="stylesheet" href="/static/([^"]+)"', html) == ["rooms/respondent.css"]
    assert packed(html, bundle("respondent.css").content.decode()) <= 14 * 1024


def started(room: str) -> set[str]:
    return set(re.findall(r"^import (\w+) from \"../components/", (STATIC / f"js/rooms/{room}.js").read_text(), re.M))


def asked(folder: Path) -> set[str]:
    found = re.findall(r'data-component="([\w ]+)', "".join(path.read_text() for path in folder.rglob("*.html")))
    return {name for names in found for name in names.split()}


def test_every_script_a_template_asks_for_is_started() -> None:
    everything = started("respondent") | started("team")
    assert asked(TEMPLATES) <= everything
    assert everything == {script.stem for script in SCRIPTS if script.parent.name == "components"}
    assert asked(TEMPLATES / "respondents") | asked(TEMPLATES / "questions") <= started("respondent")


@pytest.mark.parametrize("name", sorted(ROOM_FILES))
def test_what_a_room_gets_is_smaller_than_its_source_and_whole(name: str) -> None:
    text = bundle(name).content.decode()
    assert "// " not in text
    assert "/*" not in text
    for opening, closing in ("{}", "()", "[]"):
        assert text.count(opening) == text.count(closing)


def test_every_style_sheet_belongs_to_a_room() -> None:
    used = {name for names in STYLES.values() for name in names}
    assert used == {str(sheet.relative_to(STATIC / "css").with_suffix("")) for sheet in SHEETS}
