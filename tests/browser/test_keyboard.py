"""Signing in, answering and planning an analysis with the keyboard alone."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.chromium import DESKTOP, PHONE, Looks
from tests.browser.content import EVERY_KIND, SHOPPING
from tests.browser.keyboard import Keyboard
from tests.browser.site import Site
from tests.browser.windows import EMAILS, PASSWORD, Windows

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-pages")]


def test_signing_in_needs_no_mouse(windows: Windows, gallery: Site) -> None:
    page = windows.open(gallery, DESKTOP).page
    page.goto(f"{gallery.base_url}/sign-in")
    keyboard = Keyboard(page)
    keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    keyboard.press("Enter")
    keyboard.tab_to(page.get_by_label("E-mail address"))
    keyboard.type(EMAILS["researcher"])
    keyboard.tab_to(page.get_by_label("Password"))
    keyboard.type("not my password")
    keyboard.press("Enter")
    expect(page.locator(".error-summary")).to_be_focused()
    keyboard.tab_to(page.get_by_label("Password"))
    keyboard.type(PASSWORD)
    keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/studies$"))
    assert keyboard.unseen == []


@pytest.mark.parametrize("looks", [PHONE, DESKTOP], ids=lambda looks: looks.name)
def test_a_survey_needs_no_mouse(windows: Windows, gallery: Site, looks: Looks) -> None:
    page = windows.open(gallery, looks).page
    page.goto(f"{gallery.base_url}/s/{EVERY_KIND}")
    keyboard = Keyboard(page)
    for box in ("I am at least 18 years old.", "I agree to take part."):
        keyboard.tab_to(page.get_by_role("checkbox", name=box))
        keyboard.press("Space")
    keyboard.tab_to(page.get_by_role("button", name="Agree and start"))
    keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/page/judging$"))
    _judge(page, keyboard)
    _choose(page, keyboard)
    _type(page, keyboard)
    expect(page).to_have_url(re.compile("/thanks$"))
    assert keyboard.unseen == []


def test_a_script_that_comes_late_does_not_take_the_focus_back(windows: Windows, gallery: Site) -> None:
    page = windows.open(gallery, DESKTOP).page
    held: list[Route] = []
    page.route("**/team.js*", lambda route: held.append(route))
    page.goto(f"{gallery.base_url}/sign-in", wait_until="commit")
    page.get_by_label("E-mail address").fill(EMAILS["researcher"])
    page.get_by_label("Password").fill("not my password")
    page.get_by_role("button", name="Sign in").click()
    expect(page.locator(".error-summary")).to_be_focused()
    password = page.get_by_label("Password")
    Keyboard(page).tab_to(password)
    with page.expect_request_finished():
        held[-1].continue_()
    page.wait_for_timeout(300)  # for the script to run
    expect(password).to_be_focused()


def _judge(page: Page, keyboard: Keyboard) -> None:
    """Arrows choose within a group, and sending with one group forgotten leads to what is missing."""
    for name, arrows in (("I like to be in the garden.", 3), ("I plan my beds on paper.", 1)):
        keyboard.tab_into(page.locator("fieldset", has_text=name))
        keyboard.press("Space")
        for _ in range(arrows):
            keyboard.press("ArrowDown")
    expect(page).to_have_url(re.compile("/page/judging$"))
    keyboard.tab_to(page.get_by_role("button", name="Next"))
    keyboard.press("Enter")
    summary = page.locator(".error-summary")
    expect(summary).to_be_focused()
    keyboard.tab_to(summary.get_by_role("link"))
    keyboard.press("Enter")
    group = page.locator("fieldset", has_text="I water every evening.")
    expect(group.get_by_role("radio").first).to_be_focused()
    keyboard.press("Space")
    keyboard.tab_to(page.get_by_role("button", name="Next"))
    keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/page/choosing$"))


def _choose(page: Page, keyboard: Keyboard) -> None:
    keyboard.tab_into(page.locator("fieldset", has_text="Where do you grow things?"))
    for key in ("Space", "ArrowDown", "ArrowDown"):
        keyboard.press(key)
    expect(page.get_by_role("radio", name="Elsewhere")).to_be_checked()
    keyboard.press("Tab")
    keyboard.type("On the roof")
    keyboard.tab_to(page.get_by_role("checkbox", name="Herbs"))
    keyboard.press("Space")
    keyboard.tab_to(page.get_by_role("button", name="Next"))
    keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/page/typing$"))


def _type(page: Page, keyboard: Keyboard) -> None:
    for name, words in (("How large is your garden?", "12"), ("Why do you grow things?", "They taste better.")):
        keyboard.tab_to(page.get_by_role("textbox", name=name))
        keyboard.type(words)
    keyboard.tab_into(page.locator("fieldset", has_text="Please choose 2 here."))
    keyboard.press("Space")
    keyboard.press("ArrowRight")
    keyboard.tab_to(page.get_by_role("button", name="Send my answers"))
    keyboard.press("Enter")


def test_planning_an_analysis_needs_no_mouse(windows: Windows, gallery: Site) -> None:
    page = windows.open(gallery, DESKTOP, role="researcher").page
    page.goto(f"{gallery.base_url}/studies/{SHOPPING}/analyses/new")
    keyboard = Keyboard(page)
    facet = page.get_by_role("group", name="Facets to analyse").get_by_role("checkbox").first
    keyboard.tab_to(facet)
    keyboard.press("Space")
    expect(facet).not_to_be_checked()
    keyboard.tab_to(page.get_by_label("Number of factors"))
    keyboard.press("ControlOrMeta+A")
    keyboard.type("some")
    keyboard.tab_to(page.locator("summary", has_text="How dimensions are found"))
    keyboard.press("Enter")
    keyboard.tab_to(page.get_by_label("Rotation"))
    keyboard.press("ArrowDown")
    keyboard.tab_to(page.get_by_role("button", name="Start the analysis"))
    keyboard.press("Enter")
    expect(page.locator(".error-summary")).to_be_focused()
    expect(page.get_by_label("Rotation")).not_to_have_value("oblimin")
    expect(facet).not_to_be_checked()
    keyboard.tab_to(page.locator(".error-summary").get_by_role("link"))
    keyboard.press("Enter")
    expect(page.get_by_label("Number of factors")).to_be_focused()
    keyboard.press("ControlOrMeta+A")
    keyboard.type("auto")
    keyboard.press("Enter")
    expect(page.get_by_text("has been started.")).to_be_visible()
    assert keyboard.unseen == []
