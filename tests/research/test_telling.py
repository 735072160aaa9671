"""Answers are told as a person would: the share first, then everybody's, by what was answered, without a statistic."""

from typing import Any, get_args

import pytest

from research.said import Said, say
from research.summary.cards import profile_rows
from research.summary.schema.segmented import Profile
from research.summary.schema.told import Defining, Row
from research.summary.telling import Answer, Kind, in_shares, sentence_of
from research.summary.wording import portrait, statement
from research.words.grammar import ENGLISH
from research.words.usual_answers import usual_answer
from tests.summaries import part

AGREE = ("Strongly disagree", "Disagree", "Neither", "Agree", "Strongly agree")
ENJOY = ("Don't enjoy at all", "Not much", "Neither", "Enjoy", "Enjoy very much")


def plainly(said: Said) -> str:
    return ENGLISH.text(said).replace("\u00a0", " ")


def row_of(label: Said | str, share: float, everybody: float, **given: Any) -> Row:
    said = say("answer", label=label) if isinstance(label, str) else label
    return part(Row, label=said, share=share, population_share=everybody, **{"role": "who", "type": "nominal", **given})


def asked(counts: dict[str, list[int]], labels: tuple[str, ...] = (), *, role: str = "maker") -> Profile:
    population = [sum(column) for column in zip(*counts.values(), strict=True)]
    codes = range(1, len(population) + 1)
    return part(
        Profile,
        variable="q1",
        text="It is all the same to me where a product comes from",
        type="ordinal",
        role=role,
        options=[{"code": code, "label": labels[code - 1] if labels else f"{code}"} for code in codes],
        counts=counts,
        bases={code: sum(own) for code, own in counts.items()},
        shares={code: [n / sum(own) for n in own] for code, own in counts.items()},
        population=population,
        population_base=sum(population),
        population_shares=[n / sum(population) for n in population],
    )


FEW_LIKE_IT = {"S1": [40, 25, 15, 10, 10], "S2": [5, 12, 23, 30, 30]}


def leaning(effect: float, **given: Any) -> Defining:
    text = "It is all the same to me where a product comes from"
    return part(Defining, variable="q1", text=text, type="ordinal", effect=effect, marker=True, n=100, **given)


def test_a_statement_people_reject_is_told_as_disagreement() -> None:
    rows = profile_rows([asked(FEW_LIKE_IT, AGREE)], codes=["S1"])

    assert plainly(statement(leaning(-1.1), rows)) == (
        "65 % disagree with “It is all the same to me where a product comes from” (all 41 %)."
    )


def test_answers_that_are_no_agreement_are_told_by_their_words() -> None:
    films = asked({"S1": [2, 8, 10, 30, 50], "S2": [20, 30, 20, 20, 10]}, ENJOY)
    rows = profile_rows([films.model_copy(update={"text": "Romantic movies"})], codes=["S1"])

    assert plainly(statement(leaning(0.9), rows)) == (
        "80 % answer “Romantic movies” with “Enjoy” or “Enjoy very much” (all 55 %)."
    )


def test_mere_numbers_say_which_scale_they_are_of() -> None:
    rows = profile_rows([asked(FEW_LIKE_IT)], codes=["S1"])

    assert [plainly(row.label) for row in rows] == ["1 or 2 of 5", "in between", "4 or 5 of 5"]


@pytest.mark.parametrize(
    ("steps", "told"),
    [
        (6, ["1 to 3 of 6", "4 to 6 of 6"]),
        (7, ["1 to 3 of 7", "in between", "5 to 7 of 7"]),
        (4, ["1 or 2 of 4", "3 or 4 of 4"]),
    ],
)
def test_every_scale_is_cut_at_its_middle_and_an_even_one_has_none(steps: int, told: list[str]) -> None:
    rows = profile_rows([asked({"S1": [10] * steps, "S2": [20] * steps})], codes=["S1"])

    assert [plainly(row.label) for row in rows] == told


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (row_of("Yes", 0.72, 0.45, text="I recycle"), "72 % say yes to “I recycle” (all 45 %)"),
        (row_of("yes", 0.0, 0.55, text="It is yummy"), "None of them say yes to “It is yummy” (all 55 %)"),
        (
            row_of("yes", 0.72, 0.45, text="Interested in – Shopping", option="Shopping", question="Interested in"),
            "72 % choose “Shopping” for “Interested in” (all 45 %)",
        ),
        (
            row_of(say("band_of_whole", low=25, high=34), 0.13, 0.2, text="How old are you?"),
            "Only 13 % are 25 to 34 (all 20 %)",
        ),
        (row_of("French", 0.13, 0.25, text="Language"), "Only 13 % give “French” for “Language” (all 25 %)"),
        (
            row_of(say("lowest_third"), 0.78, 0.34, text="Need for ease", type="third"),
            "78 % are among the third with least “Need for ease” (all 34 %)",
        ),
        (row_of("Female", 0.61, 0.54, text="Gender"), "61 % are female (all 54 %)"),
        (row_of("Woman", 0.61, 0.54, text="Gender"), "61 % are women (all 54 %)"),
        (row_of("4", 0.41, 0.3, text="Income"), "41 % give 4 for “Income” (all 30 %)"),
        (row_of("Never", 0.4, 0.3, text="Do you go?"), "40 % answer “Do you go?” with “Never” (all 30 %)"),
        (
            row_of(say("lowest_third_around"), 0.78, 0.34, text="I know by heart", type="third"),
            "78 % are in the lowest third around “I know by heart” (all 34 %)",
        ),
        (row_of("yes", 0.004, 0.02, text="I fly"), "Hardly any of them say yes to “I fly” (all 2 %)"),
    ],
)  # fmt: skip
def test_a_row_is_told_share_first(row: Row, told: str) -> None:
    assert plainly(sentence_of(row)) == told


MORE_AGREE = {"S1": [10, 10, 15, 25, 40], "S2": [30, 30, 23, 12, 5]}


@pytest.mark.parametrize(
    "labels",
    [
        AGREE,
        ("Sangat tidak setuju", "Tidak setuju", "Tidak pasti", "Setuju", "Sangat setuju"),
        ("Ma naqbel xejn", "Ma naqbilx", "La naqbel u lanqas ma naqbilx", "Naqbel", "Naqbel ħafna"),
        ("Täysin eri mieltä", "Eri mieltä", "Ei samaa eikä eri mieltä", "Samaa mieltä", "Täysin samaa mieltä"),
        ("非常不同意", "不同意", "既不同意也不反对", "同意", "非常同意"),
        ("لا أوافق بشدة", "لا أوافق", "لا أوافق ولا أعارض", "أوافق", "أوافق بشدّة"),
    ],
    ids=["en", "ms", "mt", "fi", "zh", "ar"],
)
def test_agreement_is_agreement_in_the_language_people_were_asked_in(labels: tuple[str, ...]) -> None:
    text = "It is all the same to me where a product comes from"
    disagree = profile_rows([asked(FEW_LIKE_IT, labels)], codes=["S1"])
    agree = profile_rows([asked(MORE_AGREE, labels)], codes=["S1"])

    assert plainly(statement(leaning(-1.1), disagree)) == f"65 % disagree with “{text}” (all 41 %)."
    assert plainly(statement(leaning(1.1), agree)) == f"65 % agree with “{text}” (all 41 %)."


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("Neither agree nor disagree", None),
        ("Agree", "agree"),
        ("Kyllä", "yes"),
        ("Ei", "no"),
        ("Einmal am Tag", None),
        ("نعم", "yes"),
        ("Agreeable", None),
        ("Leave", None),
    ],
)
def test_a_label_is_usual_as_a_whole_and_not_by_a_part_of_a_word(label: str, said: str | None) -> None:
    assert usual_answer(label) == said


@pytest.mark.parametrize(
    ("text", "unit", "told"),
    [
        ("How many people live in your home, you included?", "people", "44 % live alone (all 30 %)"),
        ("Montako ihmistä kotonasi asuu, sinä mukaan lukien?", "henkilöä", "44 % live alone (all 30 %)"),
        ("Household size", "", "44 % live alone (all 30 %)"),
        ("Days at home", "days", "44 % give 1 days for “Days at home” (all 30 %)"),
    ],
)
def test_a_home_of_one_person_is_somebody_who_lives_alone(text: str, unit: str, told: str) -> None:
    label = say("band_of_one_in_units", low=1.0, unit=unit) if unit else say("band_of_one", low=1.0)

    assert plainly(sentence_of(row_of(label, 0.44, 0.3, text=text, type="numeric"))) == told


def test_a_number_that_is_no_box_to_tick_is_no_yes() -> None:
    row = row_of("1", 0.4, 0.3, text="Number of siblings", type="ordinal")

    assert plainly(sentence_of(row)) == "40 % give 1 for “Number of siblings” (all 30 %)"


def test_ratings_of_what_people_do_are_told_by_their_ends() -> None:
    likely = asked({"S1": [40, 30, 17, 8, 5], "S2": [10, 22, 25, 23, 20]}, role="behaviour")
    rows = profile_rows([likely], codes=["S1"])

    assert plainly(sentence_of(rows[2])).endswith("with 4 or 5 of 5 (all 28 %)")


def test_a_mean_is_told_of_numbers() -> None:
    row = part(Defining, variable="q", text="Cups a day", type="numeric", effect=0.9, value=3.14, population=1.96)

    assert plainly(statement(row)) == "Their average for “Cups a day” is 3.1 (all 2.0)."


def test_no_sentence_has_an_effect_size_in_it() -> None:
    rows = profile_rows([asked(FEW_LIKE_IT, AGREE)], codes=["S1"])

    assert "standard deviation" not in plainly(statement(leaning(-1.1), rows)) + plainly(
        portrait([leaning(-1.1)], rows)
    )


def test_where_no_share_may_be_shown_the_sentence_has_none() -> None:
    low, high = {"low_label": "Strongly disagree"}, {"high_label": "Strongly agree"}

    assert plainly(statement(leaning(-1.1, **low, **high))) == (
        "More of them disagree with “It is all the same to me where a product comes from” than of others."
    )


def test_a_portrait_puts_together_what_is_answered_alike() -> None:
    given = {"type": "binary", "high_label": "yes", "marker": True, "n": 50, "base_n": 100}
    rows = [
        part(Defining, variable=text, text=text, effect=effect, **given)
        for text, effect in (("It is cheap", 1.2), ("It is yummy", -1.0), ("It is near", 0.9))
    ]

    assert plainly(portrait(rows)) == (
        "More of them say yes to “It is cheap” and “It is near”. Fewer of them say yes to “It is yummy”."
    )


def test_people_in_the_middle_are_not_told_to_answer_like_everybody() -> None:
    """Their average is everybody's, and hardly any of them give the answers that others give."""
    middle = asked({"S1": [5, 10, 70, 10, 5], "S2": [30, 20, 5, 20, 25]}, AGREE)
    rows = profile_rows([middle], codes=["S1", "S2"])
    own = [row for row in rows if row.segment == "S1"]
    unmarked = leaning(0.02).model_copy(update={"marker": False})

    said = plainly(portrait([unmarked], own))

    assert said.startswith("On average they answer much like everybody else. Fewer of them ")
    assert "agree with “It is all the same to me where a product comes from”" in said
    assert plainly(portrait([unmarked], [])) == "They answer much like everybody else."


@pytest.mark.parametrize("kind", get_args(Kind))
@pytest.mark.parametrize(("more", "here"), [(True, None), (False, None), (True, 0.6), (False, 0.2), (False, 0.004)])
def test_every_kind_of_answer_has_its_words_with_figures_and_without(
    kind: Kind, more: bool, here: float | None
) -> None:
    """A third of a dimension or an age whose figures are hidden is told like any other answer."""
    everybody = None if here is None else 0.4
    told = in_shares(
        Answer(kind=kind, item="Ease", said=say("answer", label="25 to 34"), more=more, here=here, everybody=everybody)
    )

    assert plainly(told)
    assert (here is None) == ("all" not in plainly(told).split("(")[-1])
