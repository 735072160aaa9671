"""The whole way, with real processes: a study is published, answered, rewarded, analysed, and read by a marketer."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import func, select

from surveys.models import Response
from tests.browser.answering import answer_page, send_page
from tests.browser.chromium import DESKTOP, NO_SCRIPT, PHONE
from tests.browser.content import PDF, SHOPPING, study_words
from tests.browser.examine import Examiner
from tests.browser.journey_analysis import accept_and_publish, start_analysis, watch
from tests.browser.journey_respondent import (
    answer_half,
    take_the_rewards,
    tell_about_last_time,
    tell_age_wrongly_first,
    withdraw_and_erase,
)
from tests.browser.people import shoppers
from tests.browser.site import Site
from tests.browser.window import Window
from tests.browser.windows import EMAILS, PASSWORD, Memory, Windows

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-journey")]
ADDRESS, STUDY = f"/s/{SHOPPING}", f"/studies/{SHOPPING}"
FAULTS = {
    "  contact: shop-study@example.org\n": "",
    "quotable: true": "quotabel: true",
    "{name: tires, text: I get tired of things quickly., scale: novelty}": (
        "{name: tires, text: I get tired of things quickly., scale: newness}"
    ),
}
"""What an author got wrong."""
FEW = 190
"""Below 200 people the analysis says stop for sure; somebody has to accept that."""


@pytest.fixture(scope="module")
def story(memory: Memory) -> Iterator[Windows]:
    """Windows that stay open from one chapter to the next."""
    with Windows(memory) as opened:
        yield opened


@pytest.fixture(scope="module")
def researcher(story: Windows, site: Site) -> Window:
    """Somebody who wanted to open a page, and signed in on the way."""
    window = story.open(site, DESKTOP)
    window.visit("/publish")
    _sign_in(window.page, "researcher")
    expect(window.page).to_have_url(re.compile("/publish$"))
    return window


def _sign_in(page: Page, role: str) -> None:
    page.get_by_label("E-mail address").fill(EMAILS[role])
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


@pytest.fixture(scope="module")
def public_address(researcher: Window, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Chapter one: the study is pasted with faults, mended, and published with its reward."""
    page = researcher.page
    faulty = study_words("how_we_shop")
    for right, wrong in FAULTS.items():
        assert right in faulty
        faulty = faulty.replace(right, wrong)
    page.get_by_label("Or paste the study here").fill(faulty)
    page.get_by_role("button", name="Publish this study").click()
    told = page.get_by_role("table", name="Faults of the study file").locator("tbody tr")
    expect(told).to_have_count(len(FAULTS))
    for words in ("contact", "quotabel", "newness"):
        expect(told.filter(has_text=words)).to_have_count(1)
    researcher.look("with faults")
    assert page.get_by_label("Or paste the study here").input_value() == faulty

    page.get_by_label("Or paste the study here").fill(study_words("how_we_shop"))
    reward = tmp_path_factory.mktemp("rewards") / "shopping_list.pdf"
    reward.write_bytes(PDF)
    page.get_by_label("Rewards and pictures").set_input_files(reward)
    page.get_by_role("button", name="Publish this study").click()
    expect(page.get_by_text("is published and open for answers")).to_be_visible()
    researcher.look("just published")
    return page.get_by_label("Public address of this study").input_value()


def test_a_study_is_published_once_every_fault_is_mended(public_address: str, site: Site, windows: Windows) -> None:
    assert public_address == site.base_url + ADDRESS
    newcomer = windows.open(site)
    newcomer.visit(ADDRESS)
    expect(newcomer.page.get_by_role("heading", level=1)).to_have_text("How we shop")
    assert newcomer.page.get_by_role("checkbox", checked=True).count() == 0


def test_somebody_answers_on_a_phone_and_goes_on_by_the_private_link(
    public_address: str, site: Site, windows: Windows
) -> None:
    before = _stored(site)
    first = windows.open(site, PHONE)
    link = answer_half(first)
    assert _stored(site) == before + 1
    first.page.context.clear_cookies()

    second = windows.open(site, PHONE)
    page = second.page
    page.goto(link)
    expect(page).to_have_url(public_address)  # the secret has left the address bar
    expect(page.get_by_text("Welcome back. Everything you sent was kept.")).to_be_visible()
    second.look("welcome back")
    page.get_by_role("link", name="Go on where you were").click()
    expect(page.get_by_role("radio", checked=True)).to_have_count(4)
    send_page(page)
    tell_about_last_time(page)
    tell_age_wrongly_first(second)
    take_the_rewards(second)
    withdraw_and_erase(second, link)
    assert _stored(site) == before


def _stored(site: Site) -> int:
    """How many responses there are."""
    with site.opened() as database, database.reading() as session:
        return session.scalar(select(func.count()).select_from(Response)) or 0


def test_somebody_answers_without_javascript(public_address: str, site: Site, windows: Windows) -> None:
    window = windows.open(site, NO_SCRIPT)
    page = window.page
    window.visit(ADDRESS)
    for label in ("I am at least 18 years old.", "I agree to take part in this study."):
        page.get_by_label(label).check()
    send_page(page)
    for place in ("saving", "trying", "bought", "about_you"):
        assert page.url.endswith(f"/page/{place}")
        send_page(page)  # the first time with nothing: told, or free to go on
        if page.url.endswith(f"/page/{place}"):
            assert page.locator(".error-summary").count() == 1
            answer_page(page)
            window.look(place)
            send_page(page)
    assert page.url.endswith("/thanks")
    window.look()
    with page.expect_download() as started:
        page.get_by_role("button", name="Get the file").click()
    assert Path(started.value.path()).read_bytes() == PDF
    window.visit(f"{ADDRESS}/receipt")
    window.visit(f"{ADDRESS}/my-data")
    page.locator("summary", has_text="Erase my data").click()
    assert page.get_by_role("button", name="Yes, erase my data").is_visible()


@pytest.fixture(scope="module")
def report(public_address: str, researcher: Window, site: Site, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Chapter four: answers arrive, are analysed, and become the report. The address of the analysis."""
    data = tmp_path_factory.mktemp("answers") / "people.csv"
    shoppers(FEW).to_csv(data, index=False)
    site.run("import", SHOPPING, str(data))
    page = researcher.page
    researcher.visit(STUDY)
    page.get_by_role("link", name="Analyse the answers").first.click()
    researcher.look()
    analysis = start_analysis(page)
    with site.worker():
        watch(researcher)
    accept_and_publish(researcher)
    return analysis


def test_answers_become_a_report_after_somebody_accepted_the_stops(report: str, researcher: Window) -> None:
    researcher.page.goto(report)
    researcher.page.get_by_role("link", name="Open the persona report").click()
    expect(researcher.page).to_have_url(re.compile(f"/reports/{SHOPPING}$"))


def test_a_marketer_reads_the_report_and_nothing_else(
    report: str, site: Site, windows: Windows, tmp_path: Path
) -> None:
    window = windows.open(site, DESKTOP)
    page = window.page
    page.goto(site.base_url)
    _sign_in(page, "marketer")
    expect(page).to_have_url(re.compile("/reports$"))
    assert page.get_by_role("navigation", name="Main").get_by_role("link").all_text_contents() == ["Reports"]
    window.look()
    page.get_by_role("main").get_by_role("link", name="How we shop").click()
    window.look()
    page.get_by_role("main").get_by_role("link", name=re.compile("^S1 ")).click()
    expect(page.get_by_role("heading", name="Who they are", exact=True)).to_be_visible()
    expect(page.get_by_role("heading", name="Why they act", exact=True)).to_be_visible()
    window.look()
    parts = page.get_by_role("navigation", name="Parts of this report")
    for part in ("Who against why", "Same passport", "How this was made"):
        parts.get_by_role("link", name=part).click()
        expect(parts.get_by_role("link", name=part)).to_have_attribute("aria-current", "page")
        window.look()
    with page.expect_download() as started:
        page.get_by_role("link", name="Take the whole report as one file").click()
    kept = tmp_path / "report.html"
    started.value.save_as(kept)
    _read_the_file(windows, kept)
    for address in ("/studies", STUDY, f"{STUDY}/analyses/1", f"{STUDY}/analyses/new", "/publish", "/accounts"):
        window.visit(address, status=403)


def _read_the_file(windows: Windows, path: Path) -> None:
    """It needs no network and no server, and is as accessible as the pages."""
    context = windows.memory.context(DESKTOP)
    context.set_offline(True)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path.as_uri())
    assert asked == [path.as_uri()]
    expect(page.get_by_role("heading", level=1)).to_have_text("How we shop")
    expect(page.get_by_role("heading", name="Why they act", exact=True).first).to_be_visible()
    assert Examiner(page).axe() == []
    context.close()
