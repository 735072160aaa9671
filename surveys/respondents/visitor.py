"""Who is asking and about which study: the guard before every view of a respondent."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property
from urllib.parse import urlencode

from babel import Locale, UnknownLocaleError
from flask import Response as FlaskResponse
from flask import current_app, request, url_for
from sqlalchemy.orm import Session

from surveys.config import Settings
from surveys.errors import Missing
from surveys.models import Collector, Response, Reward, Study
from surveys.models.base import utc_now
from surveys.private_links import PrivateLinks, looks_like_token, token_hash
from surveys.questionnaire.arrangement import arrange
from surveys.questionnaire.definition import Questionnaire
from surveys.questionnaire.flow import Way, way_through
from surveys.questionnaire.terms import StudyTerms
from surveys.questionnaire.texts import LocalText
from surveys.respondents.from_link import WAY, carried_by_link
from surveys.services.answers.grant_reward import rewards_to_have
from surveys.store import collectors, public_studies
from surveys.store.collectors import is_way
from surveys.store.public_studies import is_slug
from surveys.store.set_apart import look_at_tests
from surveys.store.sittings import Sitting, find_sitting
from surveys.web.definitions import questionnaire_of, terms_of
from surveys.web.language import INTERFACE_LANGUAGES, choose_language, remember_language
from surveys.web.transaction import READING, current_session
from surveys.words import gettext as _

GRACE = timedelta(days=1)
NEAR = timedelta(days=2)
"""How long before a deadline every page says when it is."""
_LONGEST_COOKIE = timedelta(days=400)


@dataclass(frozen=True, kw_only=True)
class Visitor:
    """One browser at one study."""

    session: Session
    study: Study
    version_id: int
    questionnaire: Questionnaire
    language: str
    token: str | None
    sitting: Sitting | None
    now: datetime
    came_by: Collector | None = None
    """The way the address names; a response keeps the one it was begun by."""

    @property
    def response(self) -> Response | None:
        return None if self.sitting is None else self.sitting.response

    @cached_property
    def terms(self) -> StudyTerms:
        return terms_of(self.study)

    @cached_property
    def way(self) -> Way:
        """The way of the answers so far, standing on its first page."""
        if self.sitting is None:
            return way_through(self.questionnaire, {})
        return way_through(self.questionnaire, self.sitting.response.answers, sent=self.sitting.sent_pages)

    @property
    def slug(self) -> str:
        return self.study.slug

    @property
    def claims(self) -> tuple[str, str]:
        """Names under which rewards of this link may be kept, where its answers are gone."""
        links = private_links()
        return links.claim_hash(self.study.id, self.token_hash), links.earlier_claim_hash(
            self.study.id, self.token or ""
        )

    @cached_property
    def token_hash(self) -> str:
        return token_hash(self.token or "")

    def in_language(self, code: str) -> "Visitor":
        """The same visitor, who chose another language; as before where the study does not speak it."""
        if code not in self.questionnaire.all_languages:
            return self
        remember_language(code)
        return replace(self, language=code)

    def say(self, text: LocalText | None) -> str:
        return "" if text is None else text.in_language(self.language, self.questionnaire.language)

    @property
    def is_test(self) -> bool:
        """Whether what happens here is only a test."""
        return self.comes_to_test or (self.response is not None and self.response.is_test)

    @property
    def comes_to_test(self) -> bool:
        return self.came_by is not None and self.came_by.kind == "test"

    def is_open(self) -> bool:
        """Whether somebody new may begin, by this way."""
        way_is_open = self.came_by is None or self.came_by.is_open
        in_time = self.now.date() <= self.study.ends_on and not self.deadline_passed
        return way_is_open and self.study.state == "open" and in_time

    @property
    def deadline_passed(self) -> bool:
        """Whether nobody can send anything any more."""
        return self.terms.deadline is not None and self.terms.deadline <= self.now

    def is_late(self) -> bool:
        """Whether the deadline is so near that whoever answers should know."""
        return self.terms.deadline is not None and self.terms.deadline - self.now <= NEAR

    def may_finish(self) -> bool:
        """Whether this response may go on: until the deadline, else for a day after the study ended or it began."""
        if self.is_open():
            return True
        if self.response is None:
            return False
        if self.terms.deadline is not None:
            return not self.deadline_passed
        if self.study.state == "open":
            return self.now.date() <= self.study.ends_on + GRACE
        return self.response.started_at >= self.now - GRACE

    def takes_part(self) -> bool:
        return self.sitting is not None and self.sitting.takes_part

    @cached_property
    def rewards(self) -> tuple[Reward, ...]:
        """What this link may have, with or without answers."""
        if self.token is None:
            return ()
        response = self.response
        return tuple(rewards_to_have(self.session, study_id=self.study.id, response=response, claims=self.claims))

    def reward(self, reward_id: int) -> Reward | None:
        """The reward, where this link is entitled to it."""
        return next((row for row in self.rewards if row.id == reward_id), None)


def settings() -> Settings:
    found: Settings = current_app.extensions["settings"]
    return found


def private_links() -> PrivateLinks:
    return PrivateLinks(settings().secret_key)


def visitor(slug: str, *, token: str | None = None, hold: bool = True) -> Visitor:
    """The visitor of this request; `token` is the private link where the address has it, else the cookie's.

    Where the request may write, the sitting is held until its end, unless `hold` says that it is only looked at.
    """
    session = current_session()
    token = token or request.cookies.get(cookie_name(slug), "")
    known = token if looks_like_token(token) else None
    sitting = None if known is None else _sitting(session, slug, known, hold=hold and request.method not in READING)
    study = public_studies.study_by_slug(session, slug=slug) if sitting is None else sitting.study
    if study is None:
        raise _no_study()
    response = None if sitting is None else sitting.response
    if response is not None and response.is_test:
        look_at_tests(session)
    version_id = _version_id(session, study, response)
    seed = None if response is None else response.seed
    questionnaire = arrange(questionnaire_of(session, version_id=version_id), seed)
    return Visitor(
        session=session,
        study=study,
        version_id=version_id,
        questionnaire=questionnaire,
        language=_language(questionnaire, response),
        token=known,
        sitting=sitting,
        now=utc_now(),
        came_by=_came_by(session, study),
    )


def newest_questionnaire(slug: str) -> Questionnaire:
    """What a newcomer would be asked, whoever this is."""
    session = current_session()
    study = public_studies.study_by_slug(session, slug=slug)
    if study is None:
        raise _no_study()
    return questionnaire_of(session, version_id=_version_id(session, study, None))


def _came_by(session: Session, study: Study) -> Collector | None:
    """The way the address names; a name of no way says nothing, so that a broken link still leads to the study."""
    token = request.args.get(WAY, "")
    return collectors.by_token(session, study_id=study.id, token=token) if is_way(token) else None


def _sitting(session: Session, slug: str, token: str, *, hold: bool) -> Sitting | None:
    if not is_slug(slug):
        return None
    return find_sitting(session, slug=slug, token_hash=token_hash(token), hold=hold)


def _version_id(session: Session, study: Study, response: Response | None) -> int:
    """The version a response began with; for a newcomer the latest."""
    if response is not None:
        return response.version_id
    latest = public_studies.latest_version_id(session, study_id=study.id)
    if latest is None:
        raise _no_study()
    return latest


def _no_study() -> Missing:
    return Missing(
        _("There is no study at this address."),
        _("Check the address, or ask the person who gave it to you."),
    )


def _language(questionnaire: Questionnaire, response: Response | None) -> str:
    """The language asked for; who has begun goes on in the language of the beginning."""
    begun_in = None if response is None else response.language
    return choose_language(questionnaire.all_languages, default=questionnaire.language, preferred=begun_in)


def cookie_name(slug: str) -> str:
    return f"answers-{slug}"


def keep_cookie(answer: FlaskResponse, found: Visitor, token: str) -> FlaskResponse:
    """Let this browser find its answers again until they are erased."""
    left = datetime.combine(found.study.erase_on, datetime.min.time(), found.now.tzinfo) - found.now
    answer.set_cookie(
        cookie_name(found.slug),
        token,
        max_age=max(GRACE, min(left, _LONGEST_COOKIE)),
        path=url_for("respondents.introduction", slug=found.slug),
        secure=settings().secure,
        httponly=True,
        samesite="Lax",
    )
    return answer


def drop_cookie(answer: FlaskResponse, slug: str) -> FlaskResponse:
    path = url_for("respondents.introduction", slug=slug)
    answer.delete_cookie(cookie_name(slug), path=path, secure=settings().secure, httponly=True)
    return answer


def private_url(found: Visitor) -> str:
    """The private link as the respondent keeps it."""
    return settings().base_url + url_for("respondents.resume", slug=found.slug, token=found.token)


def public_url(found: Visitor) -> str:
    return settings().base_url + url_for("respondents.introduction", slug=found.slug)


def frame(found: Visitor) -> dict[str, object]:
    """What the layout of every page of a respondent shows."""
    introduction = url_for("respondents.introduction", slug=found.slug)
    has_data = found.response is not None
    return {
        "page_form": None,
        "study": found.study,
        "is_test": found.is_test,
        "study_name": found.say(found.terms.title),
        "languages": _languages(found),
        "privacy_url": f"{introduction}#about",
        "my_data_url": url_for("respondents.my_data", slug=found.slug) if has_data else None,
    }


def _languages(found: Visitor) -> list[tuple[str, str, str, bool]]:
    here = request.path if request.method == "GET" else url_for("respondents.introduction", slug=found.slug)
    said = carried_by_link(found.questionnaire, found.came_by)
    return [
        (code, own_name(code), f"{here}?{urlencode({'lang': code, **said})}", code == found.language)
        for code in found.questionnaire.all_languages
    ]


def own_name(code: str) -> str:
    """What a language is called by those who speak it."""
    if code in INTERFACE_LANGUAGES:
        return INTERFACE_LANGUAGES[code]
    try:
        return Locale.parse(code, sep="-").get_display_name() or code
    except (UnknownLocaleError, ValueError):
        return code
