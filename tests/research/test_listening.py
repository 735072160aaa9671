"""Open answers in an analysis: what is read, what is left to people, who is quoted."""

import numpy as np
import pandas as pd
import pytest

from research.codebook import Codebook, Item
from research.errors import BadCodebook
from research.matrix import ResponseMatrix
from research.plan import AnalysisPlan
from research.reading.codebook_file import codebook_from_plain
from research.run import run_analysis
from research.simulate import simulate_answers
from research.steps import listen as listening
from research.steps.listen import has_open_answers, listen
from research.summary.build import summarise
from research.summary.open_text import quote_authors
from research.summary.schema.written import Quote
from tests.research.written_answers import made_up

PEOPLE = 240
WHY = Item(name="why", text="Why did you choose it?", type="text", facet="needs")
LANGUAGE = Item(name="spoken", type="nominal", labels={1: "English", 2: "Maltese"})


def quietly(_share: float) -> None:
    """Nobody listens."""


def written(*, language: np.ndarray | None = None, leave: bool = True) -> tuple[ResponseMatrix, pd.Series]:
    """Two themes, each the favourite of one segment; every second person may be quoted."""
    texts, themes = made_up(n=PEOPLE, k=2, seed=3, mixed=0.1)
    frame = pd.DataFrame({"why": texts.to_numpy(), "leave": np.arange(PEOPLE) % 2, "spoken": 1.0})
    if language is not None:
        frame["spoken"] = language
    codebook = Codebook(
        items=(WHY, LANGUAGE), quote_consent="leave" if leave else None, language=None if language is None else "spoken"
    )
    matrix = ResponseMatrix.from_frame(frame, codebook=codebook, row_ids=[f"person-{row}" for row in range(PEOPLE)])
    return matrix, pd.Series(np.where(themes == 0, "S1", "S2"), index=matrix.values.index)


def heard(matrix: ResponseMatrix, labels: pd.Series) -> listening.OpenAnswers:
    return listen(matrix, labels, weights=None, seed=1, n_jobs=1, progress=quietly)


def test_segments_are_compared_in_the_themes_they_speak_of() -> None:
    found = heard(*written())
    (why,) = found.heard
    assert why.by_segment is not None
    notable = why.by_segment[why.by_segment["notable"]]
    assert set(notable["segment"]) == {"S1", "S2"}
    assert found.cautions == ()


def test_only_people_who_gave_leave_are_quoted() -> None:
    matrix, labels = written()
    authors = quote_authors(heard(matrix, labels))
    assert matrix.quotable is not None
    assert authors
    assert all(matrix.quotable.loc[author, "why"] for author in authors.values())


def test_without_a_column_of_leave_nobody_is_quoted() -> None:
    matrix, labels = written(leave=False)
    assert matrix.quotable is None
    assert quote_authors(heard(matrix, labels)) == {}


def test_too_few_answers_are_a_note_and_do_not_end_the_run() -> None:
    matrix, labels = written()
    matrix.texts.iloc[20:] = None
    found = heard(matrix, labels)
    assert found.heard == ()
    assert [(caution.code, caution.severity) for caution in found.cautions] == [("open_answers_not_read", "note")]


def test_languages_are_read_by_themselves_and_a_small_further_one_is_left_to_people() -> None:
    language = np.where(np.arange(PEOPLE) < 60, 2.0, 1.0)
    found = heard(*written(language=language))
    assert [(one.language, one.themes.answers) for one in found.heard] == [("English", 180)]
    assert [caution.where for caution in found.cautions] == [("why (Maltese)",)]


def test_the_order_of_people_changes_nothing() -> None:
    matrix, labels = written()
    shuffled = matrix.of(matrix.values.index[np.random.default_rng(1).permutation(PEOPLE)])
    first, second = heard(matrix, labels), heard(shuffled, labels)
    assert [theme.words for theme in first.heard[0].themes.themes] == [
        theme.words for theme in second.heard[0].themes.themes
    ]
    assert quote_authors(first) == quote_authors(second)


def test_of_very_many_answers_a_part_is_read_and_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listening, "MOST_ANSWERS", 100)
    found = heard(*written())
    assert found.heard[0].themes.answers == 100
    assert "part_of_answers_read" in {caution.code for caution in found.cautions}


def test_names_among_the_words_of_themes_are_known() -> None:
    matrix, labels = written()
    matrix.texts["why"] = [
        f"{text} and so says Matti Virtanen" if row % 3 == 0 else text for row, text in enumerate(matrix.texts["why"])
    ]
    found = heard(matrix, labels)
    spoken = {word.word for theme in found.heard[0].themes.themes for word in theme.words}
    assert {"matti", "virtanen"} & spoken <= found.heard[0].names
    assert found.heard[0].names <= {"matti", "virtanen"}


def with_items(*, texts: bool = True) -> ResponseMatrix:
    """A small study with an open question."""
    study = simulate_answers(n=PEOPLE, n_items=8, n_factors=2, n_segments=2, seed=4, separation=4.0)
    frame = study.answers.copy().reset_index(drop=True)
    items = tuple(Item(name=str(name), facet="values", range=(1, 5)) for name in study.answers)
    frame["leave"] = 1
    frame["why"] = made_up(n=PEOPLE, k=2, seed=3)[0].to_numpy() if texts else None
    return ResponseMatrix.from_frame(frame, codebook=Codebook(items=(*items, WHY), quote_consent="leave"))


def test_an_analysis_reads_open_answers_and_its_summary_tells_them_without_their_authors() -> None:
    stages: list[str] = []
    plan = AnalysisPlan(bootstraps=10, segments=2)
    found = run_analysis(with_items(), plan, progress=lambda stage, _share: stages.append(stage), n_jobs=1)
    assert "themes" in stages
    (told,) = summarise(found).segments.open_text
    assert told.k == len(told.themes)
    authors = quote_authors(found.open_answers)
    assert {quote.key for own in told.quotes.values() for quote in own.quotes} == set(authors)
    assert set(Quote.model_fields) == {"key", "text", "theme", "dissenting"}


def test_a_plan_may_leave_open_answers_unread() -> None:
    stages: list[str] = []
    plan = AnalysisPlan(bootstraps=10, segments=2, themes=False)
    found = run_analysis(with_items(), plan, progress=lambda stage, _share: stages.append(stage), n_jobs=1)
    assert found.open_answers is None
    assert "themes" not in stages
    assert summarise(found).segments.open_text == []


def test_the_step_begins_only_where_somebody_wrote() -> None:
    assert has_open_answers(with_items())
    assert not has_open_answers(with_items(texts=False))


@pytest.mark.parametrize(
    ("cell", "leave"), [("yes", True), (1, True), ("TRUE", True), ("no", False), (None, False), (2, False)]
)
def test_whatever_is_not_clearly_a_yes_is_no_leave(cell: object, leave: bool) -> None:
    frame = pd.DataFrame({"why": ["so it was"], "leave": [cell], "spoken": [1]})
    matrix = ResponseMatrix.from_frame(frame, codebook=Codebook(items=(WHY, LANGUAGE), quote_consent="leave"))
    assert matrix.quotable is not None
    assert bool(matrix.quotable.loc[1, "why"]) is leave


def test_a_codebook_names_the_columns_of_leave_and_language() -> None:
    plain = {"items": [WHY.to_dict(), LANGUAGE.to_dict()], "quote_consent": "leave", "language": "spoken"}
    codebook = codebook_from_plain(plain)
    assert (codebook.quote_consent, codebook.language) == ("leave", "spoken")
    assert codebook_from_plain(codebook.to_dict()) == codebook
    with pytest.raises(BadCodebook, match="language_not_described"):
        codebook_from_plain({**plain, "language": "dialect"})
