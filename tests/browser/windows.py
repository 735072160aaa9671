"""Windows of several people at once: opened on demand, signed in once per role, closed together."""

from types import TracebackType
from typing import Any, Self

from playwright.sync_api import Browser, BrowserContext

from surveys.services.accounts.demo_accounts import DEMO_ACCOUNTS, DEMO_PASSWORD
from tests.browser.chromium import PHONE, Looks
from tests.browser.site import Site
from tests.browser.window import Window

EMAILS = {role: email for role, email, _name in DEMO_ACCOUNTS}
PASSWORD = DEMO_PASSWORD
State = dict[str, Any]
"""Cookies of somebody, as Playwright keeps them."""


class Memory:
    """What is kept over several tests: the browser, who is signed in, and what axe has looked at."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.seen: set[tuple[str, str, str]] = set()
        self._signed_in: dict[tuple[str, str], State] = {}

    def context(self, looks: Looks, *, state: State | None = None) -> BrowserContext:
        return self.browser.new_context(storage_state=state, **looks.options())  # type: ignore[arg-type]

    def signed_in(self, site: Site, role: str) -> State:
        """The cookies of somebody of this role; the form is filled in once."""
        key = (site.base_url, role)
        if key not in self._signed_in:
            context = self.context(PHONE)
            page = context.new_page()
            page.goto(f"{site.base_url}/sign-in")
            page.get_by_label("E-mail address").fill(EMAILS[role])
            page.get_by_label("Password").fill(PASSWORD)
            page.get_by_role("button", name="Sign in").click()
            page.wait_for_url(lambda url: "/sign-in" not in url)
            self._signed_in[key] = dict(context.storage_state())
            context.close()
        return self._signed_in[key]


class Windows:
    """The windows of one test or one story."""

    def __init__(self, memory: Memory) -> None:
        self.memory = memory
        self._open: list[Window] = []

    def open(self, site: Site, looks: Looks = PHONE, *, role: str | None = None, state: State | None = None) -> Window:
        """A new window; with a role it is signed in, with a state it has somebody's cookies."""
        cookies = self.memory.signed_in(site, role) if role else state
        context = self.memory.context(looks, state=cookies)
        window = Window(context, looks, address=site.base_url, seen=self.memory.seen)
        self._open.append(window)
        return window

    def close(self) -> None:
        complaints = [complaint for window in self._open for complaint in window.close()]
        self._open.clear()
        if complaints:
            raise AssertionError("the browser complained:\n  " + "\n  ".join(complaints))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
