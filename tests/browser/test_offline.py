"""A network that goes away, for seconds in a page or for several pages: said at once, and nothing is lost."""

from typing import Any

import pytest
from playwright.sync_api import Error, Page, Response, Route, expect
from sqlalchemy import select

from surveys.models import PageVisit
from surveys.models import Response as Answered
from tests.browser.answering import answer_page, send_page, start
from tests.browser.chromium import PHONE
from tests.browser.content import EVERY_KIND
from tests.browser.site import Site
from tests.browser.window import Window
from tests.browser.windows import Windows

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-pages")]
ADDRESS = f"/s/{EVERY_KIND}"


@pytest.fixture
def window(windows: Windows, gallery: Site) -> Window:
    opened = windows.open(gallery, PHONE)
    start(opened.page, gallery.base_url + ADDRESS)
    opened.page.wait_for_load_state("networkidle")
    return opened


def is_ahead(answer: Response) -> bool:
    return answer.url.endswith("/ahead")


@pytest.fixture
def prepared(windows: Windows, gallery: Site) -> Window:
    """At the first page, with those after it here already."""
    opened = windows.open(gallery, PHONE)
    opened.forgives = ("ERR_INTERNET_DISCONNECTED",)
    with opened.page.expect_response(is_ahead) as answer:
        start(opened.page, gallery.base_url + ADDRESS)
    answer.value.finished()
    opened.page.wait_for_timeout(200)
    return opened


def answer_offline(page: Page) -> None:
    answer_page(page)
    page.locator("form .actions .button--primary").click()


def newest(gallery: Site) -> tuple[Answered, list[str]]:
    """Whoever began last, and the pages they sent."""
    with gallery.opened() as database, database.reading() as session:
        answered = session.scalars(select(Answered).order_by(Answered.id.desc()).limit(1)).one()
        sent = select(PageVisit.page).where(PageVisit.response_id == answered.id).order_by(PageVisit.id)
        return answered, list(session.scalars(sent))


def kept(page: Page) -> list[str]:
    found: list[str] = page.evaluate("Object.keys(sessionStorage)")
    return found


def test_three_pages_answered_offline_arrive_once_and_nothing_of_them_stays_in_the_tab(
    prepared: Window, gallery: Site
) -> None:
    page = prepared.page
    prepared.context.set_offline(True)
    answer_offline(page)
    expect(page.locator("fieldset", has_text="Where do you grow things?")).to_be_visible()
    expect(page.locator("[data-saved]")).to_contain_text("You are offline. 1 page is kept on this device")
    answer_offline(page)
    expect(page.get_by_label("Your favourite flower?")).to_be_visible()
    answer_offline(page)
    expect(page.get_by_text("You are offline. 3 pages are kept on this device")).to_be_visible()
    prepared.look("three pages kept")

    page.once("dialog", lambda dialog: dialog.accept())  # leaving could lose what waits
    with pytest.raises(Error, match="ERR_INTERNET_DISCONNECTED"):
        page.reload()
    prepared.context.set_offline(False)
    page.goto(f"{prepared.address}{ADDRESS}/page/judging")
    page.wait_for_url("**/thanks")
    answered, sent = newest(gallery)
    assert sent == ["judging", "choosing", "typing"]
    assert answered.state == "completed"
    assert (answered.answers["joy"], answered.answers["place"], answered.answers["size"]) == (1, 2, 40)
    assert kept(page) == []


def test_pages_kept_offline_go_on_by_themselves_when_the_network_is_back(prepared: Window, gallery: Site) -> None:
    page = prepared.page
    prepared.context.set_offline(True)
    answer_offline(page)
    answer_offline(page)
    page.get_by_role("button", name="Back").click()
    expect(page.locator("fieldset", has_text="Where do you grow things?")).to_be_visible()
    expect(page.get_by_role("radio", name="On a balcony")).to_be_checked()
    page.get_by_role("radio", name="In a garden").check()
    page.locator("form .actions .button--primary").click()
    expect(page.get_by_label("Your favourite flower?")).to_be_visible()
    with page.expect_response(lambda answer: answer.url.endswith("/choosing/kept")):
        prepared.context.set_offline(False)
    expect(page.get_by_label("Your favourite flower?")).to_be_visible()
    send_page(page)
    assert page.url.endswith("/thanks")
    answered, sent = newest(gallery)
    assert sorted(sent) == ["choosing", "judging", "typing"]
    assert answered.answers["place"] == 1


def test_a_page_that_was_sent_from_elsewhere_meanwhile_is_asked_about(prepared: Window, gallery: Site) -> None:
    page = prepared.page
    cookies: Any = prepared.context.cookies()
    prepared.context.set_offline(True)
    answer_offline(page)
    elsewhere = prepared.context.browser.new_context()  # type: ignore[union-attr]
    elsewhere.add_cookies(cookies)
    other = elsewhere.new_page()
    other.goto(f"{prepared.address}{ADDRESS}/page/judging")
    for group in other.locator("fieldset").all():
        if group.get_by_role("radio").count():
            group.get_by_role("radio").last.check()
    send_page(other)
    elsewhere.close()
    there = newest(gallery)[0].answers["joy"]
    prepared.context.set_offline(False)
    page.wait_for_timeout(500)
    answer_page(page)
    send_page(page)
    expect(page.get_by_text("This page was also sent from elsewhere")).to_be_visible()
    prepared.look("sent from elsewhere")
    assert newest(gallery)[0].answers["joy"] == there
    page.get_by_role("button", name="Fill in my answers from here").click()
    send_page(page)
    assert newest(gallery)[0].answers["joy"] == 1 != there


def test_answers_given_offline_are_sent_when_the_network_is_back(window: Window) -> None:
    page = window.page
    window.context.set_offline(True)
    status = page.locator("[data-saved]")
    expect(status).to_contain_text("You are offline.")
    assert status.get_attribute("role") == "status"
    answer_page(page)
    page.wait_for_timeout(1500)
    expect(status).to_contain_text("You are offline.")
    chosen = page.get_by_role("radio", checked=True).count()
    assert chosen == 3

    window.context.set_offline(False)
    expect(status).to_have_text("Saved")
    window.page.goto(f"{window.address}{ADDRESS}/page/judging")
    expect(page.get_by_role("radio", checked=True)).to_have_count(chosen)


def test_a_page_sent_offline_comes_back_with_its_answers(window: Window, gallery: Site) -> None:
    """It is sent by itself, once, when the network is back, and the window goes on: only then is the page opened."""
    window.forgives = ("ERR_INTERNET_DISCONNECTED",)
    page = window.page
    answer_page(page)
    window.context.set_offline(True)
    page.get_by_role("button", name="Next").click(no_wait_after=True)
    page.wait_for_timeout(500)
    expect(page.get_by_role("radio", checked=True)).to_have_count(3)
    window.context.set_offline(False)
    page.wait_for_url("**/page/choosing")
    expect(page.locator("fieldset", has_text="Where do you grow things?")).to_be_visible()
    assert newest(gallery)[1] == ["judging"]
    page.goto(f"{window.address}{ADDRESS}/page/judging")
    expect(page.get_by_role("radio", checked=True)).to_have_count(3)
    send_page(page)
    expect(page.locator("fieldset", has_text="Where do you grow things?")).to_be_visible()


def test_what_is_typed_before_the_script_arrives_is_newer_than_what_was_kept(window: Window) -> None:
    window.forgives = ("ERR_FAILED",)
    page = window.page
    page.route("**/autosave?sitting=*", lambda route: route.abort())
    answer_page(page)  # nothing is sent: the answers are kept in the tab
    held: list[Route] = []
    page.route("**/respondent.js*", lambda route: held.append(route))
    page.reload(wait_until="commit")
    first = page.get_by_role("radio").first
    first.check()
    page.wait_for_timeout(300)
    assert held
    held[0].continue_()
    expect(page.get_by_role("radio", checked=True)).to_have_count(3)  # the others came back from the tab
    expect(first).to_be_checked()
