"""Scales keep their shape: never in two lines, no word broken, the same before and after an error."""

from typing import Any

import pytest

from tests.templates.rendering import RESPONDENT, render
from tests.templates.test_components_browser import Site, browser, site

__all__ = ["browser", "site"]
pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-components")]
LABELS = {
    "en": ("Strongly disagree", "Disagree", "Neither agree nor disagree", "Agree", "Strongly agree"),
    "ms": ("Sangat tidak bersetuju", "Tidak bersetuju", "Berkecuali", "Bersetuju", "Sangat bersetuju"),
    "mt": ("Ma naqbel xejn", "Ma naqbilx", "La naqbel u lanqas ma naqbel", "Naqbel", "Naqbel ħafna"),
    "fi": ("Täysin eri mieltä", "Eri mieltä", "Ei samaa eikä eri mieltä", "Samaa mieltä", "Täysin samaa mieltä"),
    "zh-Hans": ("非常不同意", "不同意", "既不同意也不反对", "同意", "非常同意"),
    "ar": ("لا أوافق بشدة", "لا أوافق", "لا أوافق ولا أعارض", "أوافق", "أوافق بشدة"),
}
PAGE = """
{% extends "layouts/respondent.html" %}
{% from "components/option.html" import scale_row %}
{% block content %}<form>
{% for language, scales in by_language.items() -%}
<div lang="{{ language }}" dir="{{ "rtl" if language == "ar" else "ltr" }}">
{% for scale in scales -%}
{{ scale_row(scale.name, "A statement", scale.options, low=scale.low, high=scale.high, error=error) }}
{%- endfor %}
</div>
{%- endfor %}
</form>{% endblock %}
"""
LOOK = """() => [...document.querySelectorAll(".scale")].map((scale) => {
  const box = (one) => one.getBoundingClientRect();
  const seen = (one) => box(one).width > 2;
  const options = [...scale.querySelectorAll(".scale__line .option")].map(box);
  const words = [...scale.querySelectorAll(".option__text, .scale__end, .scale__ends span")].filter(seen);
  const broken = words.flatMap((one) =>
    [...one.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).flatMap((node) =>
      [...node.data.matchAll(/\\S+/gu)].filter(({ 0: word, index }) => {
        if (/\\p{Script=Han}/u.test(word)) return false;
        const range = document.createRange();
        range.setStart(node, index);
        range.setEnd(node, index + word.length);
        return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1;
      }).map(([word]) => word)));
  const tops = new Set(options.map(({ top }) => Math.round(top)));
  const lefts = new Set(options.map(({ left }) => Math.round(left)));
  return {
    name: `${scale.closest("[lang]").lang} ${scale.querySelector("input").name}`,
    shape: tops.size === 1 ? "line" : lefts.size === 1 && tops.size === options.length ? "rows" : "neither",
    boxes: options.map(({ left, width, height }) => [left, width, height].map(Math.round)),
    smallest: Math.min(...options.map(({ width, height }) => Math.min(width, height))),
    beyond: options.some(({ left, right }) => left < 0 || right > innerWidth),
    broken,
  };
})"""


def scales(language: str) -> list[dict[str, Any]]:
    labels = LABELS[language]
    numbers = {count: [(code, str(code)) for code in range(1, count + 1)] for count in (5, 7, 11)}
    middle = [(code, f"4 – {labels[2]}" if code == 4 else str(code)) for code in range(1, 8)]
    seven = [*labels[:2], labels[1], *labels[2:], labels[4]]
    ends = {"low": labels[0], "high": labels[4]}
    bare = [{"name": f"numbers_{count}", "options": numbers[count], **ends} for count in numbers]
    return [
        *bare,
        {"name": "middle", "options": middle, **ends},
        {"name": "labels_5", "options": list(enumerate(labels, 1)), "low": None, "high": None},
        {"name": "labels_7", "options": list(enumerate(seven, 1)), "low": None, "high": None},
    ]


def look(page: Any, site: Site, width: int, error: str | None) -> dict[str, dict[str, Any]]:
    site.pages["/"] = render(PAGE, **RESPONDENT, by_language={code: scales(code) for code in LABELS}, error=error)
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(site.address)
    return {scale["name"]: scale for scale in page.evaluate(LOOK)}


@pytest.mark.parametrize("width", [320, 390, 800])
def test_no_scale_is_wrapped_and_no_word_of_it_broken(site: Site, browser: Any, width: int) -> None:
    page = browser.new_page()
    before, after = (look(page, site, width, error) for error in (None, "Choose one of the answers."))
    page.close()
    assert [name for name, scale in before.items() if scale["boxes"] != after[name]["boxes"]] == []
    assert {name: scale["broken"] for name, scale in before.items() if scale["broken"]} == {}
    assert [name for name, scale in before.items() if scale["beyond"] or scale["smallest"] < 43.5] == []
    for name, scale in before.items():
        one_line = "numbers_5" in name or "numbers_7" in name
        wanted = {"line"} if one_line else {"rows"} if width < 768 else {"rows", "line"}
        assert scale["shape"] in wanted, name
