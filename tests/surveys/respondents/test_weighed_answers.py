"""One thing weighed against another, without scripts: what is wrong is said, and nothing is lost."""

from collections.abc import Callable

from tests.surveys.questionnaire.samples import question_of_type
from tests.surveys.respondents.person import Person
from tests.surveys.respondents.test_flow_of_pages import begin


def test_a_tie_is_named_and_what_was_chosen_stays(publish: Callable[..., str], visit: Callable[[str], Person]) -> None:
    person = begin(publish, visit, "ranking")
    again = person.send("ordering", {"taste_1": "1", "taste_2": "1"}).text
    assert "“Taste” and “Price” both have 1." in again
    assert again.count(" selected>") == 2
    person.send("ordering", {"taste_1": "2", "taste_5": "1"})
    assert "1. Origin\n2. Taste\n3. Price" in person.get("my-data").text


def test_a_sum_says_how_much_is_missing_or_too_much(
    publish: Callable[..., str], visit: Callable[[str], Person]
) -> None:
    person = begin(publish, visit, "constant_sum")
    assert "Share out 30 more, to make 100." in person.send("budget", {"spend_1": "60", "spend_2": "10"}).text
    assert "Take 20 away, to make 100." in person.send("budget", {"spend_1": "60", "spend_3": "60"}).text
    person.send("budget", {"spend_1": "60", "spend_3": "40"})
    assert "At home: 60" in person.get("my-data").text


def test_best_and_worst_of_a_set_are_two_things(publish: Callable[..., str], visit: Callable[[str], Person]) -> None:
    person = begin(publish, visit, "maxdiff")
    design = question_of_type("maxdiff").design  # type: ignore[attr-defined]
    best = {f"need_{number}_best": str(codes[0]) for number, codes in enumerate(design, 1)}
    worst = {f"need_{number}_worst": str(codes[-1]) for number, codes in enumerate(design, 1)}
    same = {**best, **worst, "need_1_worst": best["need_1_best"], "need_anchor": ["1"]}
    assert "cannot be both" in person.send("choosing", same).text
    assert "page/after" in person.send("choosing", {**best, **worst, "need_anchor": ["1", "2"]}).location
