"""The two study files of the demonstration: complete, without fault, and kind to whoever answers."""

from collections import Counter

import pytest

from surveys.demo.study_files import COFFEE, PERSONALITY, read_study, read_yaml, reward_files
from surveys.questionnaire.checks import check, estimate_minutes
from surveys.questionnaire.codebook import build_codebook
from surveys.questionnaire.elements import Facet
from surveys.questionnaire.question_types.matrix import Matrix

LANGUAGES = {"en", "fi", "ms", "zh-Hans", "ar"}


def _texts_by_language(node: object, place: str = "") -> list[tuple[str, dict[str, str]]]:
    """Every text of a file that is written by language, with its place."""
    if isinstance(node, dict):
        if "en" in node:
            return [(place, node)]
        return [found for key, value in node.items() for found in _texts_by_language(value, f"{place}.{key}")]
    if isinstance(node, list):
        return [found for i, value in enumerate(node) for found in _texts_by_language(value, f"{place}[{i}]")]
    return []


@pytest.mark.parametrize("name", [COFFEE, PERSONALITY])
def test_a_demonstration_study_has_no_fault(name: str) -> None:
    study = read_study(name)
    assert [str(fault) for fault in check(study.questionnaire, study.study)] == []


def test_every_text_of_the_coffee_study_is_there_in_five_languages() -> None:
    texts = _texts_by_language(read_yaml(COFFEE))
    lacking = [place for place, text in texts if set(text) != LANGUAGES or not all(map(str.strip, text.values()))]
    assert len(texts) > 180
    assert lacking == []


def test_translations_are_not_the_english_words_again() -> None:
    names = {"Harbour Lane", "Two Kettles", "Fern & Finch", "Nine Acre", "French press", "Moka pot"}
    copied = [
        (place, language)
        for place, text in _texts_by_language(read_yaml(COFFEE))
        for language in LANGUAGES - {"en"}
        if text[language] == text["en"] and text["en"] not in names
    ]
    assert copied == []


def test_the_coffee_study_asks_45_questions_of_every_facet_and_nine_types() -> None:
    questionnaire = read_study(COFFEE).questionnaire
    asked = [question for question in questionnaire.questions() if question.type != "statement"]
    assert sum(len(question.items) if isinstance(question, Matrix) else 1 for question in asked) == 45
    assert {item.facet for item in build_codebook(questionnaire)} == {str(facet) for facet in Facet}
    assert len({question.type for question in questionnaire.questions()}) == 9


def test_the_minutes_promised_are_enough() -> None:
    for name in (COFFEE, PERSONALITY):
        study = read_study(name)
        assert estimate_minutes(study.questionnaire) <= study.study.minutes <= 10


def test_every_scale_has_four_items_or_more_and_a_reversed_one() -> None:
    codebook = build_codebook(read_study(COFFEE).questionnaire)
    members = codebook.scale_items()
    assert Counter(len(items) for items in members.values()) == {4: 6}
    assert all(any(codebook[name].reverse for name in items) for items in members.values())


def test_the_personality_items_are_keyed_as_published() -> None:
    codebook = build_codebook(read_study(PERSONALITY).questionnaire)
    assert {item.name for item in codebook if item.reverse} == {"a1", "c4", "c5", "e1", "e2", "o2", "o5"}
    assert {name: len(items) for name, items in codebook.scale_items().items()} == {
        "agreeableness": 5,
        "conscientiousness": 5,
        "extraversion": 5,
        "neuroticism": 5,
        "openness": 5,
    }


def test_only_taking_part_is_needed_for_the_reward() -> None:
    terms = read_study(COFFEE).study
    assert [purpose.name for purpose in terms.purposes if purpose.required] == ["take_part"]
    assert terms.simulated
    assert {reward.kind for reward in terms.rewards} == {"page", "file"}


def test_the_brewing_card_is_a_small_pdf() -> None:
    card = reward_files(read_study(COFFEE))["brewing_card.pdf"]
    assert card.startswith(b"%PDF-")
    assert card.rstrip().endswith(b"%%EOF")
    assert len(card) < 100_000


def test_a_subscription_is_never_an_order_in_chinese() -> None:
    """Trust in subscriptions would be trust in shops otherwise: 订购 is to order once, 订阅 to subscribe."""
    texts = [text for _place, text in _texts_by_language(read_yaml(COFFEE)) if "subscri" in text["en"].lower()]
    assert len(texts) >= 10
    assert [text["zh-Hans"] for text in texts if "订阅" not in text["zh-Hans"]] == []
    assert [text["zh-Hans"] for text in texts if "订购" in text["zh-Hans"]] == []
