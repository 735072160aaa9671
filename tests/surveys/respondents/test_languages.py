"""Every page of a respondent in every language of the interface, and the check that none is missing."""

import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest
from babel.messages.pofile import read_po, write_po
from flask import Flask

from surveys.paths import TRANSLATIONS
from surveys.translations_check import LANGUAGES, REQUIRED, faults
from surveys.translations_extract import LIBRARY, MESSAGES, extracted
from surveys.web.language import INTERFACE_LANGUAGES, text_direction
from surveys.words import ngettext
from tests import factories
from tests.surveys.respondents.person import Person

MARK = "§{}§"


def in_all_languages(plain: Any, key: str = "") -> Any:
    """Every text of a study in every language, marked so that it can be told from the interface."""
    if isinstance(plain, dict):
        return {name: in_all_languages(value, name) for name, value in plain.items()}
    if isinstance(plain, list):
        return [in_all_languages(value, key) for value in plain]
    if isinstance(plain, str) and (key in TEXTS or isinstance(key, int)):
        return {code: f"{MARK.format(code)} {crc32(plain.encode())}" for code in INTERFACE_LANGUAGES}
    return plain


TEXTS = {"text", "title", "label", "who_asks", "why", "what_happens", "description", "body"}


@pytest.fixture
def in_every_language(publish: Callable[..., str]) -> Callable[..., str]:
    """Publish the small study in all languages of the interface."""

    def make(**terms: Any) -> str:
        plain = in_all_languages(factories.study_plain(**terms))
        others = [code for code in INTERFACE_LANGUAGES if code != "en"]
        return publish(questionnaire=plain["questionnaire"] | {"languages": others}, **plain["study"])

    return make


@pytest.fixture
def everywhere(in_every_language: Callable[..., str]) -> str:
    return in_every_language()


def english_left(page: str) -> set[str]:
    """English words of the interface in a page, longer ones only so that none is there by chance."""
    text = unescape(re.sub(r"\s+", " ", page))
    return {sentence for sentence in english_sentences() if sentence in text}


@cache
def english_sentences() -> frozenset[str]:
    words = {message.id for message in extracted(REQUIRED) if isinstance(message.id, str)}
    return frozenset(sentence for sentence in words if len(sentence) > 7 and "%(" not in sentence)


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
def test_every_page_is_in_the_language_asked_for(
    language: str, everywhere: str, visit: Callable[[str], Person]
) -> None:
    someone = visit(everywhere)
    pages = [someone.get(query_string={"lang": language})]
    start = someone.client.post(someone.url("start"), data={})
    pages.append(start)
    someone.agree()
    pages += [someone.get("page/attitudes"), someone.send("attitudes", {"thrift1": "1"})]
    someone.send("attitudes", {"thrift1": "1", "thrift2": "2", "thrift3": "3"})
    pages += [someone.get(), someone.send("about_you", {"age": "2"}), someone.get("my-data")]
    someone.send("about_you", {"gender": "-97"})
    pages += [someone.get(rest) for rest in ("", "thanks", "receipt", "my-data", "reward/1")]
    someone.withdraw("take_part")
    pages.append(someone.get("my-data"))
    pages.append(someone.client.get(someone.erase().location))
    pages.append(visit(everywhere).get("my-data", query_string={"lang": language}))
    for page in pages:
        assert page.mimetype == "text/html"
        assert f'<html lang="{language}" dir="{text_direction(language)}"' in page.text
        assert (english_left(page.text) == set()) is (language != "en"), english_left(page.text)
        assert MARK.format(language) in page.text


def test_a_browser_gets_its_language(everywhere: str, visit: Callable[[str], Person]) -> None:
    page = visit(everywhere).get(headers={"Accept-Language": "zh-CN,zh;q=0.9"})
    assert '<html lang="zh-Hans"' in page.text


def test_a_language_the_study_lacks_falls_back_to_its_own(person: Person) -> None:
    page = person.get(query_string={"lang": "fi"}, headers={"Accept-Language": "fi"})
    assert '<html lang="en"' in page.text
    assert "Do you want to take part?" in page.text


def test_a_response_goes_on_in_its_language_in_another_browser(everywhere: str, visit: Callable[[str], Person]) -> None:
    someone = visit(everywhere)
    someone.get(query_string={"lang": "ar"})
    someone.agree()
    other = visit(everywhere)
    other.get(f"resume/{someone.cookie()}")
    page = other.get("page/attitudes", headers={"Accept-Language": "fi"})
    assert '<html lang="ar" dir="rtl"' in page.text


def test_consent_is_recorded_in_the_language_it_was_read_in(everywhere: str, visit: Callable[[str], Person]) -> None:
    someone = visit(everywhere)
    someone.get(query_string={"lang": "mt"})
    someone.agree()
    event = someone.get("receipt.json").get_json()["events"][0]
    assert event["language"] == "mt"
    assert event["text"].startswith(MARK.format("mt"))


def test_all_translations_are_complete() -> None:
    assert len(extracted(REQUIRED)) > 150
    assert [language for language, _path in MESSAGES.catalogues()] == sorted(LANGUAGES)
    assert faults() == []


def test_words_of_the_team_and_of_the_library_can_be_translated() -> None:
    assert extracted(MESSAGES.config).get("Why this default?") is not None
    assert extracted(LIBRARY.config).get("Collect more answers.") is not None


def test_a_template_that_lacks_new_words_is_noticed(tmp_path: Path) -> None:
    library = replace(LIBRARY, folder=tmp_path)
    library.template.write_text('msgid "Old words"\nmsgstr ""\n')

    assert faults((library,)) == ["research.pot does not hold the words as they are now: run `make words`"]


@pytest.mark.parametrize("damage", ["missing", "fuzzy", "placeholder", "empty"])
def test_the_check_notices_what_is_wrong(tmp_path: Path, damage: str) -> None:
    folder = tmp_path / "translations"
    shutil.copytree(TRANSLATIONS, folder)
    path = folder / "fi" / "LC_MESSAGES" / "messages.po"
    with path.open("rb") as source:
        catalogue = read_po(source, locale="fi")
    message = catalogue["Questions? Write to %(address)s."]
    if damage == "missing":
        catalogue.delete(message.id)
    elif damage == "fuzzy":
        message.flags.add("fuzzy")
    elif damage == "placeholder":
        message.string = "Kysyttävää? Kirjoita."
    else:
        message.string = ""
    with path.open("wb") as target:
        write_po(target, catalogue)
    assert len([fault for fault in faults((replace(MESSAGES, folder=folder),)) if fault.startswith("fi:")]) >= 1


MINUTES = {
    "ar": {1: "دقيقة واحدة", 2: "دقيقتين", 3: "3 دقائق", 10: "10 دقائق", 11: "11 دقيقة", 100: "100 دقيقة"},
    "mt": {1: "madwar minuta", 5: "5 minuti", 11: "11-il minuta", 20: "20 minuta"},
    "fi": {1: "1 minuutin", 5: "5 minuuttia"},
}


@pytest.mark.parametrize(
    ("language", "number"), [(code, number) for code, forms in MINUTES.items() for number in forms]
)
def test_minutes_have_the_form_that_belongs_to_their_number(language: str, number: int, app: Flask) -> None:
    with app.test_request_context(f"/?lang={language}"):
        words = ngettext("It takes about %(num)d minute.", "It takes about %(num)d minutes.", number)
    assert MINUTES[language][number] in words


NEVER_ONE = {"One of %(n)d possible results"}
"""A quiz has two results or more."""
COUNTED = re.compile(
    r"%\(\w+\)[sd] (?:[a-z]+ )?(?:people|responses|results|questions|answers|pages|minutes|characters)\b"
)


def test_what_counts_for_a_respondent_has_a_form_for_one() -> None:
    words = [message.id for message in extracted(REQUIRED) if message.id]
    assert [form for form in words if isinstance(form, str) and COUNTED.search(form) and form not in NEVER_ONE] == []
    assert any(isinstance(form, tuple) and COUNTED.search(form[1]) for form in words)
