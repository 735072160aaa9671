"""What open answers say outside the research team: no few people, no names, no quotes without leave."""

from hypothesis import given, settings
from hypothesis import strategies as st

from research.disclosure import Rules, suppress
from research.said import say
from research.summary.schema.written import OpenQuestion
from tests.open_samples import NAME, QUOTES, RARE_WORD, sample_question
from tests.summaries import summary_of

RULES = Rules()


def shown(question: OpenQuestion, *, rules: Rules = RULES, sizes: dict[str, int] | None = None) -> OpenQuestion:
    """The question after the gate."""
    segments = {line.segment: line.base for line in question.by_segment}
    shares = {code: {"share": 0.5, "low": 0.4, "high": 0.6} for code in segments}
    parts = {"codes": list(segments), "sizes": sizes or dict(segments), "shares": shares, "open_text": [question]}
    return suppress(summary_of({"segments": parts}), rules=rules).segments.open_text[0]


def texts(question: OpenQuestion) -> list[str]:
    return [quote.text for own in question.quotes.values() for quote in own.quotes]


def test_names_and_words_of_few_people_are_no_words_of_a_theme() -> None:
    told = shown(sample_question())
    assert [theme.name for theme in told.themes] == ["slowly", "by hand"]
    assert NAME not in str(told)
    assert RARE_WORD not in str(told)


def test_a_theme_is_told_by_its_whole_name_or_not_at_all() -> None:
    """What was counted is who wrote one of its phrases: without one of them the number would be of something else."""
    first, second = sample_question().themes
    rare = first.phrases[0].model_copy(update={"text": RARE_WORD, "answers": 9})
    told = shown(sample_question(themes=[first.model_copy(update={"phrases": [*first.phrases, rare]}), second]))
    assert [theme.name for theme in told.themes] == ["by hand"]
    assert all(phrase.answers is None and phrase.forms == [] for theme in told.themes for phrase in theme.phrases)


def test_a_theme_of_an_earlier_version_whose_number_counts_no_phrase_does_not_leave() -> None:
    earlier = [theme.model_copy(update={"phrases": []}) for theme in sample_question().themes]
    told = shown(sample_question(themes=earlier))
    assert told.themes == []
    assert told.by_segment == []


def test_a_theme_of_few_people_is_not_told_at_all() -> None:
    told = shown(sample_question(counts={"T1": [90, 40], "T2": [4, 3]}))
    assert [theme.answers for theme in told.themes] == [130]
    assert {line.theme for line in told.by_segment} == {"T1"}


def test_quotes_stay_where_only_figures_may_leave() -> None:
    assert sorted(texts(shown(sample_question()))) == sorted(text for some in QUOTES.values() for text in some)
    kept_in = shown(sample_question(), rules=Rules(quotes=False))
    assert texts(kept_in) == []
    assert kept_in.quotes["S1"].reason == say("only_figures")


def test_nobody_is_quoted_from_a_handful_of_answers() -> None:
    told = shown(sample_question(counts={"T1": [90, 5], "T2": [60, 4]}, bases={"S1": 150, "S2": 9}))
    assert told.quotes["S2"].quotes == []
    assert told.quotes["S2"].answers is None


def test_nobody_is_quoted_from_a_segment_that_is_hidden() -> None:
    told = shown(sample_question(), sizes={"S1": 150, "S2": 7})
    assert told.quotes["S2"].quotes == []


def test_a_theme_of_one_segment_is_told_there_and_its_total_is_hidden_instead() -> None:
    told = shown(sample_question(counts={"T1": [60, 3, 0], "T2": [70, 40, 30]}, bases={"S1": 150, "S2": 90, "S3": 60}))
    rare = next(theme for theme in told.themes if theme.answers is None)
    lines = {line.segment: line for line in told.by_segment if line.theme == rare.code}
    assert (lines["S1"].count, lines["S2"].count) == (60, None)
    assert rare.code == "T2", "themes without a total come last, as their place would bound it"
    first = lines["S1"]
    assert first.population is first.difference is first.index is first.q is None
    assert rare.words[0].answers is None


counts = st.lists(st.lists(st.integers(0, 80), min_size=3, max_size=3), min_size=1, max_size=5)


@given(rows=counts, unplaced=st.integers(0, 30))
@settings(max_examples=150, deadline=None)
def test_no_count_of_few_people_is_shown_or_can_be_had_by_subtraction(rows: list[list[int]], unplaced: int) -> None:
    bases = {"S1": 150, "S2": 95, "S3": 81}
    question = sample_question(
        counts={f"T{place}": row for place, row in enumerate(rows, 1)}, bases=bases, unplaced=unplaced
    )
    told = shown(question)
    for theme in told.themes:
        lines = [line for line in told.by_segment if line.theme == theme.code]
        for line in lines:
            if line.count is not None:
                assert not RULES.is_small(line.count)
                assert not RULES.is_small(bases[line.segment] - line.count)
            else:
                assert line.share is None
                assert line.index is None
        if theme.answers is None:
            assert all(line.population is None for line in lines)
            assert theme.share is None
            continue
        open_ones = [line.count for line in lines if line.count is not None]
        left = theme.answers - sum(open_ones)  # the hidden segments, and people without one
        assert not RULES.is_small(left)


@given(rows=counts, silent=st.lists(st.integers(0, 25), min_size=3, max_size=3))
@settings(max_examples=60, deadline=None)
def test_who_wrote_nothing_is_not_told_by_the_size_of_a_segment_beside_its_themes(
    rows: list[list[int]], silent: list[int]
) -> None:
    """Base, count and share beside the size of the segment: neither the silent nor the others are told where few."""
    bases = {"S1": 150, "S2": 95, "S3": 81}
    question = sample_question(counts={f"T{place}": row for place, row in enumerate(rows, 1)}, bases=bases)
    sizes = {code: n + more for (code, n), more in zip(bases.items(), silent, strict=True)}
    for line in shown(question, sizes=sizes).by_segment:
        if line.base is not None:
            assert not RULES.is_small(sizes[line.segment] - line.base)
        if line.share is not None and line.base is not None:
            people = line.share * line.base
            assert abs(people - round(people)) < 1e-6, "a share with the digits of another base would tell that base"
