"""Open answers: planted themes are found in any language, told by their words, counted right."""

import unicodedata

import numpy as np
import pandas as pd
import pytest
from scipy import sparse
from sklearn.metrics import adjusted_rand_score

from research.errors import BadData, TooFewResponses
from research.open_text import Themes, find_themes, themes_by_segment
from research.open_text.factorising import factorise, spoken_of, strengths_of
from research.open_text.features import learn, pieces_of, words_of
from research.open_text.keyness import key_words, log_likelihood
from research.open_text.shuffling import shuffled
from research.open_text.theme_choice import pick
from research.open_text.wording import same_word
from tests.research.written_answers import ARABIC, CHINESE, aimless, made_up, phrased


@pytest.fixture(scope="module")
def planted() -> tuple[pd.Series, np.ndarray]:
    return made_up(n=300, k=4, seed=1)


@pytest.fixture(scope="module")
def found(planted) -> Themes:
    return find_themes(planted[0], ks=range(3, 7), seed=1)


# Words in any language


def test_words_lose_case_signs_digits_and_little_words() -> None:
    assert words_of("Food, WATER & peace!! 24/7 is it?") == ["food", "water", "peace"]
    assert words_of("EU and UN; we do not") == ["eu", "and", "un", "not"]


def test_chinese_is_cut_into_runs_and_arabic_vowel_signs_are_dropped() -> None:
    assert words_of("气候变化") == ["气候", "候变", "变化", "气候变", "候变化", "气候变化"]
    assert words_of("مُحَمَّد") == words_of("محمد") == ["محمد"]
    assert words_of("हिन्दी भाषा") == ["हिन्दी", "भाषा"]
    assert words_of("ﬁnance") == ["finance"]


def test_inflections_meet_in_pieces_of_words() -> None:
    shared = set(pieces_of("köyhyys")) & set(pieces_of("köyhyyttä"))
    assert {" kö", "köy", "köyh", "köyhy"} <= shared
    assert pieces_of("气候变化") == []


def test_signs_of_one_letter_in_two_forms_are_the_same() -> None:
    assert words_of(unicodedata.normalize("NFD", "nälänhätä")) == words_of("nälänhätä")


def test_rows_have_length_one_or_nothing_and_what_most_answers_hold_is_left_out() -> None:
    texts = ["water food", "water nowhere", "water peace", "food peace", "nowhere peace"] * 8 + ["xyz"]
    features = learn(texts, fewest=3).features(texts)
    lengths = np.sqrt(np.asarray(features.matrix.multiply(features.matrix).sum(axis=1))).ravel()
    assert np.allclose(lengths[[0, 1, 3, 4]], 1)
    assert lengths[2] == lengths[-1] == 0
    assert set(features.words) == {"food", "nowhere"}


# Themes


def test_planted_themes_are_found_and_counted_right(planted, found: Themes) -> None:
    assert len(found.themes) == 4
    main = found.strengths.to_numpy().argmax(axis=1)
    assert adjusted_rand_score(planted[1], main) > 0.97
    assert found.dealt is not None
    assert min(theme.together for theme in found.themes) > found.dealt.bar
    assert found.cautions == ()


@pytest.mark.parametrize("k", [3, 5])
def test_as_many_themes_as_were_planted_are_chosen(k: int) -> None:
    texts, themes = made_up(n=250, k=k, seed=2)
    themes_found = find_themes(texts, ks=range(2, 7), seed=1)
    assert len(themes_found.themes) == k
    assert adjusted_rand_score(themes, themes_found.strengths.to_numpy().argmax(axis=1)) > 0.95


@pytest.mark.parametrize(
    ("phrases", "joint"), [(CHINESE, ""), (CHINESE, "，"), (ARABIC, " و ")], ids=["zh", "zh,", "ar"]
)
def test_themes_are_found_without_spaces_and_from_right_to_left(phrases, joint: str) -> None:
    texts, truth = phrased(phrases, n=200, seed=3, joint=joint)
    themes = find_themes(texts, k=3, seed=1)
    assert adjusted_rand_score(truth, themes.strengths.to_numpy().argmax(axis=1)) > 0.9
    told = {word.word for theme in themes.themes for word in theme.words}
    whole = {part for theme in phrases for phrase in theme for part in (phrase, *phrase.split())}
    assert len(told & whole) >= 6


def test_an_answer_on_two_themes_counts_for_both() -> None:
    texts, _ = phrased(ARABIC, n=200, seed=3, joint=" و ")
    themes = find_themes(texts, k=3, seed=1)
    first, second = (theme.phrases[0].text for theme in themes.themes[:2])
    texts["both"] = f"{first} و {second}"
    again = find_themes(texts, k=3, seed=1)
    assert again.speaks.loc["both"].sum() == 2


@pytest.mark.parametrize("seed", range(5))
def test_words_dealt_at_random_over_people_give_no_theme(seed: int) -> None:
    """With words thrown together, and with those of planted themes whose answers are dealt anew."""
    texts = aimless(n=200, seed=seed) if seed % 2 else made_up(n=200, k=4, seed=seed)[0]
    dealt = pd.Series(shuffled(list(texts), np.random.default_rng(seed)), index=texts.index)
    themes = find_themes(dealt, ks=range(2, 5), seed=seed, n_jobs=1)
    assert themes.themes == ()
    assert "themes_like_chance" in [caution.code for caution in themes.cautions]


def test_whoever_counts_for_a_theme_wrote_a_phrase_that_names_it_and_nobody_else_does(planted, found: Themes) -> None:
    for theme in found.themes:
        forms = {form for phrase in theme.phrases for form in phrase.forms}
        wrote = planted[0].map(lambda text, forms=forms: bool(forms & set(text.split())))
        assert (wrote == found.speaks[theme.code]).all()
        assert theme.answers == wrote.sum()
        assert all(phrase.text in theme.name and phrase.answers >= 10 for phrase in theme.phrases)


def test_a_theme_is_named_by_the_phrase_that_people_wrote() -> None:
    hot = [
        "Hot and ready when I leave the house!",
        "It is hot and ready when I leave the house.",
        "A dark room. Quiet.",
    ]
    cold = ["The grinding and pouring are half of it", "For me the grinding and pouring", "My flat is old"]
    found = find_themes(pd.Series([*hot * 20, *cold * 20]), k=2, seed=1, n_jobs=1)
    counts = {phrase.text: phrase.answers for theme in found.themes for phrase in theme.phrases}
    assert counts["grinding and pouring"] == 40
    assert any("ready when I leave" in text and number == 40 for text, number in counts.items())
    assert not any("quiet" in text.casefold() and "room" in text.casefold() for text in counts), "not over a full stop"


def test_phrases_that_nobody_writes_together_do_not_share_a_name() -> None:
    """A part of the answers may hold what is left over; a theme is what people write together."""
    lines = ["know where it comes from", "know what I pay for it", "grinding and pouring", "one button and no mess"]
    found = find_themes(pd.Series(lines * 20), k=3, seed=1, n_jobs=1)
    assert found.themes
    for theme in found.themes:
        assert len({line for line in lines if any(phrase.text in line for phrase in theme.phrases)}) == 1 or (
            len(theme.phrases) == 1
        )


def test_a_name_of_a_person_names_no_theme() -> None:
    texts = ["my neighbour Matti Virtanen grinds the beans"] * 30 + ["quick and hot on the train"] * 30
    found = find_themes(pd.Series(texts), k=2, seed=1, n_jobs=1)
    assert found.themes
    assert not any(name in theme.name.casefold() for theme in found.themes for name in ("matti", "virtanen"))


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("leave", "leaving", True), ("ilmastonmuutos", "ilmastonmuutoksen", True), ("talo", "talon", True),
        ("mess", "message", False), ("interest", "internet", False), ("house", "household", False),
        ("war", "wars", False), ("气候", "气候变化", False),
    ],
)  # fmt: skip
def test_forms_of_a_word_are_told_from_words_that_begin_alike(first: str, second: str, same: bool) -> None:
    assert same_word(first, second) is same_word(second, first) is same


def test_each_theme_is_told_by_its_own_words_with_their_counts(planted, found: Themes) -> None:
    for theme in found.themes:
        assert len(theme.words) >= 4
        people = found.speaks.index[found.speaks[theme.code]]
        for word in theme.words:
            held = [any(same_word(word.word, own) for own in words_of(planted[0][person])) for person in people]
            assert word.answers == sum(held)
            assert word.share > word.share_elsewhere
    assert len({word.word for theme in found.themes for word in theme.words}) >= 16


def test_themes_are_numbered_by_size(found: Themes) -> None:
    sizes = [theme.answers for theme in found.themes]
    assert sizes == sorted(sizes, reverse=True)
    assert found.codes == ["T1", "T2", "T3", "T4"]
    assert [theme.answers for theme in found.themes] == found.speaks.sum().tolist()


def test_one_worker_or_two_find_the_same_and_so_does_the_same_seed(planted, found: Themes) -> None:
    again = find_themes(planted[0], ks=range(3, 7), seed=1, n_jobs=1)
    assert again.strengths.equals(found.strengths)
    assert again.themes == found.themes
    assert again.choice == found.choice


def test_who_wrote_nothing_is_not_counted(planted) -> None:
    texts = planted[0].copy()
    texts.iloc[:10] = [None, "", "   ", "-", "…", "?!", None, "\n", " . ", "--"]
    assert find_themes(texts, k=4, seed=1).answers == 290


def test_personal_data_are_no_words_of_a_theme(planted) -> None:
    texts = planted[0] + " jane.doe@example.com @janedoe"
    themes = find_themes(texts, k=4, seed=1)
    told = {word.word for theme in themes.themes for word in theme.words}
    assert not told & {"jane", "doe", "example", "com", "janedoe", "mail", "account"}


def test_ignored_words_are_no_words_of_a_theme(planted, found: Themes) -> None:
    leading = found.themes[0].words[0].word
    themes = find_themes(planted[0], k=4, ignore={leading.upper()}, seed=1)
    assert leading not in {word.word for theme in themes.themes for word in theme.words}


def test_very_many_answers_are_split_by_a_sample(monkeypatch: pytest.MonkeyPatch, planted) -> None:
    monkeypatch.setattr("research.open_text.themes.FIT_LIMIT", 150)
    themes = find_themes(planted[0], k=4, seed=1)
    assert adjusted_rand_score(planted[1], themes.strengths.to_numpy().argmax(axis=1)) > 0.95


def test_few_answers_and_too_many_themes_are_refused_with_what_to_do(planted) -> None:
    with pytest.raises(TooFewResponses, match=r"few_answers_for_themes.*29"):
        find_themes(planted[0].iloc[:29], seed=1)
    with pytest.raises(BadData, match=r"answers_carry_no_themes.*themes=30"):
        find_themes(planted[0], k=30, seed=1)
    with pytest.raises(BadData, match=r"answers_carry_no_themes.*words=0"):
        find_themes(pd.Series([str(number) for number in range(40)]), seed=1)


def test_progress_runs_to_the_end(planted) -> None:
    seen: list[float] = []
    find_themes(planted[0].iloc[:60], ks=[3, 4], seed=1, progress=seen.append)
    assert seen == sorted(seen)
    assert seen[-1] == 1.0


# The pieces


def test_the_rule_takes_the_largest_number_that_is_as_stable() -> None:
    assert pick({2: 0.99, 3: 0.90, 4: 0.92, 5: 0.91, 6: 0.89}) == 5
    assert pick({2: 0.99, 3: 0.60, 4: 0.50}) == 2
    assert pick({2: 0.60, 3: 0.55, 4: 0.40}) == 3
    assert pick({2: 0.60}) == 2


def test_shuffling_keeps_words_and_lengths_and_nothing_else() -> None:
    texts = ["peace food water", "war hunger", "气候变化 food"]
    mixed = shuffled(texts, np.random.default_rng(1))
    assert sorted(" ".join(mixed).split()) == sorted(
        ["peace", "food", "water", "war", "hunger", "气候", "变化", "food"]
    )
    assert [len(text.split()) for text in mixed] == [3, 2, 3]


def test_strengths_in_known_themes_are_those_of_the_fit(planted) -> None:
    texts = list(planted[0])
    matrix = learn(texts, fewest=3).features(texts).matrix
    fitted = factorise(matrix, 4, seed=1)
    again = strengths_of(matrix, fitted.components)
    assert np.abs(again - fitted.strengths).max() < 0.05
    assert (again.argmax(axis=1) == fitted.strengths.argmax(axis=1)).mean() > 0.99


def test_a_faint_theme_is_not_spoken_of_and_a_strong_second_is() -> None:
    strengths = np.array([[0.05, 0.0], [0.4, 0.1], [0.4, 0.25], [0.0, 0.0]])
    assert spoken_of(strengths).tolist() == [[False, False], [True, False], [True, True], [False, False]]


def test_keyness_is_the_log_likelihood_of_dunning() -> None:
    """Worked by hand (Rayson and Garside's form over four cells): 30 of 100 against 10 of 100."""
    cells = np.array([[30.0, 10.0], [70.0, 90.0]])
    expected = cells.sum(axis=1, keepdims=True) * cells.sum(axis=0) / 200
    by_hand = 2 * (cells * np.log(cells / expected)).sum()
    assert log_likelihood(np.array([30.0]), 100, np.array([10.0]), 100)[0] == pytest.approx(by_hand)
    assert log_likelihood(np.array([20.0]), 100, np.array([20.0]), 100)[0] == pytest.approx(0, abs=1e-9)


def test_inflections_and_parts_of_a_word_are_told_once() -> None:
    words = ("talo", "talon", "taloissa", "auto", "气候", "气候变化")
    inside = np.array([True] * 20 + [False] * 20)
    holds = sparse.csr_matrix(np.vstack([np.ones((20, 6)), np.zeros((20, 6))]))
    told = [word.word for word in key_words(holds, words, inside, fewest=3)]
    assert "气候变化" in told
    assert "气候" not in told
    assert "auto" in told
    assert len([word for word in told if word.startswith("talo")]) == 1


# Real answers


@pytest.fixture(scope="module")
def finnish(shared_data) -> pd.DataFrame:
    return pd.read_csv(shared_data / "finnish-devcoop-opentext" / "dev_coop.csv", encoding="utf-8-sig")


def test_finnish_answers_fall_into_readable_themes(finnish: pd.DataFrame) -> None:
    """The three greatest problems of the world: greed and lack of water are written of in several words together."""
    themes = find_themes(finnish["q11_3"], ks=[5, 7], seed=1)
    leading = [{word.word for word in theme.words} for theme in themes.themes]
    assert themes.choice is not None
    for words in ({"puute", "veden", "puhtaan"}, {"ahneus", "itsekkyys"}):
        assert any(words <= own for own in leading), words
    wrote = finnish["q11_3"].fillna("").str.casefold()
    for theme in themes.themes:
        forms = [form for phrase in theme.phrases for form in phrase.forms]
        assert (
            wrote[themes.speaks.index[themes.speaks[theme.code]]].map(lambda t, f=forms: any(w in t for w in f)).all()
        )


def test_finnish_women_and_men_are_compared_with_weights(finnish: pd.DataFrame) -> None:
    themes = find_themes(finnish["q11_3"], k=7, seed=1)
    table = themes_by_segment(themes, finnish["gender"], weights=finnish["paino"])
    assert set(table["segment"]) == {"Female", "Male"}
    assert table["base"].groupby(table["segment"]).first().sum() <= 945 - 89
    assert table["q"].between(0, 1).all()
    assert table["share"].between(0, 1).all()


def test_pieces_of_a_script_without_spaces_grow_to_the_run_they_are_cut_from() -> None:
    texts = ["慢慢煮的摩卡壶咖啡"] * 20 + ["随便哪种，快就好"] * 20 + ["超市自有品牌的咖啡"] * 20
    found = find_themes(pd.Series(texts), k=3, seed=1, n_jobs=1)
    names = {word.word for theme in found.themes for word in theme.words}
    assert "慢慢煮的摩卡壶咖啡" in names
    assert "超市自有品牌的咖啡" in names
    grown = {word.word: word.answers for theme in found.themes for word in theme.words}
    assert grown["慢慢煮的摩卡壶咖啡"] == 20


def test_little_words_of_the_language_name_no_theme() -> None:
    texts = ["the bread and the butter were not bad", "you have the tea and you have the milk"] * 40
    texts += ["there was a dog with the cat", "this is about the rain and the wind"] * 40
    found = find_themes(pd.Series(texts), k=3, seed=1, n_jobs=1)
    names = {word.word for theme in found.themes for word in theme.words}
    assert names
    assert not names & {"the", "and", "you", "have", "with", "this", "was", "were", "not"}
