"""Every page there is, in every dress: nothing axe finds, nothing that scrolls sideways, targets a thumb can hit."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from flask import Flask
from werkzeug.exceptions import MethodNotAllowed, NotFound

from surveys import create_app
from tests import factories
from tests.browser.addresses import LOOKED_AT_APART, NO_PAGE, OF_REPORTS, OF_RESPONDENTS, OF_THE_TEAM, Visit
from tests.browser.answering import People, answer_page, send_page, start
from tests.browser.chromium import ARABIC, DARK, DESKTOP, FORCED, PHONE, STILL, Looks
from tests.browser.content import EVERY_KIND, publish, reword
from tests.browser.site import Site
from tests.browser.window import Window
from tests.browser.windows import Memory, Windows

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-pages")]
DARK_DESKTOP = replace(DARK, name="dark-desktop", width=1280, height=900, touch=False)
ROLES = ("researcher", "marketer", "administrator")


def names(looks: Looks) -> str:
    return looks.name


@pytest.fixture(scope="module")
def people(memory: Memory, gallery: Site) -> People:
    return People(memory, gallery, EVERY_KIND)


@pytest.fixture
def opens(windows: Windows, gallery: Site, people: People) -> Callable[[str, Looks], Window]:
    """The one window of somebody in this test."""
    opened: dict[str, Window] = {}

    def window_of(who: str, looks: Looks) -> Window:
        if who not in opened:
            role = who if who in ROLES else None
            opened[who] = windows.open(gallery, looks, role=role, state=getattr(people, who, None))
        return opened[who]

    return window_of


def _visit_all(visits: Iterable[Visit], window_of: Callable[[str], Window], *, query: str = "") -> None:
    """Tell all that is wrong with any of these pages, each line with its address."""
    faults = [
        f"{visit.address} ({visit.state}): {fault}"
        for visit in visits
        for fault in _faults_of(visit, window_of(visit.who), query)
    ]
    assert not faults, "\n" + "\n".join(faults)


def _faults_of(visit: Visit, window: Window, query: str) -> list[str]:
    answer = window.page.goto(window.address + visit.address + query)
    if answer is None or answer.status != visit.status:
        return [f"answered {answer and answer.status}, not {visit.status}"]
    if urlsplit(answer.url).path != (visit.lands or visit.address.partition("?")[0]):
        return [f"led to {answer.url}"]
    if visit.button:
        _send_empty(window, visit.button)
        if visit.refused != window.page.locator(".error-summary").is_visible():
            return [f"{visit.button} did not do what it should"]
    window.unfold()
    return window.faults(visit.state)


def _send_empty(window: Window, button: str) -> None:
    """Send the form as it is, without what the browser itself would ask for."""
    page = window.page
    page.evaluate("for (const form of document.forms) form.noValidate = true")
    chosen = (
        page.locator("main form .button--primary").last
        if window.looks is ARABIC
        else page.get_by_role("button", name=button, exact=True)
    )
    with page.expect_navigation():
        chosen.click()


@pytest.mark.parametrize("looks", [PHONE, DESKTOP, DARK, ARABIC, FORCED, STILL], ids=names)
def test_respondents_see_nothing_broken(looks: Looks, opens: Callable[[str, Looks], Window]) -> None:
    query = "?lang=ar" if looks is ARABIC else ""
    _visit_all(OF_RESPONDENTS, lambda who: opens(who, looks), query=query)


@pytest.mark.parametrize("looks", [PHONE, DESKTOP, DARK], ids=names)
def test_the_team_sees_nothing_broken(looks: Looks, opens: Callable[[str, Looks], Window]) -> None:
    _visit_all(OF_THE_TEAM, lambda who: opens(who, looks))


@pytest.mark.parametrize("looks", [PHONE, DESKTOP, DARK_DESKTOP], ids=names)
def test_marketers_see_nothing_broken(looks: Looks, opens: Callable[[str, Looks], Window]) -> None:
    _visit_all(OF_REPORTS, lambda who: opens(who, looks))


@pytest.mark.parametrize("looks", [PHONE, DARK_DESKTOP], ids=names)
def test_what_opens_over_a_page_is_as_sound(looks: Looks, opens: Callable[[str, Looks], Window]) -> None:
    respondent, researcher = opens("finished", looks), opens("researcher", looks)
    respondent.visit(f"/s/{EVERY_KIND}/my-data", state="before the dialog")
    respondent.page.locator("summary", has_text="Erase my data").click()
    respondent.page.get_by_role("dialog", name="Erase your data for good?").wait_for()
    respondent.look("dialog")
    researcher.visit("/studies", state="before the menu")
    researcher.page.locator(".account summary").click()
    researcher.page.get_by_role("button", name="Sign out").wait_for()
    researcher.look("menu")


@pytest.mark.parametrize("looks", [PHONE, ARABIC], ids=names)
def test_a_page_sent_from_two_windows_says_what_was_kept(looks: Looks, windows: Windows, gallery: Site) -> None:
    window = windows.open(gallery, looks)
    page = window.page
    start(page, f"{gallery.base_url}/s/{EVERY_KIND}?lang=en")
    page.goto(f"{page.url}?lang={looks.language[:2]}")
    window_pass = page.locator("form [name=csrf_token]").input_value()
    other: dict[str, str | float | bool] = {"csrf_token": window_pass, "joy": "9", "plans": "5", "waters": "5"}
    assert window.context.request.post(page.url, form=other).ok
    answer_page(page)
    send_page(page)
    window.look("sent before")
    assert page.locator("main .button--primary").get_attribute("href") == f"/s/{EVERY_KIND}/page/choosing"


@pytest.mark.parametrize("looks", [PHONE, ARABIC], ids=names)
def test_a_link_of_somebody_else_is_asked_about(looks: Looks, windows: Windows, gallery: Site) -> None:
    links = []
    for _person in range(2):
        window = windows.open(gallery, looks)
        start(window.page, f"{gallery.base_url}/s/{EVERY_KIND}?lang=en")
        window.page.goto(f"{gallery.base_url}/s/{EVERY_KIND}/my-data?lang={looks.language[:2]}")
        links.append(window.page.locator("#private-link").input_value())
    window.page.goto(links[0])
    assert window.page.url == f"{gallery.base_url}/s/{EVERY_KIND}/another-link"
    window.look("another link")
    assert window.page.locator("#private-link").input_value() == links[1]


@pytest.mark.parametrize("looks", [PHONE, DESKTOP, DARK, ARABIC], ids=names)
def test_other_words_of_a_consent_are_asked_about(looks: Looks, windows: Windows, gallery: Site) -> None:
    slug = f"reworded-{looks.name}"
    with gallery.writing() as session:
        publish(session, "every_kind", slug=slug)
    window = windows.open(gallery, looks)
    start(window.page, f"{gallery.base_url}/s/{slug}?lang=en")
    with gallery.writing() as session:
        reword(session, "every_kind", slug=slug)
    window.page.goto(f"{gallery.base_url}/s/{slug}/words?lang={looks.language[:2]}")
    assert window.page.url.partition("?")[0] == f"{gallery.base_url}/s/{slug}/words"
    window.look("asked")
    _send_empty(window, window.page.locator("main form .button--primary").last.inner_text())
    assert window.page.locator("main form").is_visible()
    window.look("not decided")


def test_every_page_there_is_is_visited(tmp_path: Path) -> None:
    """A new page belongs into `addresses.py`; where it leads on, somebody must see it without being led on."""
    url = f"sqlite:///{tmp_path / 'none.sqlite'}"
    app = create_app(factories.make_settings(database_url=url, data_dir=tmp_path))
    there = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    visits = (*OF_RESPONDENTS, *OF_THE_TEAM, *OF_REPORTS)
    visited = {_endpoint(app, visit.address) for visit in visits if visit.lands is None}
    assert there - visited - set(NO_PAGE) - set(LOOKED_AT_APART) == set()
    assert set(NO_PAGE) | set(LOOKED_AT_APART) <= there
    assert set(LOOKED_AT_APART.values()) <= set(globals())


def _endpoint(app: Flask, address: str) -> str | None:
    try:
        endpoint, _values = app.url_map.bind("localhost").match(address.partition("?")[0], method="GET")
    except (NotFound, MethodNotAllowed):
        return None
    return str(endpoint)
