"""Every page there is, by whom it is seen. A test holds this list against the routes of the application."""

from collections.abc import Mapping
from dataclasses import dataclass

from tests.browser.content import (
    CANCELLED,
    COMPARING,
    DRAFT,
    ENDED,
    EVERY_KIND,
    FAILED,
    GIVEN_UP,
    HELD,
    PUBLISHED,
    RUNNING,
    SHOPPING,
    WEIGHING,
)

_S = f"/s/{EVERY_KIND}"
_STUDY = f"/studies/{SHOPPING}"
_REPORT = f"/reports/{SHOPPING}"


@dataclass(frozen=True)
class Visit:
    """One address as one person sees it."""

    who: str
    """`newcomer`, `begun`, `finished`, `withdrawn`, `erased`, or a role of the team."""
    address: str
    status: int = 200
    button: str | None = None
    """Pressed after the page has opened, to see what it says to an empty form."""
    lands: str | None = None
    """Where it leads, if somewhere else."""
    refused: bool = True
    """Whether the empty form comes back with what is missing."""

    @property
    def state(self) -> str:
        return f"{self.who}, {self.button}" if self.button else self.who


OF_RESPONDENTS = (
    Visit("newcomer", _S),
    Visit("newcomer", _S, button="Agree and start"),
    Visit("newcomer", f"{_S}/my-data", 404),
    Visit("newcomer", f"{_S}/resume/nobody-has-this-link", 404),
    Visit("newcomer", f"/s/{ENDED}", 410),
    Visit("newcomer", "/reward/nobody-has-this-link", 404),
    Visit("newcomer", "/s/there-is-no-such-study", 404),
    Visit("newcomer", f"{_S}/outcome/dreamer"),
    Visit("begun", _S),
    Visit("begun", f"{_S}/page/judging"),
    Visit("begun", f"{_S}/page/choosing"),
    Visit("begun", f"{_S}/page/choosing", button="Next"),
    Visit("begun", f"{_S}/words", lands=f"{_S}/page/choosing"),
    Visit("begun", f"{_S}/my-data"),
    Visit("finished", _S),
    Visit("finished", f"{_S}/another-link", lands=_S),
    Visit("finished", f"{_S}/thanks"),
    Visit("finished", f"{_S}/receipt"),
    Visit("finished", f"{_S}/my-data"),
    Visit("finished", f"{_S}/reward/1"),
    Visit("finished", f"{_S}/reward/2"),
    Visit("finished", f"{_S}/reward/3"),
    Visit("withdrawn", _S),
    Visit("withdrawn", f"{_S}/my-data"),
    Visit("erased", f"{_S}/my-data"),
    # In the preview, where nobody has to take part first.
    Visit("researcher", f"/p/{WEIGHING}/page/weighing"),
    Visit("researcher", f"/p/{WEIGHING}/page/weighing", button="Send my answers"),
)
OF_THE_TEAM = (
    Visit("newcomer", "/sign-in"),
    Visit("newcomer", "/sign-in", button="Sign in"),
    Visit("newcomer", "/there-is-no-such-page", 404),
    Visit("researcher", "/", lands="/studies"),
    Visit("researcher", "/account"),
    Visit("researcher", "/account", button="Change my password"),
    Visit("researcher", "/accounts", 403),
    Visit("administrator", "/accounts"),
    Visit("administrator", "/accounts/new"),
    Visit("administrator", "/accounts/new", button="Add this account"),
    Visit("administrator", "/accounts/3/password"),
    Visit("researcher", "/teams", 403),
    Visit("administrator", "/teams"),
    Visit("administrator", "/teams", button="Add this team"),
    Visit("administrator", "/teams/1"),
    Visit("administrator", "/teams/1", button="Rename", refused=False),
    Visit("researcher", "/publish"),
    Visit("researcher", "/publish", button="Publish this study"),
    Visit("researcher", f"/p/{EVERY_KIND}", lands=f"/p/{EVERY_KIND}/page/judging"),
    Visit("researcher", f"/p/{EVERY_KIND}/page/choosing", button="Next"),
    Visit("researcher", f"/p/{EVERY_KIND}/page/typing", button="Send my answers", refused=False),
    Visit("researcher", "/studies"),
    Visit("researcher", f"/p/{EVERY_KIND}/outcomes"),
    Visit("researcher", f"/studies/{EVERY_KIND}"),
    Visit("researcher", f"/studies/{EVERY_KIND}/codes"),
    Visit("researcher", f"/studies/{ENDED}"),
    Visit("researcher", f"/studies/{EVERY_KIND}/ways-in"),
    Visit("researcher", f"/studies/{EVERY_KIND}/ways-in", button="Add this link"),
    Visit("researcher", _STUDY),
    Visit("researcher", f"{_STUDY}/analyses/new"),
    Visit("researcher", f"{_STUDY}/analyses/new?like={PUBLISHED}"),
    Visit("researcher", f"{_STUDY}/analyses/new?like={CANCELLED}", button="Start the analysis"),
    Visit("researcher", f"{_STUDY}/analyses/{DRAFT}"),
    Visit("researcher", f"{_STUDY}/analyses/{RUNNING}"),
    Visit("researcher", f"{_STUDY}/analyses/{CANCELLED}"),
    Visit("researcher", f"{_STUDY}/analyses/{FAILED}"),
    Visit("researcher", f"{_STUDY}/analyses/{PUBLISHED}"),
    Visit("researcher", f"{_STUDY}/analyses/{PUBLISHED}/names"),
    Visit("researcher", f"{_STUDY}/analyses/99", 404),
    Visit("researcher", f"{_STUDY}/compare"),
    Visit("researcher", f"/studies/{EVERY_KIND}/compare"),
    Visit("researcher", f"{_STUDY}/analyses/{PUBLISHED}/short-form"),
    Visit("researcher", f"{_STUDY}/analyses/{PUBLISHED}/short-form", button="Which segment?"),
    Visit("researcher", f"{_STUDY}/analyses/{PUBLISHED}/quiz"),
    Visit("researcher", f"{_STUDY}/waves"),
    Visit("researcher", f"/studies/{EVERY_KIND}/waves"),
    Visit("researcher", f"{_STUDY}/waves/{HELD}"),
    Visit("researcher", f"{_STUDY}/waves/{COMPARING}"),
    Visit("researcher", f"{_STUDY}/waves/{GIVEN_UP}"),
)
OF_REPORTS = (
    Visit("marketer", "/reports"),
    Visit("marketer", _REPORT),
    Visit("marketer", f"{_REPORT}/personas/S1"),
    Visit("marketer", f"{_REPORT}/personas/S2"),
    Visit("marketer", f"{_REPORT}/contest"),
    Visit("marketer", f"{_REPORT}/same-passport"),
    Visit("marketer", f"{_REPORT}/how-made"),
    Visit("marketer", _STUDY, 403),
)

NO_PAGE: Mapping[str, str] = {
    "static": "style sheets and scripts",
    "room": "the style sheet and the script of a room",
    "respondents.ahead": "the next pages, for when there is no network; the test of that looks at them",
    "respondents.my_data_json": "a file of data",
    "respondents.my_data_table": "a file of data",
    "respondents.receipt_json": "a file of data",
    "respondents.picture": "a picture",
    "respondents.card_svg": "a picture",
    "respondents.card_png": "a picture",
    "studies.home": "leads on to where somebody's work is",
    "builder.preview": "leads on to the first page of the preview",
    "analyses.analysis_status": "data for the page that waits",
    "analyses.summary": "a file of data",
    "analyses.rule": "a file of data",
    "analyses.quiz": "a study file",
    "waves.tracking": "a file of data",
    "waves.wave_status": "data for the page that waits",
    "reports.file": "a file to keep; the journey opens it",
}
"""Endpoints that answer GET with something that is no page, and what it is."""
LOOKED_AT_APART: Mapping[str, str] = {
    "respondents.words": "test_other_words_of_a_consent_are_asked_about",
    "respondents.another_link": "test_a_link_of_somebody_else_is_asked_about",
}
"""Pages that only somebody in a certain plight sees, and the test of `test_every_page.py` that brings it about."""
