"""What marketers see of a published report, and what they never see."""

import re
from collections.abc import Callable
from html import unescape

from flask.testing import FlaskClient

from surveys.models.base import utc_now
from surveys.presentation.report.reality import show_reality
from surveys.presentation.report.words import told
from surveys.store.database import Database
from tests.report_samples import RARE, sample_published
from tests.surveys.reports.conftest import SECRET, add_report

PARTS = (
    "",
    "/personas/S1",
    "/personas/S2",
    "/personas/S3",
    "/contest",
    "/same-passport",
    "/same-passport?cell=2",
    "/how-made",
    "/file",
)
REPORT = "/reports/thrift-study"
SignIn = Callable[[str], FlaskClient]


def test_every_part_of_a_published_report_opens(marketer: FlaskClient) -> None:
    for part in PARTS:
        assert marketer.get(REPORT + part).status_code == 200, part


def test_nothing_of_the_research_team_s_figures_is_shown(marketer: FlaskClient) -> None:
    for part in PARTS:
        text = marketer.get(REPORT + part).get_data(as_text=True)
        assert SECRET not in text
        assert RARE not in text


def test_a_report_that_is_not_published_is_not_there(database: Database, signed_in: SignIn) -> None:
    add_report(database, published=False)

    for role in ("marketer", "researcher", "lead"):
        browser = signed_in(role)
        assert [browser.get(REPORT + part).status_code for part in PARTS] == [404] * len(PARTS)


def test_nobody_reads_a_report_without_signing_in(database: Database, client: FlaskClient) -> None:
    add_report(database)

    for part in PARTS:
        response = client.get(REPORT + part)
        assert response.status_code == 303
        assert "/sign-in" in response.headers["Location"]


def test_all_roles_of_the_team_read_reports(database: Database, signed_in: SignIn) -> None:
    add_report(database)

    for role in ("marketer", "researcher", "lead"):
        assert signed_in(role).get(REPORT).status_code == 200


def test_marketers_are_sent_to_their_reports_and_find_them(marketer: FlaskClient) -> None:
    home = marketer.get("/")
    page = marketer.get("/reports").get_data(as_text=True)

    assert home.headers["Location"].endswith("/reports")
    assert f'href="{REPORT}"' in page


def test_the_list_counts_people_as_the_report_does(database: Database, signed_in: SignIn) -> None:
    add_report(database, changes={"data.n": 1497}, n_responses=1500)
    page = signed_in("marketer").get("/reports").get_data(as_text=True)

    assert "1,497 responses" in page
    assert "1,500" not in page


def test_without_a_report_the_list_says_what_will_be_here(signed_in: SignIn) -> None:
    assert "No report yet" in signed_in("marketer").get("/reports").get_data(as_text=True)


def test_an_unpublished_report_is_not_in_the_list(database: Database, signed_in: SignIn) -> None:
    add_report(database, published=False)

    assert REPORT not in signed_in("marketer").get("/reports").get_data(as_text=True)


def test_a_persona_that_is_not_there_is_not_found(marketer: FlaskClient) -> None:
    assert marketer.get(f"{REPORT}/personas/S9").status_code == 404


def test_a_passport_that_does_not_exist_shows_the_first(marketer: FlaskClient) -> None:
    for cell in ("-1", "99", "x", "9" * 400):
        page = marketer.get(f"{REPORT}/same-passport?cell={cell}")
        assert page.status_code == 200
        assert "passport-0-title" in page.get_data(as_text=True)


def test_the_first_page_answers_how_many_how_large_how_different_how_sure(marketer: FlaskClient) -> None:
    text = marketer.get(REPORT).get_data(as_text=True)

    for words in ("kinds of people</", "of all people in each", "overlap with everybody else", "how sure that is"):
        assert words in text


def test_the_reality_check_stands_on_the_page_of_a_persona(marketer: FlaskClient) -> None:
    rarity = sample_published().personas[0].rarity
    text = marketer.get(f"{REPORT}/personas/S1").get_data(as_text=True)

    assert rarity.lines
    assert show_reality(rarity).words in unescape(text)
    assert "Reality check" in text


def test_no_distance_from_everybody_is_told_of_questions_that_formed_the_personas(marketer: FlaskClient) -> None:
    """On noise "36 points in why they act" would stand there as well: the groups were made to differ on these."""
    text = marketer.get(f"{REPORT}/personas/S1").get_data(as_text=True)

    assert "points in who they are" not in text
    assert "Which view tells more about what people do?" in text


def test_whatever_formed_the_personas_carries_a_star_in_every_table(marketer: FlaskClient) -> None:
    persona = sample_published().personas[0]
    text = marketer.get(f"{REPORT}/personas/S1").get_data(as_text=True)
    lines = [unescape(line) for line in re.findall(r'<th scope="row"[^>]*>([^<]*)</th>', text)]

    assert {row.type for row in persona.why if row.formed} == {"ordinal", "third"}, "dimensions, too"
    for row in persona.why:
        assert row.formed
        assert f"{told(row)} *" in lines
    for bar in persona.attitudes:
        assert f"{bar.text} *" in lines
    assert not any(line.endswith(" *") for line in lines if told(persona.who[0]) in line)
    assert text.count("formed the personas, so they differ by construction") >= 3


def test_facets_that_were_not_asked_are_named(marketer: FlaskClient) -> None:
    text = marketer.get(f"{REPORT}/personas/S1").get_data(as_text=True)

    assert "Not asked in this study" in text
    assert "Objections" in text.split("Not asked in this study")[1]


def test_every_statement_leads_to_its_item(marketer: FlaskClient) -> None:
    text = marketer.get(f"{REPORT}/personas/S1").get_data(as_text=True)
    statements = sample_published().personas[0].statements

    assert statements
    for each in statements:
        assert f'#S1-item-{each.variable}"' in text
        assert f'id="S1-item-{each.variable}"' in text


def test_every_chart_has_its_finding_its_reading_its_base_and_its_numbers(marketer: FlaskClient) -> None:
    for part in ("", "/personas/S1", "/contest", "/same-passport", "/how-made"):
        text = marketer.get(REPORT + part).get_data(as_text=True)
        charts = text.split('<figure class="chart"')[1:]
        assert charts
        for chart in charts:
            words = chart.split("</figure>")
            assert "chart__finding" in words[0]
            assert len(words[0].split("chart__reading")[1]) > 60
            assert 'class="base"' in words[0]
            assert "<table" in words[1].split('<figure class="chart"')[0]


def test_simulated_answers_are_labelled_on_every_page(database: Database, signed_in: SignIn) -> None:
    add_report(database, simulated=True)
    browser = signed_in("marketer")

    for part in ("", "/personas/S1", "/file"):
        assert "Simulated data" in browser.get(REPORT + part).get_data(as_text=True)


def test_a_stop_that_was_accepted_stays_on_the_page(database: Database, signed_in: SignIn) -> None:
    stop = {"code": "few", "text": "There are very few people.", "severity": "stop"}
    add_report(database, changes={"warnings": [stop]}, acknowledged=["few"])
    browser = signed_in("marketer")

    for part in ("", "/personas/S1", "/how-made", "/file"):
        text = browser.get(REPORT + part).get_data(as_text=True)
        assert "There are very few people." in text
        assert "accepted it before publishing" in text


def test_constructed_segments_are_called_what_they_are(database: Database, signed_in: SignIn) -> None:
    add_report(database, changes={"segments.verdict": "constructed"})

    text = signed_in("marketer").get(REPORT).get_data(as_text=True)

    assert "is a continuum, cut for use into" in text
    assert "kinds of people" not in text


def test_the_contest_says_so_when_demographics_win(database: Database, signed_in: SignIn) -> None:
    words = "Who people are tells more about this than what they think."
    changes = {"contrast.bought.winner": "demographics", "contrast.bought.words": words}
    add_report(database, changes=changes)

    text = signed_in("marketer").get(f"{REPORT}/contest").get_data(as_text=True)

    assert "Who they are tells more about the one outcome." in text
    assert words in text


def test_a_persona_alone_is_the_fourth_in_the_contest(marketer: FlaskClient) -> None:
    text = marketer.get(f"{REPORT}/contest").get_data(as_text=True)

    assert "Persona alone" in text.split("<figure")[1], "in the picture"
    assert text.count("Persona alone") > 1, "and in its table"
    assert "Knowing nothing but the persona" in text


def test_attitudes_to_the_thing_itself_are_called_so(database: Database, signed_in: SignIn) -> None:
    about = {"code": "attitudes_to_itself"}
    add_report(database, changes={"contrast.bought.winner": "itself", "contrast.bought.about": about})
    text = signed_in("marketer").get(f"{REPORT}/contest").get_data(as_text=True)

    assert "Attitudes to the thing itself tell most about the one outcome" in text
    assert "says little of what moves people" in text
    assert "Why people act tells more" not in text


def test_a_contest_that_could_not_be_held_says_why(database: Database, signed_in: SignIn) -> None:
    note = {"code": "no_outcome", "text": "No outcome was asked.", "severity": "note"}
    add_report(database, changes={"contrast": {}, "warnings": [note]})

    assert "No outcome was asked." in signed_in("marketer").get(f"{REPORT}/contest").get_data(as_text=True)


def test_without_charts_the_numbers_are_there(database: Database, signed_in: SignIn) -> None:
    add_report(database, charts=None)

    text = signed_in("marketer").get(f"{REPORT}/personas/S1").get_data(as_text=True)

    assert "<svg" in text  # waffle and light
    assert "S1-item-q" in text


def test_the_report_is_out_of_date_once_somebody_withdrew(database: Database, signed_in: SignIn) -> None:
    add_report(database, stale_since=utc_now())

    assert "Out of date" in signed_in("marketer").get(REPORT).get_data(as_text=True)


def test_the_page_around_english_findings_is_english(marketer: FlaskClient) -> None:
    text = marketer.get(f"{REPORT}?lang=ar").get_data(as_text=True)

    assert '<html lang="en" dir="ltr"' in text
