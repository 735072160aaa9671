"""A network that goes away for a few seconds in the middle of a page: said at once, and nothing is lost."""

import pytest
from playwright.sync_api import Route, expect

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


def test_a_page_sent_offline_comes_back_with_its_answers(window: Window) -> None:
    window.forgives = ("ERR_INTERNET_DISCONNECTED",)
    page = window.page
    answer_page(page)
    window.context.set_offline(True)
    page.get_by_role("button", name="Next").click(no_wait_after=True)
    page.wait_for_timeout(500)
    window.context.set_offline(False)
    page.goto(f"{window.address}{ADDRESS}/page/judging")
    expect(page.get_by_role("radio", checked=True)).to_have_count(3)
    send_page(page)
    expect(page.get_by_role("group", name="Where do you grow things?")).to_be_visible()


def test_what_is_typed_before_the_script_arrives_is_newer_than_what_was_kept(window: Window) -> None:
    window.forgives = ("ERR_FAILED",)
    page = window.page
    page.route("**/autosave?sitting=*", lambda route: route.abort())
    answer_page(page)  # nothing is sent: the answers are kept in the tab
    held: list[Route] = []
    page.route("**/autosave*.js*", lambda route: held.append(route))
    page.reload(wait_until="commit")
    first = page.get_by_role("radio").first
    first.check()
    page.wait_for_timeout(300)
    assert held
    held[0].continue_()
    expect(page.get_by_role("radio", checked=True)).to_have_count(3)  # the others came back from the tab
    expect(first).to_be_checked()
