"""A report in another language: rendered in one that marks every word, it has no English left outside the marks."""

import re
from dataclasses import replace
from functools import cache, reduce

import pytest

from research.charts import draw_all
from research.codebook import Codebook, Item, Scale
from research.disclosure import Rules, suppress
from research.matrix import ResponseMatrix
from research.plan import AnalysisPlan
from research.run import run_analysis
from research.summary.build import summarise
from surveys.exports.report_html import render_report_file
from surveys.presentation.report.context import Context
from tests.pseudo import AUTHOR, english_left, pseudo_language
from tests.report_samples import sample_codebook, sample_frame

OURS = {"Whyprint", "AUC"}
"""Names, of the application and of a measure."""


def _item(item: Item) -> Item:
    labels = {code: label.translate(AUTHOR) for code, label in item.labels.items()}
    scale = item.scale and item.scale.translate(AUTHOR)
    return replace(item, name=item.name.translate(AUTHOR), text=item.text.translate(AUTHOR), labels=labels, scale=scale)


def _poles(words: tuple[str, str] | None) -> tuple[str, str] | None:
    return words and (words[0].translate(AUTHOR), words[1].translate(AUTHOR))


def _scale(scale: Scale) -> Scale:
    named = replace(scale, name=scale.name.translate(AUTHOR), title=scale.title.translate(AUTHOR))
    return replace(named, high=_poles(scale.high), low=_poles(scale.low))


@cache
def report() -> dict[str, str]:
    """The report of an author who writes in other letters, part by part."""
    codebook = sample_codebook()
    greek = Codebook(name="μ", items=tuple(map(_item, codebook)), scales=tuple(map(_scale, codebook.scales)))
    frame = sample_frame().rename(columns=lambda name: str(name).translate(AUTHOR))
    with pseudo_language():
        analysis = run_analysis(
            ResponseMatrix.from_frame(frame, codebook=greek), AnalysisPlan(bootstraps=10, segments=(2, 4)), n_jobs=1
        )
        published = suppress(summarise(analysis), rules=Rules())
        charts = draw_all(published)
        page = render_report_file(published, charts, context=Context(title="μ"))
    names = (*published.provenance.versions, published.provenance.data_fingerprint)
    page = reduce(lambda text, name: text.replace(name, ""), names, page)
    contents, *parts = re.split(r'<div class="report-part"(?: id="([\w-]+)")?>', page[page.index("<body") :])
    found = {"contents": contents, "pictures": "".join(re.findall("<text.*?</text>", page, re.DOTALL))}
    for name, text in zip(parts[::2], parts[1::2], strict=True):
        found[name or "personas"] = found.get(name or "personas", "") + text
    return found


PARTS = ("contents", "overview", "personas", "contest", "same-passport", "how-made", "pictures")


@pytest.mark.parametrize("part", PARTS)
def test_a_part_of_a_report_has_no_english_outside_the_catalogues(part: str) -> None:
    assert set(english_left(report()[part])) - OURS == set()
