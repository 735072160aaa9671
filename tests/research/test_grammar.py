"""A code with figures becomes a sentence, as a language writes it, and without figures where these are hidden."""

from copy import copy
from gettext import NullTranslations
from string import Formatter

import pytest

from research.errors import BadPlan, Fault
from research.said import Among, Count, Said, Wrote, say
from research.words import catalogue, grammar
from research.words.catalogue import CATALOGUE
from research.words.grammar import ENGLISH, Grammar
from research.words.marking import NP_, Plural, Text, Told


class Reversed(NullTranslations):
    """A language that says everything backwards, and has one form for all numbers."""

    def gettext(self, message: str) -> str:
        return f"«{message}»"

    def ngettext(self, _one: str, many: str, _n: int) -> str:
        return f"«{many}»"


@pytest.fixture
def words(monkeypatch: pytest.MonkeyPatch) -> dict[str, Told]:
    found = {
        "plain": Told("{n} people, {share} of all, {value:.2f} ({p:p})", "Ask {items}."),
        "counted": Told(NP_("{n} item", "{n} items", by="n")),
        "hideable": Told("{n} people wrote {words}.", hidden="A few people wrote about {item}."),
        "outer": Told("It failed: {why}", "{why.advice}"),
        "several": Told("{whys} / {whys:and}"),
    }
    monkeypatch.setattr(grammar, "CATALOGUE", found)
    return found


@pytest.mark.usefixtures("words")
def test_figures_are_written_as_the_language_writes_them() -> None:
    said = say("plain", n=Count(1234), share=Among(1, 8), value=-0.456, p=0.0304, items=["a", "b"])

    assert ENGLISH.text(said) == "1,234 people, 12\u00a0% of all, \u22120.46 (p = .030)"
    assert Grammar("fi").text(said) == "1\u00a0234 people, 12\u00a0% of all, \u22120,46 (p = ,030)"
    assert ENGLISH.advice(said) == "Ask a, b."
    assert ENGLISH.text(say("plain", n=1, share=0.5, value=None, p=0.0001)).endswith("not known (p < .001)")


@pytest.mark.usefixtures("words")
def test_one_and_many_have_forms_of_their_own() -> None:
    assert [ENGLISH.text(say("counted", n=n)) for n in (0, 1, 2)] == ["0 items", "1 item", "2 items"]
    assert Grammar("en", Reversed()).text(say("counted", n=1)) == "«1 items»"


@pytest.mark.usefixtures("words")
def test_a_sentence_whose_figure_is_hidden_is_told_without_any() -> None:
    said = say("hideable", n=Count(3), words=Wrote(["a secret"]), item="Price")
    assert ENGLISH.text(said) == "3 people wrote a secret."

    assert (
        ENGLISH.text(Said(code="hideable", texts={"item": "Price"}, hidden=True)) == "A few people wrote about Price."
    )
    assert ENGLISH.text(Said(code="plain", hidden=True)) == grammar.HIDDEN
    assert ENGLISH.advice(Said(code="plain", hidden=True)) == ""


@pytest.mark.usefixtures("words")
def test_sentences_stand_within_sentences_with_their_advice() -> None:
    inner = say("plain", n=1, share=0.5, value=1.0, p=0.5, items=["a"])

    assert ENGLISH.text(say("outer", why=inner)).startswith("It failed: 1 people")
    assert ENGLISH.advice(say("outer", why=inner)) == "Ask a."
    both = say("several", whys=[say("counted", n=1), say("counted", n=2)])
    assert ENGLISH.text(both) == "1 item; 2 items / 1 item and 2 items"


def test_what_is_marked_is_translated_with_quotes_and_lists() -> None:
    language = Grammar("en", Reversed())

    assert language.quoted("I plan.") == "«“I plan”»"
    assert language.listed(["a", "b", "c", "d"], most=2) == "«a«, »b and 2 more»"
    assert ENGLISH.all_of(["a", "b", "c"]) == "a, b and c"
    assert Grammar("zh_Hans").all_of(["a", "b", "c"]) == "a、b和c"


def test_a_file_has_words_beside_the_facts_and_reads_the_facts_alone() -> None:
    said = say("portrait_like_everybody")
    told = said.model_dump(context={"tell": grammar.in_words})

    assert told["text"] == ENGLISH.text(said)
    assert Said.model_validate(told | {"text": "something else"}) == said


def forms(text: Text) -> tuple[str, ...]:
    return (text.one, text.many) if isinstance(text, Plural) else (text,)


@pytest.mark.parametrize(("code", "told"), CATALOGUE.items())
def test_every_figure_in_the_words_has_a_name(code: str, told: Told) -> None:
    for text in (*forms(told.text), *forms(told.advice), told.hidden):
        assert "" not in [name for _words, name, _spec, _how in Formatter().parse(text)], code


def test_an_error_of_another_process_arrives_whole() -> None:
    error = BadPlan.of([Fault(place="factors", said=say("portrait_like_everybody"))])
    sent = copy(error)  # by the same way as between processes

    assert (type(sent), sent.said, sent.where, sent.faults) == (BadPlan, error.said, ("factors",), error.faults)


def test_no_code_has_words_twice() -> None:
    with pytest.raises(ValueError, match="twice: same"):
        catalogue._together(({"same": Told("a")}, {"same": Told("b")}))


@pytest.mark.parametrize(
    ("value", "spec", "told"),
    [
        (-0.004, ".2f", "0.00"),
        (-0.3, ",.0f", "0"),
        (0.001, "+.2f", "0.00"),
        (-0.012, ".2f", "\u22120.01"),
        (0.3, "+.2f", "+0.30"),
    ],
)
def test_what_is_rounded_to_nothing_has_no_sign(value: float, spec: str, told: str) -> None:
    assert ENGLISH.number(value, spec) == told


def test_small_numbers_are_words_in_a_sentence() -> None:
    votes = [say(f"vote_{name}", k=k) for name, k in (("parallel", 6), ("map", 6), ("ekc", 6), ("hull", 2))]

    assert ENGLISH.text(say("criteria_mostly_agree", k=6, most=3, of=4, votes=votes)) == (
        "Three of four criteria for the number of factors say six (parallel analysis 6; MAP 6; EKC 6; Hull 2)."
    )
    assert ENGLISH.figure(13, "word") == "13"


def test_a_share_of_almost_nobody_is_not_nobody() -> None:
    assert ENGLISH.figure(0.002, "share") == ENGLISH.percent(0.002) != ENGLISH.figure(0.0, "share")
