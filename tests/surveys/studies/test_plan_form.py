"""Choosing how to analyse: defaults, faults, nothing typed lost, the job handed over."""

from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from research.choices import Bounds, Column, Kind, Names, OneOf, Range, Shares, Whole, YesNo
from research.codebook import Codebook, Item
from research.errors import BadPlan
from research.plan import CHOICES, DEFAULT_SEED, AnalysisPlan
from research.words.grammar import ENGLISH
from surveys.models import Analysis, AuditEvent, Study
from surveys.services.analyses.request_analysis import read_plan
from surveys.store.database import Database
from tests import factories

DEFAULTS = {
    "facets": ["values"],
    "correlation": "auto",
    "factors": "auto",
    "extraction": "minres",
    "rotation": "oblimin",
    "scores": "thurstone",
    "segment_on": "auto",
    "segmentation": "auto",
    "segments": "auto",
    "bootstraps": "100",
    "seed": "7",
    "weights": "",
    "themes": "y",
    "compare_across": "",
    "replicates": "0",
}


@pytest.fixture
def handed_over(app: Flask, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Ids of the runs given to the queue, instead of running them."""
    given: list[int] = []
    monkeypatch.setattr(app.extensions["jobs"], "enqueue", given.append)
    return given


def test_the_form_shows_defaults_with_their_reasons(researcher: FlaskClient, study: Study) -> None:
    page = researcher.get(f"/studies/{study.slug}/analyses/new").get_data(as_text=True)
    assert page.count("Why this default?") >= 12
    assert f'value="{DEFAULT_SEED}"' in page
    assert "Values (3 items)" in page
    assert '<option value="oblimin" selected>' in page.replace(' selected value="oblimin"', ' value="oblimin" selected')


def test_the_form_warns_when_there_are_few_answers(researcher: FlaskClient, study: Study) -> None:
    page = researcher.get(f"/studies/{study.slug}/analyses/new").get_data(as_text=True)
    assert "There are 0 completed responses." in page


def test_a_good_plan_is_queued_handed_over_and_written_down(
    researcher: FlaskClient, study: Study, database: Database, handed_over: list[int]
) -> None:
    answer = researcher.post(f"/studies/{study.slug}/analyses/new", data={**DEFAULTS, "segments": "3-6"})
    assert answer.status_code == 303
    assert answer.headers["Location"] == f"/studies/{study.slug}/analyses/1"
    with database.reading() as session:
        analysis = session.scalars(select(Analysis)).one()
        assert handed_over == [analysis.run_id]
        assert analysis.run.state == "queued"
        assert AnalysisPlan.from_dict(analysis.plan) == AnalysisPlan(facets=("values",), segments=(3, 6), seed=7)
        assert session.scalars(select(AuditEvent.action)).all()[-1] == "analysis.requested"


def test_every_fault_is_told_and_nothing_typed_is_lost(
    researcher: FlaskClient, study: Study, database: Database, handed_over: list[int]
) -> None:
    typed = {
        **DEFAULTS,
        "factors": "lots of them",
        "segments": "9-3",
        "bootstraps": "5",
        "seed": "-1",
        "rotation": "sideways",
        "facets": ["values", "astrology"],
        "exclude_flagged": "y",
    }
    answer = researcher.post(f"/studies/{study.slug}/analyses/new", data=typed)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 400
    for kept in ('value="lots of them"', 'value="9-3"', 'value="5"', 'value="-1"'):
        assert kept in page
    for told in ("runs backwards", "astrology", "sideways", "whole number from 10"):
        assert told in page
    assert page.count("field__error") >= 5
    assert 'id="exclude_flagged" name="exclude_flagged" value="y" checked' in page
    assert handed_over == []
    with database.reading() as session:
        assert session.scalars(select(Analysis)).all() == []


def test_a_plan_cannot_name_questions_the_study_did_not_ask(
    researcher: FlaskClient, study: Study, handed_over: list[int]
) -> None:
    answer = researcher.post(f"/studies/{study.slug}/analyses/new", data={**DEFAULTS, "items": ["password_hash"]})
    assert answer.status_code == 400
    assert "this study did not ask password_hash".lower() in answer.get_data(as_text=True).lower()


def _answered(database: Database, study: Study, genders: str = "1112", languages: str = "") -> None:
    with database.writing() as session:
        for place, gender in enumerate(genders):
            language = {"f": "fi"}.get(languages[place : place + 1], "en")
            answers = {**factories.COMPLETE, "gender": int(gender)}
            factories.make_response(session, study, answers=answers, language=language)


@pytest.mark.parametrize("grouped_by", [{"facets": ["values", "purchase"]}, {"items": ["spends", "plan1", "plan2"]}])
def test_an_outcome_that_forms_the_groups_is_a_fault_of_the_plan(grouped_by: dict[str, list[str]]) -> None:
    items = [Item(name=f"plan{place}", range=(1, 5), facet="values") for place in (1, 2)]
    items.append(Item(name="spends", range=(1, 5), facet="purchase"))
    book = Codebook(name="shop", items=tuple(items))
    with pytest.raises(BadPlan) as caught:
        read_plan({**grouped_by, "outcomes": ["spends"]}, codebook=book)
    assert [fault.place for fault in caught.value.faults] == ["outcomes"]
    assert "segments that are made of an outcome tell it" in ENGLISH.whole(caught.value.said)
    assert read_plan({"facets": ["values"], "outcomes": ["spends"]}, codebook=book).outcomes == ("spends",)


def test_known_shares_become_weights_whether_typed_with_a_point_or_a_comma(
    researcher: FlaskClient, study: Study, database: Database, handed_over: list[int]
) -> None:
    _answered(database, study)
    typed = {**DEFAULTS, "share-gender-1": "49,5", "share-gender-2": " 50.2 % ", "trim_low": "0,2", "trim_high": "5"}
    assert researcher.post(f"/studies/{study.slug}/analyses/new", data=typed).status_code == 303
    with database.reading() as session:
        plan = AnalysisPlan.from_dict(session.get_one(Analysis, handed_over[0]).plan)
    assert plan.trim == (0.2, 5.0)
    assert plan.margins is not None
    assert plan.margins["gender"] == pytest.approx({"1": 49.5 / 99.7, "2": 50.2 / 99.7})


@pytest.mark.parametrize(
    ("shares", "told"),
    [
        ({"1": "40", "2": "50"}, "The shares sum to 90, not to 100."),
        ({"1": "half", "2": "50"}, "“half” (Woman) is no share from 0 to 100."),
        ({"1": "150", "2": "50"}, "“150” (Woman) is no share"),
        ({"1": "-3", "2": "50"}, "“-3” (Woman) is no share"),
        ({"1": "100"}, "“Man”, which one person said, needs a share."),
        ({"1": "50", "2": "40", "3": "10"}, "Nobody said “Another”"),
        ({"1": "nan", "2": "inf"}, "“nan” (Woman) is no share"),
    ],
)
def test_shares_that_cannot_be_used_are_told_beside_their_question(
    researcher: FlaskClient,
    study: Study,
    database: Database,
    handed_over: list[int],
    shares: dict[str, str],
    told: str,
) -> None:
    _answered(database, study)
    typed = {**DEFAULTS, **{f"share-gender-{code}": share for code, share in shares.items()}}
    answer = researcher.post(f"/studies/{study.slug}/analyses/new", data=typed)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 400
    assert told in page
    assert 'href="#share-gender-1"' in page  # the summary at the top leads there
    for share in shares.values():
        assert f'value="{share}"' in page
    assert handed_over == []


def test_the_sample_stands_beside_the_population(researcher: FlaskClient, study: Study, database: Database) -> None:
    _answered(database, study)
    page = researcher.get(f"/studies/{study.slug}/analyses/new").get_data(as_text=True)
    table = page[page.index("Shares in the population") :]
    assert table.index("75.0 %") < table.index("25.0 %") < table.index("0.0 %")


def test_scales_can_be_compared_across_a_group_or_the_languages_that_were_used(
    researcher: FlaskClient, study: Study, database: Database, handed_over: list[int]
) -> None:
    address = f"/studies/{study.slug}/analyses/new"
    _answered(database, study)
    page = researcher.get(address).get_data(as_text=True)
    assert '<option value="gender">' in page
    assert "answer_language" not in page
    assert researcher.post(address, data={**DEFAULTS, "compare_across": "answer_language"}).status_code == 400
    _answered(database, study, "12", "ff")
    assert '<option value="answer_language">Language of the answers' in researcher.get(address).get_data(as_text=True)
    typed = {**DEFAULTS, "compare_across": "answer_language", "confirm": "y"}
    assert researcher.post(address, data=typed).status_code == 303
    with database.reading() as session:
        plan = session.get_one(Analysis, handed_over[0]).plan
    assert (plan["compare_across"], plan["confirm"]) == ("answer_language", True)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"compare_across": "thrift1"}, "“thrift1” does not divide people into 2 to 12 groups"),
        ({"compare_across": "age"}, "“age” does not divide people"),
        ({"compare_across": "shoe"}, "This study has no question shoe"),
        ({"replicates": "5"}, "5 is neither 0 nor a whole number from 10"),
        ({"replicates": "many"}, "neither 0 nor a whole number from 10"),
        ({"replicates": "1001"}, "1001 is more than the 1000 this server accepts"),
        ({"trim_low": "0.2"}, "upper bound above 1"),
        ({"trim_low": "2", "trim_high": "1"}, "upper bound above 1"),
        ({"trim_low": "low", "trim_high": "5"}, "upper bound above 1"),
    ],
)
def test_further_choices_are_checked_and_kept(
    researcher: FlaskClient, study: Study, handed_over: list[int], typed: dict[str, str], told: str
) -> None:
    answer = researcher.post(f"/studies/{study.slug}/analyses/new", data={**DEFAULTS, **typed})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 400
    assert told in page
    assert page.count("field__error") == 1
    for text in typed.values():
        assert f'value="{text}"' in page or "compare_across" in typed
    assert handed_over == []


def test_what_is_folded_away_opens_where_something_in_it_was_chosen(
    researcher: FlaskClient, study: Study, analysed: Callable[..., Analysis]
) -> None:
    address = f"/studies/{study.slug}/analyses/new"
    assert 'class="studies-fold" open' not in researcher.get(address).get_data(as_text=True)
    analysed(plan=AnalysisPlan(margins={"gender": {"1": 0.5, "2": 0.485, "3": 0.015}}, confirm=True).to_dict())
    page = researcher.get(f"{address}?like=1").get_data(as_text=True)
    assert page.count('class="studies-fold" open') == 2
    for share in ("50", "48.5", "1.5"):
        assert f'value="{share}"' in page


class _FilledIn(HTMLParser):
    """What a browser would post of the page as it stands."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.posted: dict[str, list[str]] = {}
        self._select = ""
        self.feed(page[page.index("<form") : page.index("Start the analysis")])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "select":
            self._select = found["name"]
        if tag == "option" and (self._select not in self.posted or "selected" in found):
            self.posted[self._select] = [found["value"]]
        if tag == "input" and (found["type"] != "checkbox" or "checked" in found) and found["name"] != "csrf_token":
            self.posted.setdefault(found["name"], []).append(found["value"])


def _other(name: str) -> object:
    """Something that is not the default of a choice."""
    kind, usual = CHOICES[name].kind, AnalysisPlan().to_dict()[name]
    other: dict[type[Kind], object] = {
        Range: [3, 5],
        Names: ["thrift1", "thrift2"],
        Column: "gender",
        YesNo: not usual,
        Bounds: [0.25, 4],
        Shares: {"gender": {"1": 0.5, "2": 0.485, "3": 0.015}},
    }
    if isinstance(kind, OneOf):
        return next(code for code in kind.options if code != usual)
    return kind.low + 1 if isinstance(kind, Whole) else other[type(kind)]


def test_an_earlier_plan_goes_through_the_page_unchanged(
    researcher: FlaskClient,
    study: Study,
    database: Database,
    analysed: Callable[..., Analysis],
    handed_over: list[int],
) -> None:
    address = f"/studies/{study.slug}/analyses/new"
    asked = set(CHOICES) - {"facets", "outcomes", "weights"}  # the study asked for neither outcome nor weight
    plan = AnalysisPlan.from_dict({name: _other(name) for name in asked})
    analysed(plan=plan.to_dict())
    page = researcher.get(f"{address}?like=1").get_data(as_text=True)
    assert researcher.post(address, data=_FilledIn(page).posted).status_code == 303
    with database.reading() as session:
        assert AnalysisPlan.from_dict(session.get_one(Analysis, handed_over[0]).plan) == plan


def test_a_page_from_before_a_choice_was_added_still_starts_an_analysis(
    researcher: FlaskClient, study: Study, database: Database, handed_over: list[int]
) -> None:
    typed = {"facets": ["values"], "themes": "y"}
    assert researcher.post(f"/studies/{study.slug}/analyses/new", data=typed).status_code == 303
    with database.reading() as session:
        assert AnalysisPlan.from_dict(session.get_one(Analysis, handed_over[0]).plan) == AnalysisPlan(
            facets=("values",)
        )


def test_the_page_of_an_analysis_tells_every_choice_of_its_plan(
    researcher: FlaskClient, study: Study, analysed: Callable[..., Analysis]
) -> None:
    analysed(plan={"rotation": "promax"})  # of a version that knew no other choice
    page = researcher.get(f"/studies/{study.slug}/analyses/1").get_data(as_text=True)
    told = page[page.index("The plan</h3>") :]
    assert [choice.title for choice in CHOICES.values() if choice.title not in told] == []
    assert "Promax: correlated factors" in told


def test_numbers_are_counted_per_study(researcher: FlaskClient, study: Study, handed_over: list[int]) -> None:
    for number in (1, 2, 3):
        answer = researcher.post(f"/studies/{study.slug}/analyses/new", data=DEFAULTS)
        assert answer.headers["Location"].endswith(f"/analyses/{number}")


def test_the_form_can_start_from_an_earlier_plan(
    researcher: FlaskClient, study: Study, analysed: Callable[..., Analysis]
) -> None:
    analysed(plan=AnalysisPlan(seed=4242, rotation="promax", segments=4).to_dict())
    page = researcher.get(f"/studies/{study.slug}/analyses/new?like=1").get_data(as_text=True)
    assert 'value="4242"' in page
    assert 'name="segments"' in page
    assert 'value="4"' in page


def test_running_again_takes_the_same_plan(
    researcher: FlaskClient,
    study: Study,
    database: Database,
    analysed: Callable[..., Analysis],
    handed_over: list[int],
) -> None:
    analysed(
        "failed", plan=AnalysisPlan(seed=99).to_dict(), error={"code": "x", "text": "y", "advice": "z", "where": []}
    )
    answer = researcher.post(f"/studies/{study.slug}/analyses/1/again")
    assert answer.headers["Location"].endswith("/analyses/2")
    with database.reading() as session:
        assert session.get_one(Analysis, handed_over[0]).plan["seed"] == 99


def test_without_the_token_of_its_own_page_nothing_starts(
    researcher: FlaskClient, study: Study, handed_over: list[int]
) -> None:
    assert researcher.post(f"/studies/{study.slug}/analyses/new", data=DEFAULTS, csrf=False).status_code == 400
    assert handed_over == []
