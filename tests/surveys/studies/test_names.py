"""Naming personas: asked for, checked, kept with its history, and told wherever the persona is."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from research.charts import draw_all
from research.summary.given_names import with_given_names
from research.words.grammar import ENGLISH
from surveys.models import Analysis, AuditEvent, PersonaName, Study
from surveys.store.database import Database
from tests.surveys.studies.further_summary import further_summary

Analysed = Callable[..., Analysis]
NAMELESS = further_summary({"warnings": []})
UNNAMED = {"name": None, "name_holds": None, "n": 198, "share": 0.5, "low": 0.45, "high": 0.55}
NAMELESS = NAMELESS.model_copy(update={"personas": [each.model_copy(update=UNNAMED) for each in NAMELESS.personas]})


@pytest.fixture
def here(study: Study, analysed: Analysed) -> str:
    """The address of an analysis whose personas have no names."""
    analysed(summary=NAMELESS, published_summary=NAMELESS, charts=draw_all(NAMELESS))
    return f"/studies/{study.slug}/analyses/1"


def _stored(database: Database) -> Analysis:
    with database.reading() as session:
        found = session.scalars(select(Analysis)).one()
        _ = found.summary, found.published_summary, found.charts
        return found


def _save(researcher: FlaskClient, here: str, *, seen: int = 0, **fields: str) -> tuple[int, str]:
    data = {"seen": str(seen), **{name.replace("_", "-"): value for name, value in fields.items()}}
    answer = researcher.post(f"{here}/names", data=data)
    return answer.status_code, answer.get_data(as_text=True)


def test_a_name_is_told_wherever_the_persona_is(researcher: FlaskClient, here: str, database: Database) -> None:
    assert _save(researcher, here, name_S1="  Bargain \n Treat Seekers ", name_S2="")[0] == 303

    found = _stored(database)
    for summary in (found.summary, found.published_summary):
        assert [each.given_name for each in summary.personas] == ["Bargain Treat Seekers", None]
        assert [each.name for each in summary.personas] == [None, None]
        assert "The research team named S1; these names are no findings." in ENGLISH.paragraph(
            summary.provenance.methods
        )
    assert "Bargain" in found.charts["overview"]["wide"]
    assert "S1 Bargain Treat Seekers" in researcher.get(here).get_data(as_text=True)


def test_a_report_tells_the_name_and_a_code_alone_where_there_is_none(
    researcher: FlaskClient, here: str, study: Study
) -> None:
    _save(researcher, here, name_S1="Bargain Treat Seekers")
    assert researcher.post(f"{here}/publish", data={"with_codes": "y"}).status_code == 303
    persona, other = (
        researcher.get(f"/reports/{study.slug}/personas/{code}").get_data(as_text=True) for code in ("S1", "S2")
    )
    assert ">Bargain Treat Seekers</h1>" in persona
    assert "The team’s name" in persona
    assert ">Persona S2</h1>" in other
    assert "<title>S2 ·" in other


def test_publishing_asks_for_names_and_lets_codes_through_where_somebody_says_so(
    researcher: FlaskClient, here: str, database: Database
) -> None:
    page = researcher.get(here).get_data(as_text=True)
    assert "These personas have no names: S1, S2." in page
    assert f'href="{here}/names"' in page
    refused = researcher.post(f"{here}/publish")
    assert refused.status_code == 409
    assert "Name them, or say that you publish with codes." in refused.get_data(as_text=True)
    assert _stored(database).published_at is None

    assert researcher.post(f"{here}/publish", data={"with_codes": "y"}).status_code == 303
    assert _stored(database).published_at is not None
    with database.reading() as session:
        event = session.scalars(select(AuditEvent).order_by(AuditEvent.id.desc())).first()
        assert (event.action, event.detail["codes"]) == ("report.published", ["S1", "S2"])


def test_named_personas_are_published_without_a_question(researcher: FlaskClient, here: str) -> None:
    _save(researcher, here, name_S1="Bargain Treat Seekers", name_S2="Put-off Non-visitors")
    assert "Publish with codes" not in researcher.get(here).get_data(as_text=True)
    assert researcher.post(f"{here}/publish").status_code == 303


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ({"name_S1": "S2"}, "A code is no name."),
        ({"name_S1": "x" * 41}, "The name has 41 characters. Use at most 40."),
        ({"name_S1": "7 %"}, "A name needs letters."),
        ({"name_S1": "Savers", "name_S2": "sAVERS"}, "has this name already."),
        ({"name_S1": "", "reason_S1": "They save."}, "There is a reason and no name."),
        ({"name_S1": "Savers", "reason_S1": "y" * 301}, "The reason has 301 characters. Use at most 300."),
    ],
)
def test_what_cannot_be_used_comes_back_as_it_was_typed(
    researcher: FlaskClient, here: str, database: Database, typed: dict[str, str], fault: str
) -> None:
    status, page = _save(researcher, here, **typed)
    assert status == 400
    assert fault in page
    assert all(f'value="{words}"' in page for words in typed.values() if words)
    with database.reading() as session:
        assert session.scalars(select(PersonaName)).all() == []


def test_history_says_who_when_from_what_to_what_and_why(
    researcher: FlaskClient, here: str, database: Database
) -> None:
    _save(researcher, here, name_S1="Savers")
    status, page = _save(researcher, here, seen=1, name_S1="Bargain Treat Seekers")
    assert status == 400
    assert "Say why “Savers” is the name no longer" in page
    _save(researcher, here, seen=1, name_S1="Bargain Treat Seekers", reason_S1="They spend, too.")
    _save(researcher, here, seen=2, name_S1="", reason_S1="The team does not agree.")

    with database.reading() as session:
        rows = session.scalars(select(PersonaName).order_by(PersonaName.id)).all()
        assert [(row.name, row.reason) for row in rows] == [
            ("Savers", ""),
            ("Bargain Treat Seekers", "They spend, too."),
            (None, "The team does not agree."),
        ]
        assert all(row.named_by and row.named_at for row in rows)
        events = session.scalars(select(AuditEvent).where(AuditEvent.action == "persona.named")).all()
        assert [(each.detail["from"], each.detail["to"]) for each in events][-1] == ("Bargain Treat Seekers", None)
    assert _stored(database).summary.personas[0].called is None
    history = researcher.get(f"{here}/names").get_data(as_text=True).partition('id="history"')[2]
    assert [words in history for words in ("Savers", "They spend, too.", "Bargain Treat Seekers")] == [True] * 3


def test_two_people_who_name_at_once_do_not_overwrite_each_other(
    researcher: FlaskClient, here: str, database: Database
) -> None:
    _save(researcher, here, name_S1="Savers")
    status, page = _save(researcher, here, seen=0, name_S1="Hoarders", reason_S1="They keep it.")
    assert status == 409
    assert "Meanwhile" in page
    assert "S1 is “Savers”" in page
    assert 'value="Hoarders"' in page
    assert _stored(database).summary.personas[0].given_name == "Savers"


def test_saving_what_is_there_changes_nothing(researcher: FlaskClient, here: str, database: Database) -> None:
    _save(researcher, here, name_S1="Savers")
    assert _save(researcher, here, seen=1, name_S1="Savers", name_S2="")[0] == 303
    with database.reading() as session:
        assert len(session.scalars(select(PersonaName)).all()) == 1


def test_words_of_a_name_cannot_become_markup(researcher: FlaskClient, here: str) -> None:
    _save(researcher, here, name_S1="<b>Bold</b> Savers & Co")
    for page in (here, f"{here}/names"):
        assert "&lt;b&gt;Bold" in researcher.get(page).get_data(as_text=True)


def test_others_neither_see_nor_give_names(
    signed_in: Callable[..., FlaskClient], here: str, database: Database
) -> None:
    marketer = signed_in("marketer")
    assert marketer.get(f"{here}/names").status_code in (403, 404)
    assert _save(marketer, here, name_S1="Savers")[0] in (403, 404)
    with database.reading() as session:
        assert session.scalars(select(PersonaName)).all() == []


def test_a_name_of_the_team_wins_over_one_by_rule_and_says_no_certainty() -> None:
    summary = further_summary()
    assert [ENGLISH.text(each.called) for each in summary.personas] == ["Savers", "Spenders"]
    named = with_given_names(summary, {"S2": "Big Spenders"})
    assert [ENGLISH.text(each.called) for each in named.personas] == ["Savers", "Big Spenders"]
    assert with_given_names(named, {}) == summary
