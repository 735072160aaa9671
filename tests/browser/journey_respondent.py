"""The steps of the respondent of the journey, who uses a phone and makes mistakes on the way."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.answering import answer_page, send_page
from tests.browser.content import PDF, SHOPPING
from tests.browser.window import Window

ADDRESS = f"/s/{SHOPPING}"


def answer_half(window: Window) -> str:
    """Agree, answer a page and a half, and keep the private link."""
    window.visit(ADDRESS)
    page = window.page
    page.get_by_role("button", name="Agree and start").click()
    expect(page.locator(".error-summary")).to_be_focused()
    for box in page.get_by_role("checkbox").all():
        box.check()
    page.get_by_role("button", name="Agree and start").click()
    expect(page).to_have_url(re.compile("/page/saving$"))
    window.look()

    _choose(page, "I compare prices before I buy.", "Very well")
    _choose(page, "I like to keep money for later.", "Quite well")
    _choose(page, "I wait for a better offer.", "Very well")
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    page.reload()
    expect(page.get_by_role("radio", checked=True)).to_have_count(3)
    page.get_by_role("button", name="Next").click()
    expect(page.locator(".error-summary")).to_be_focused()
    expect(page.get_by_role("radio", checked=True)).to_have_count(3)
    _choose(page, "I spend without thinking.", "Not at all")
    send_page(page)

    window.look("the second page")
    answer_page(page)
    with page.expect_navigation():
        page.get_by_role("button", name="Back").click()
    expect(page).to_have_url(re.compile("/page/saving$"))
    expect(page.get_by_role("radio", checked=True)).to_have_count(4)
    send_page(page)
    expect(page.get_by_role("radio", checked=True)).to_have_count(4)
    page.get_by_role("button", name="Finish later").click()
    return page.get_by_label("Your private link").input_value()


def _choose(page: Page, item: str, answer: str) -> None:
    page.locator("fieldset", has_text=item).get_by_role("radio", name=answer).check()


def tell_about_last_time(page: Page) -> None:
    _choose(page, "Did you buy something last month", "Yes")
    page.get_by_role("textbox", name="Why did you buy what you bought last?").fill("My old one broke <b>again</b>.")
    page.get_by_role("checkbox").check()
    send_page(page)


def tell_age_wrongly_first(window: Window) -> None:
    page = window.page
    _choose(page, "How do you describe yourself?", "Woman")
    page.get_by_label("How old are you?").fill("7")
    page.get_by_role("button", name="Send my answers").click()
    expect(page.locator(".error-summary")).to_be_focused()
    assert page.title().startswith("Error:")
    page.locator(".error-summary").get_by_role("link").click()
    expect(page.get_by_label("How old are you?")).to_be_focused()
    page.get_by_label("How old are you?").fill("34")
    page.get_by_role("button", name="Send my answers").click()
    expect(page).to_have_url(re.compile("/thanks$"))
    window.look()


def take_the_rewards(window: Window) -> None:
    page = window.page
    page.get_by_role("link", name="Read it now").click()
    expect(page.get_by_text("Wait a day.")).to_be_visible()
    window.look()
    page.go_back()
    with page.expect_download() as started:
        page.get_by_role("button", name="Get the file").click()
    assert Path(started.value.path()).read_bytes() == PDF
    assert started.value.suggested_filename == "shopping_list.pdf"
    window.visit(started.value.url.removeprefix(window.address), status=410)
    expect(page.get_by_role("heading", level=1)).to_have_text("This link has ended")


def withdraw_and_erase(window: Window, link: str) -> None:
    page = window.page
    window.visit(f"{ADDRESS}/my-data")
    expect(page.get_by_text("My old one broke <b>again</b>.")).to_be_visible()
    quote = page.get_by_role("region", name="What I write in my own words")
    expect(quote).to_contain_text("You allow this")
    quote.locator("summary", has_text="Withdraw this").click()
    page.get_by_role("button", name="Yes, withdraw").click()
    expect(page.get_by_text("You withdrew this consent.")).to_be_visible()
    expect(quote).to_contain_text("You do not allow this")
    window.look("withdrew one consent")

    page.locator("summary", has_text="Erase my data").click()
    page.get_by_role("dialog").get_by_role("button", name="Yes, erase my data").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your data are erased")
    expect(page.get_by_role("button", name="Get the file")).to_be_visible()
    window.look("erased")
    page.goto(link)
    expect(page.get_by_role("heading", level=1)).to_have_text("Your data are erased")
