"""The steps of the researcher of the journey from the plan to the published report."""

from playwright.sync_api import Page, expect

from tests.browser.window import Window

LONG_RUN = 180_000
"""Milliseconds; a few seconds on a machine that has nothing else to do."""


def start_analysis(page: Page) -> str:
    """A plan with a slip first; the mended one waits, also after a reload, for a worker that has not been started."""
    page.get_by_label("Number of factors").fill("several")
    page.get_by_role("button", name="Start the analysis").click()
    expect(page.locator(".error-summary")).to_be_focused()
    page.get_by_label("Number of factors").fill("auto")
    page.get_by_text("How groups are found").click()
    page.get_by_label("Bootstrap pairs").fill("20")
    page.get_by_role("button", name="Start the analysis").click()
    expect(page.get_by_text("Analysis 1 has been started.")).to_be_visible()
    address = page.url
    page.reload()
    expect(page.locator("[data-job-message]")).to_have_text("It starts as soon as the worker is free.")
    return address


def watch(window: Window) -> None:
    """The page follows the worker by itself, and a reload in the middle shows how far it is."""
    page = window.page
    results = page.get_by_role("heading", name="Read this first")
    started = page.get_by_text("You can leave this page; the analysis goes on without you.")
    expect(started.or_(results)).to_be_visible(timeout=LONG_RUN)
    page.reload()
    expect(started.or_(results)).to_be_visible()
    expect(results).to_be_visible(timeout=LONG_RUN)
    window.look("with stops")


def accept_and_publish(window: Window) -> None:
    page = window.page
    assert page.get_by_role("button", name="Publish the persona report").count() == 0
    accept = page.get_by_role("button", name="I have read this and accept it")
    stops = accept.count()
    assert stops >= 1
    for left in range(stops, 0, -1):
        expect(accept).to_have_count(left)
        accept.first.click()
    expect(accept).to_have_count(0)
    page.get_by_role("button", name="Publish the persona report").click()
    expect(page.get_by_text("Published. Marketers now see this persona report.")).to_be_visible()
    window.look("published")
