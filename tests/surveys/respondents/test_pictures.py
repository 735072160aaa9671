"""Pictures of a study: published with it, shown from our own address, gone with it."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from surveys.errors import Invalid
from surveys.models import PictureFile, QuestionnaireVersion
from surveys.questionnaire.definition import Questionnaire
from surveys.questionnaire.pictures import pictures_in
from surveys.questionnaire.terms import StudyFile
from surveys.services.studies.publish_questionnaire import Published, publish_questionnaire
from surveys.store.database import Database
from tests import factories
from tests.pictures import a_picture

SENT = a_picture()


def pictured(alt: str = "A cup of espresso") -> dict[str, Any]:
    plain = factories.study_plain()
    page = plain["questionnaire"]["sections"][0]["pages"][0]
    shown = {"type": "statement", "name": "look", "text": "Look.", "picture": {"file": "cup.png", "alt": alt}}
    page["questions"].insert(0, shown)
    return plain


def publish(database: Database, plain: dict[str, Any], files: dict[str, bytes] | None = None) -> Published:
    with database.writing() as session:
        file = StudyFile.model_validate(plain)
        return publish_questionnaire(session, asker=factories.SYSTEM, study_file=file, files=files or {})


def address(database: Database) -> str:
    with database.reading() as session:
        newest = session.scalars(select(QuestionnaireVersion).order_by(QuestionnaireVersion.number.desc())).first()
        assert newest is not None
        (picture,) = pictures_in(Questionnaire.model_validate(newest.definition))
        assert picture.stored is not None
        return f"/s/{factories.study_plain()['study']['slug']}/pictures/{picture.stored.renditions[0].hash}.webp"


def test_a_picture_is_read_by_anybody_and_kept_for_good(app: Flask, database: Database) -> None:
    publish(database, pictured(), {"cup.png": SENT})
    got = app.test_client().get(address(database))
    assert (got.status_code, got.mimetype) == (200, "image/webp")
    assert got.headers["X-Content-Type-Options"] == "nosniff"
    assert "immutable" in got.headers["Cache-Control"]
    assert got.data != SENT


def test_a_picture_is_no_other_studys(app: Flask, database: Database) -> None:
    publish(database, pictured(), {"cup.png": SENT})
    plain = factories.study_plain()
    plain["study"]["slug"] = "another-study"
    publish(database, plain)
    with database.reading() as session:
        digest = session.scalars(select(PictureFile.hash)).one()
    assert app.test_client().get(f"/s/another-study/pictures/{digest}.webp").status_code == 404


def test_pictures_that_are_not_there_are_named(database: Database) -> None:
    with pytest.raises(Invalid, match=r"cup\.png"):
        publish(database, pictured())
    with database.reading() as session:
        assert not session.scalars(select(PictureFile)).all()


def test_a_picture_need_not_be_sent_again(database: Database) -> None:
    publish(database, pictured(), {"cup.png": SENT})
    before = address(database)
    assert not publish(database, pictured(), {"cup.png": SENT}).is_new_version
    assert publish(database, pictured("A small cup")).is_new_version
    assert address(database) == before


def test_another_picture_is_another_version(database: Database) -> None:
    publish(database, pictured(), {"cup.png": SENT})
    before = address(database)
    assert publish(database, pictured(), {"cup.png": a_picture(colour="tomato")}).is_new_version
    assert address(database) != before


def test_what_a_study_file_says_is_stored_counts_for_nothing(database: Database) -> None:
    plain = pictured()
    picture = plain["questionnaire"]["sections"][0]["pages"][0]["questions"][0]["picture"]
    picture["stored"] = {"source": "0" * 64, "renditions": [{"hash": "0" * 64, "width": 1, "height": 1}]}
    with pytest.raises(Invalid, match=r"cup\.png"):
        publish(database, plain)


def test_a_picture_needs_words() -> None:
    plain = pictured()
    del plain["questionnaire"]["sections"][0]["pages"][0]["questions"][0]["picture"]["alt"]
    with pytest.raises(ValueError, match="alt"):
        StudyFile.model_validate(plain)
