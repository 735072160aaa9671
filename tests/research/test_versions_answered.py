"""Versions of the questionnaire in a summary: who answered which, both wordings, and nothing about a few people."""

from dataclasses import replace

import numpy as np
import pandas as pd

from research.codebook import Wording
from research.disclosure import Rules, suppress
from research.summary.build import summarise
from research.summary.schema import Summary
from surveys.presentation.report.context import Context
from surveys.presentation.report.how_made import show_how_made
from tests.report_samples import sample_analysis

OLD, RULES = "I like the first thing", Rules(smallest_group=10)


def _summary(*versions: int) -> Summary:
    """The sample, of which so many people answered version 1, 2, …; the first item was put in other words in 1."""
    analysis = sample_analysis()
    numbers = np.repeat(np.arange(1, len(versions) + 1), versions)
    given = analysis.given
    first, *others = given.codebook
    worded = replace(first, reworded=(Wording(versions=(1,), text=OLD, labels={1: "No"}),))
    answered = pd.Series(numbers, index=given.values.index)
    matrix = replace(given, versions=answered, codebook=given.codebook.with_items([worded, *others]))
    return summarise(replace(analysis, given=matrix))


def test_results_say_who_answered_which_version_and_in_which_words() -> None:
    data = _summary(200, 300).data
    assert [(version.number, version.n) for version in data.versions] == [(1, 200), (2, 300)]
    (item,) = data.reworded
    newest, older = item.wordings
    assert (newest.versions, newest.n, newest.labels) == ([2], 300, {"1": "Strongly disagree"})
    assert (older.versions, older.n, older.text, older.labels) == ([1], 200, OLD, {"1": "No"})


def test_a_version_of_a_few_people_is_hidden_with_company() -> None:
    told = suppress(_summary(6, 194, 300), rules=RULES).data
    assert [version.n for version in told.versions] == [None, None, 300]
    assert [wording.n for wording in told.reworded[0].wordings] == [None, None]
    assert [version.n for version in suppress(_summary(6, 494), rules=RULES).data.versions] == [None, None]


def test_words_that_nobody_answered_to_are_no_wording() -> None:
    assert not _summary(500).data.reworded
    assert _summary(500).data.versions[0].n == 500


def test_a_report_names_versions_with_their_people_and_both_wordings() -> None:
    shown = show_how_made(suppress(_summary(200, 300), rules=RULES), {}, Context(title="A study"))
    assert dict(shown.facts)["Versions of the questionnaire"] == "1 (200 people), 2 (300 people)"
    assert shown.reworded is not None
    assert [row[1] for row in shown.reworded.rows] == ["2", "1"]
    assert OLD in str(shown.reworded.rows[1][2])
