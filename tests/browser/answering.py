"""A respondent who answers whatever is asked, and how the places of a response are reached."""

from playwright.sync_api import Page

from tests.browser.chromium import PHONE
from tests.browser.site import Site
from tests.browser.windows import Memory, State


def start(page: Page, address: str, *, boxes: tuple[str, ...] = ()) -> None:
    """Agree to take part, and to what else is named."""
    page.goto(address)
    for label in ("I am at least", "I agree to take part", *boxes):
        page.get_by_label(label).check()
    with page.expect_navigation():
        page.get_by_role("button", name="Agree and start").click()


def answer_page(page: Page) -> None:
    """Take the second option of every group, and type a little everywhere."""
    groups: dict[str, int] = {}
    for radio in page.locator("form input[type=radio]").all():
        name = radio.get_attribute("name") or ""
        groups[name] = groups.get(name, 0) + 1
        if groups[name] == 2:
            radio.check()
    for typed in page.locator("form .typed input[inputmode]").all():
        typed.fill("40")
    for typed in page.locator("form textarea").all():
        typed.fill("Because it was time.")


def send_page(page: Page) -> None:
    with page.expect_navigation():
        page.locator("form .actions .button--primary").click()


WITHDRAW, ERASE = "Yes, withdraw", "Yes, erase my data"


class People:
    """Cookies of respondents at every place of a study: begun, finished, withdrawn, erased."""

    def __init__(self, memory: Memory, site: Site, slug: str) -> None:
        self._memory = memory
        self._address = f"{site.base_url}/s/{slug}"
        self.begun = self._walk(pages=1)
        self.finished = self._walk(pages=3)
        self.withdrawn = self._walk(pages=3, then=WITHDRAW)
        self.erased = self._walk(pages=3, then=ERASE)

    def _walk(self, *, pages: int, then: str | None = None) -> State:
        context = self._memory.context(PHONE)
        page = context.new_page()
        start(page, self._address, boxes=("My answers may choose",))
        for _ in range(pages):
            answer_page(page)
            send_page(page)
        if then is not None:
            page.goto(f"{self._address}/my-data")
            opener = "Erase my data" if then == ERASE else "Withdraw from the study"
            page.locator("summary", has_text=opener).click()
            with page.expect_navigation():
                page.get_by_role("button", name=then).click()
        state = dict(context.storage_state())
        context.close()
        return state
