"""Things that tests need in the database, each by one function with good defaults."""

import secrets
import time
import uuid
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from sqlalchemy.orm import Session

from surveys.config import Settings
from surveys.models import Account, Response, Study, Team
from surveys.models.base import utc_now
from surveys.private_links import PrivateLinks
from surveys.questionnaire.terms import StudyFile, StudyTerms
from surveys.services.accounts.passwords import hash_password
from surveys.services.studies.publish_questionnaire import publish_questionnaire
from surveys.store import accounts, consents, studies, teams
from surveys.store.asker import Asker
from surveys.store.consents import Decision
from surveys.web.signed_in import SEEN, TOKEN

SECRET_KEY = "k7Qz2mVw9XcR4tYb8NpL3sHd6JfG1aUe5oEiZxCv"
PASSWORD = "correct horse battery staple"
LINKS = PrivateLinks(SECRET_KEY)
SYSTEM = Asker.system()
FIRST_TEAM = "Team"
"""The team that every database has."""
QUESTIONNAIRES = Path(__file__).parent / "questionnaires"
_PASSWORD_HASH = hash_password(PASSWORD)


def make_settings(**changes: Any) -> Settings:
    """Settings of a test: jobs run at once, nothing is read from the environment."""
    chosen = {"secret_key": SECRET_KEY, "jobs_url": "memory://", "base_url": "http://localhost", **changes}
    return Settings(**chosen)


def make_account(
    session: Session,
    *,
    role: str = "researcher",
    email: str | None = None,
    name: str | None = None,
    team: str = FIRST_TEAM,
) -> Account:
    """An account whose password is `PASSWORD`, in a team; an administrator is in none."""
    account = accounts.add_account(
        session,
        email=email or f"{role}-{secrets.token_hex(4)}@example.org",
        name=name or role.capitalize(),
        administrator=role == "administrator",
        password_hash=_PASSWORD_HASH,
    )
    if role != "administrator":
        teams.set_membership(session, account_id=account.id, team_id=make_team(session, team).id, role=role)
    return account


def make_team(session: Session, name: str = FIRST_TEAM) -> Team:
    """The team with this name, added where it is new."""
    return teams.team_by_name(session, name=name) or teams.add_team(session, name=name)


def sign_in(session: Session, account: Account) -> str:
    """Sign somebody in; the token belongs into the session cookie, see `cookie_of`."""
    token = secrets.token_urlsafe(32)
    accounts.add_sign_in(session, account_id=account.id, token=token)
    return token


def cookie_of(token: str) -> dict[str, Any]:
    """What the session cookie of a signed-in browser holds."""
    return {TOKEN: token, SEEN: int(time.time())}


def study_plain(**terms: Any) -> dict[str, Any]:
    """A small study as somebody would write it; keyword arguments change its terms."""
    points = {"low": 1, "high": 5, "labels": {1: "Disagree", 5: "Agree"}}
    items = [
        {"name": name, "text": text, "scale": "thrift", "reverse": reverse}
        for name, text, reverse in (
            ("thrift1", "I compare prices before I buy.", False),
            ("thrift2", "I like to keep money for later.", False),
            ("thrift3", "I spend without thinking.", True),
        )
    ]
    gender = [{"code": 1, "label": "Woman"}, {"code": 2, "label": "Man"}, {"code": 3, "label": "Another"}]
    first = {"name": "attitudes", "questions": [
        {"type": "matrix", "name": "thrift", "text": "How well does this describe you?", "points": points,
         "required": True, "items": items, "facet": "values"}]}  # fmt: skip
    second = {"name": "about_you", "questions": [
        {"type": "single_choice", "name": "gender", "text": "How do you describe yourself?",
         "facet": "demographics", "options": gender, "also_offer": ["prefer_not_to_say"]},
        {"type": "number", "name": "age", "text": "How old are you?", "facet": "demographics",
         "minimum": 18, "maximum": 110},
        {"type": "long_text", "name": "why", "text": "Why did you buy last time?", "quotable": True}]}  # fmt: skip
    study = {
        "slug": "thrift-study",
        "title": "How people buy",
        "mode": "research",
        "who_asks": "The University of Somewhere.",
        "why": "To understand how people decide what to buy.",
        "what_happens": "Answers are kept without your name and only shown in groups.",
        "contact": "research@example.org",
        "minutes": 3,
        "ends_on": "2099-12-31",
        "purposes": [
            {"name": "take_part", "text": "I am 18 or older and I agree to take part.", "required": True},
            {"name": "quote", "text": "You may quote what I write, without my name."},
        ],
        "rewards": [
            {"kind": "page", "title": "Ten ways to keep more money", "description": "A short guide.",
             "body": "## First\n\nCompare.\n\n- one\n- two"},
        ],
        **terms,
    }  # fmt: skip
    questionnaire = {
        "name": "thrift_study",
        "title": "How people buy",
        "sections": [{"name": "main", "title": "About buying", "pages": [first, second]}],
        "scales": [{"name": "thrift", "title": "Thrift", "facet": "values"}],
    }
    return {"format": "whyprint/1", "study": study, "questionnaire": questionnaire}


PROFILING = [
    {"name": "take_part", "text": "I am 18 or older and I agree to take part.", "required": True},
    {"name": "profile", "text": "You may place me in a group and tailor offers to it."},
    {"name": "quote", "text": "You may quote what I write, without my name."},
    {"name": "recontact", "text": "You may ask me again."},
]
"""What a study for profiling asks."""


def study_file(*, file: str | Path | None = None, **terms: Any) -> StudyFile:
    """The small study, or one from `tests/questionnaires` (or any path); keyword arguments change its terms."""
    if file is None:
        return StudyFile.model_validate(study_plain(**terms))
    plain = yaml.safe_load((QUESTIONNAIRES / file).read_text(encoding="utf-8"))
    plain["study"] = {**plain.get("study", study_plain()["study"]), **terms}
    return StudyFile.model_validate(plain)


def publish_study(session: Session, *, file: str | Path | None = None, team: str = FIRST_TEAM, **terms: Any) -> Study:
    """A published study, open for answers."""
    team_id = make_team(session, team).id
    made = study_file(file=file, **terms)
    return publish_questionnaire(session, study_file=made, asker=SYSTEM, team_id=team_id).study


def with_points(high: int, **terms: Any) -> dict[str, Any]:
    """The small study with another number of points: answers given before mean something else."""
    plain = study_plain(**terms)
    plain["questionnaire"]["sections"][0]["pages"][0]["questions"][0]["points"] = {"low": 1, "high": high}
    return plain


def with_text(item: str, text: str, **terms: Any) -> dict[str, Any]:
    """The small study with one rated item in other words."""
    plain = study_plain(**terms)
    items = plain["questionnaire"]["sections"][0]["pages"][0]["questions"][0]["items"]
    next(each for each in items if each["name"] == item)["text"] = text
    return plain


COMPLETE: dict[str, int | str] = {
    "thrift1": 4, "thrift2": 5, "thrift3": 2, "gender": 1, "age": 34, "why": "It was on sale.",
}  # fmt: skip


def make_response(
    session: Session,
    study: Study,
    *,
    answers: Mapping[str, Any] | None = None,
    state: str = "completed",
    purposes: tuple[str, ...] = ("take_part",),
    **columns: Any,
) -> Response:
    """One response with its consent events."""
    version = studies.latest_version(session, study_id=study.id, asker=SYSTEM)
    if version is None:
        raise ValueError("The study was never published.")
    now = utc_now()
    response = Response(
        study_id=study.id,
        version_id=version.id,
        subject=str(uuid.uuid4()),
        anonymous=study.anonymous,
        language=columns.pop("language", "en"),
        state=state,
        ending=columns.pop("ending", "complete" if state == "completed" else None),
        answers=dict(COMPLETE if answers is None else answers),
        seconds=columns.pop("seconds", 95.0),
        completed_at=now if state == "completed" else None,
        **columns,
    )
    session.add(response)
    session.flush()
    for purpose in purposes:
        give_consent(session, response, purpose=purpose)
    return response


def give_consent(session: Session, response: Response, *, purpose: str, given: bool = True) -> None:
    """One consent event with the words of the study's terms."""
    study = session.get_one(Study, response.study_id)
    terms = StudyTerms.model_validate(study.terms)
    words = next(one.text for one in terms.purposes if one.name == purpose)
    decision = Decision(
        purpose=purpose, given=given, text=words.in_language(response.language, "en"), language=response.language
    )
    consents.add_decisions(
        session,
        study_id=study.id,
        subject=response.subject,
        decisions=[decision],
        source="introduction",
        at=utc_now(),
    )


def publish_plain(session: Session, plain: Mapping[str, Any], **options: Any) -> Study:
    """A study as somebody would write it, published."""
    return publish_questionnaire(session, study_file=StudyFile.model_validate(plain), asker=SYSTEM, **options).study
