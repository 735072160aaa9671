"""Who may open what: ONE table of all endpoints, enforced before every view. An endpoint without a row answers 404.

An address with a study in it (`<slug>`) is open to roles in the team of that study; what is another team's looks as if
it did not exist. An address without one, such as a list, is open to whoever has the role in any team.
"""

from dataclasses import dataclass
from urllib.parse import urlsplit

from flask import Flask, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from surveys.questionnaire.terms import PurposeName, purposes_of_analysis
from surveys.store.asker import ANY_ROLE, RESEARCH, Asker
from surveys.store.studies import team_of_study
from surveys.web.nothing_here import nothing_here
from surveys.web.signed_in import current_account, current_asker
from surveys.web.transaction import current_session

SMALL_BODY = 64 * 1024
UPLOAD_BODY = 10 * 1024 * 1024
PAGE_BODY = 2 * 1024 * 1024
"""No page of a questionnaire takes more; the view asks for what its own page can take (see `respondents.page_size`)."""
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


@dataclass(frozen=True, kw_only=True)
class Rule:
    """Who may call an endpoint, and how much they may send."""

    signed_in: bool = False
    roles: frozenset[str] | None = None
    """Roles in a team; None: whoever is signed in, or everybody."""
    administrator: bool = False
    by_link: bool = False
    """The view itself proves by a cookie or link which respondent this is."""
    max_body: int = SMALL_BODY
    people: tuple[PurposeName, ...] | None = None
    """What everybody agreed to of whom a line or a word leaves here; None: nobody's line or word does."""

    def admits(self, asker: Asker) -> bool:
        """Whether this could be open to the asker, whatever study it is about."""
        if self.administrator:
            return asker.administrator
        return self.roles is None or bool(asker.teams(self.roles))


def in_team(
    roles: frozenset[str], *, max_body: int = SMALL_BODY, people: tuple[PurposeName, ...] | None = None
) -> Rule:
    return Rule(signed_in=True, roles=roles, max_body=max_body, people=people)


PUBLIC = Rule()
RESPONDENT = Rule(by_link=True)
PAGE = Rule(by_link=True, max_body=PAGE_BODY)
SIGNED_IN = Rule(signed_in=True)
ANSWERS: tuple[PurposeName, ...] = ("take_part",)
PLACED: tuple[PurposeName, ...] = purposes_of_analysis("profiling")
"""For lines; in a study for research taking part is enough."""
QUOTED: tuple[PurposeName, ...] = ("take_part", "quote")
RESEARCHERS = in_team(RESEARCH)
READERS = in_team(ANY_ROLE)
ADMINISTRATORS = Rule(signed_in=True, administrator=True)

ACCESS: dict[str, Rule] = {
    "static": PUBLIC,
    "room": PUBLIC,
    # accounts
    "accounts.sign_in": PUBLIC,
    "accounts.sign_out": SIGNED_IN,
    "accounts.own": SIGNED_IN,
    "accounts.index": ADMINISTRATORS,
    "accounts.create": ADMINISTRATORS,
    "accounts.set_active": ADMINISTRATORS,
    "accounts.set_password": ADMINISTRATORS,
    "accounts.teams": ADMINISTRATORS,
    "accounts.team": ADMINISTRATORS,
    "accounts.rename_team": ADMINISTRATORS,
    "accounts.set_member": ADMINISTRATORS,
    "accounts.remove_member": ADMINISTRATORS,
    # respondents
    "respondents.introduction": PUBLIC,
    "respondents.start": PUBLIC,
    "respondents.page": RESPONDENT,
    "respondents.send_page": PAGE,
    "respondents.autosave": PAGE,
    "respondents.ahead": RESPONDENT,
    "respondents.send_kept": PAGE,
    "respondents.words": RESPONDENT,
    "respondents.decide": PAGE,
    "respondents.thanks": RESPONDENT,
    "respondents.resume": RESPONDENT,
    "respondents.another_link": RESPONDENT,
    "respondents.choose_link": RESPONDENT,
    "respondents.receipt": RESPONDENT,
    "respondents.receipt_json": RESPONDENT,
    "respondents.my_data": RESPONDENT,
    "respondents.my_data_json": RESPONDENT,
    "respondents.my_data_table": RESPONDENT,
    "respondents.withdraw": RESPONDENT,
    "respondents.allow": RESPONDENT,
    "respondents.erase": RESPONDENT,
    "respondents.reward": RESPONDENT,
    "respondents.reward_link": RESPONDENT,
    "respondents.fetch_code": RESPONDENT,
    "respondents.download": RESPONDENT,
    "respondents.outcome": PUBLIC,
    "respondents.picture": PUBLIC,
    "respondents.card_svg": PUBLIC,
    "respondents.card_png": PUBLIC,
    # builder
    "builder.publish": in_team(RESEARCH, max_body=UPLOAD_BODY),
    "builder.preview": RESEARCHERS,
    "builder.preview_page": RESEARCHERS,
    "builder.preview_send": RESEARCHERS,
    "builder.preview_outcomes": RESEARCHERS,
    # studies
    "studies.home": SIGNED_IN,
    "studies.index": RESEARCHERS,
    "studies.fieldwork": RESEARCHERS,
    "studies.ways_in": RESEARCHERS,
    "studies.make_way": RESEARCHERS,
    "studies.set_way": RESEARCHERS,
    "studies.start_test": RESEARCHERS,
    "studies.throw_tests_away": RESEARCHERS,
    "studies.codes": RESEARCHERS,
    "studies.add_codes": in_team(RESEARCH, max_body=UPLOAD_BODY),
    "studies.export": in_team(RESEARCH, people=ANSWERS),
    "analyses.new_analysis": RESEARCHERS,
    "analyses.start_analysis": RESEARCHERS,
    "analyses.run_again": RESEARCHERS,
    "analyses.analysis": in_team(RESEARCH, people=QUOTED),
    "analyses.analysis_status": RESEARCHERS,
    "analyses.cancel": RESEARCHERS,
    "analyses.acknowledge": RESEARCHERS,
    "analyses.compare": RESEARCHERS,
    "analyses.lock": RESEARCHERS,
    "analyses.unlock": RESEARCHERS,
    "analyses.names": RESEARCHERS,
    "analyses.give_names": RESEARCHERS,
    "analyses.publish": RESEARCHERS,
    "analyses.leave_out": RESEARCHERS,
    "analyses.unpublish": RESEARCHERS,
    "analyses.summary": in_team(RESEARCH, people=QUOTED),
    "analyses.reproduction": RESEARCHERS,
    "analyses.assignments": in_team(RESEARCH, people=PLACED),
    "analyses.short_form": RESEARCHERS,
    "analyses.try_short_form": RESEARCHERS,
    "analyses.rule": RESEARCHERS,
    "analyses.make_quiz": RESEARCHERS,
    "analyses.publish_quiz": RESEARCHERS,
    "analyses.quiz": RESEARCHERS,
    "waves.waves": RESEARCHERS,
    "waves.start_wave": RESEARCHERS,
    "waves.wave": RESEARCHERS,
    "waves.wave_status": RESEARCHERS,
    "waves.cancel_comparison": RESEARCHERS,
    "waves.tracking": RESEARCHERS,
    # reports
    "reports.index": READERS,
    "reports.report": READERS,
    "reports.persona": in_team(ANY_ROLE, people=QUOTED),
    "reports.contest": READERS,
    "reports.same_passport": READERS,
    "reports.how_made": READERS,
    "reports.file": in_team(ANY_ROLE, people=QUOTED),
}


def init_access(app: Flask) -> None:
    app.before_request(_enforce)


def _enforce() -> ResponseReturnValue | None:
    if request.endpoint is None:
        return None  # Flask answers 404 or 405
    rule = ACCESS.get(request.endpoint)
    if rule is None:
        abort(404)
    request.max_content_length = rule.max_body
    request.max_form_memory_size = rule.max_body
    if request.method not in _SAFE:
        _refuse_other_origins()
    return _check(rule) if rule.signed_in else None


def _check(rule: Rule) -> ResponseReturnValue | None:
    if current_account() is None:
        return _ask_to_sign_in()
    asker = current_asker()
    slug = (request.view_args or {}).get("slug")
    if slug is not None and rule.roles is not None:
        _check_study(rule.roles, slug, asker)
    elif not rule.admits(asker):
        abort(403)
    return None


def _check_study(roles: frozenset[str], slug: str, asker: Asker) -> None:
    team = team_of_study(current_session(), slug=slug, asker=asker, roles=ANY_ROLE)
    if team is None:
        raise nothing_here()
    if asker.roles.get(team) not in roles:
        abort(403)


def _ask_to_sign_in() -> ResponseReturnValue:
    if request.accept_mimetypes.best == "application/json":
        abort(401)
    comes_back = request.full_path.rstrip("?") if request.method in _SAFE else None
    return redirect(url_for("accounts.sign_in", next=comes_back), 303)


def _refuse_other_origins() -> None:
    """A page of another site may not post to us, whatever token it found."""
    if request.headers.get("Sec-Fetch-Site") in ("cross-site", "same-site"):
        abort(400)
    origin = request.headers.get("Origin")
    if origin is not None and _host_of(origin) != request.host:
        abort(400)


def _host_of(origin: str) -> str:
    """The host an origin names; of one that is none at all, nothing."""
    try:
        return urlsplit(origin).netloc
    except ValueError:
        return ""
