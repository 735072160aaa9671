"""One browser window of one person: opens pages, looks at each, and keeps what the console complains about."""

import re
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Response

from tests.browser.chromium import Looks
from tests.browser.examine import Examiner

RESPONDENT = re.compile(r"/s/|/reward/")
FINGER, POINTER = 44, 24
"""Smallest target in CSS pixels: on pages of respondents, and on those of the team (WCAG 2.5.8)."""
_PATIENCE = 30_000
Seen = set[tuple[str, str, str]]


class Window:
    """A page in a context of its own: `visit` opens and looks, `page` does the rest; nothing may complain."""

    def __init__(self, context: BrowserContext, looks: Looks, *, address: str, seen: Seen) -> None:
        context.set_default_timeout(_PATIENCE)
        self.context = context
        self.looks = looks
        self.address = address
        self.complaints: list[str] = []
        self.forgives: tuple[str, ...] = ()
        """Parts of complaints that a test brings about on purpose."""
        self.page: Page = context.new_page()
        self._seen = seen
        self._refused: set[str] = set()
        self._examiner = Examiner(self.page)
        self.page.on("console", self._note_console)
        self.page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        self.page.on("request", self._note_request)
        self.page.on("response", self._note_response)

    def visit(self, address: str, *, status: int = 200, state: str = "") -> None:
        """Open an address of ours and look at what comes."""
        answer = self.page.goto(self.address + address)
        if answer is None or answer.status != status:
            raise AssertionError(f"{address} answered {answer and answer.status}, not {status}")
        self.look(state)

    def look(self, state: str = "") -> None:
        """Look at what is shown; `state` tells apart what one address shows at different times."""
        faults = self.faults(state)
        if faults:
            listed = "\n  ".join(faults)
            raise AssertionError(f"{self._where(state)} in {self.looks.name}:\n  {listed}")

    def faults(self, state: str = "") -> list[str]:
        """Everything wrong with what is shown; axe looks once at each page, width and mode."""
        path = urlsplit(self.page.url).path
        least = FINGER if RESPONDENT.match(path) else POINTER
        still = self.looks.reduced_motion
        found = self._examiner.measure(width=self.looks.width, least=least, still=still)
        key = (path, state, self.looks.name)
        if key in self._seen:
            return found
        self._seen.add(key)
        if self.looks.scripts:  # axe waits for timers, which do not run without scripts
            found += [f"axe: {fault}" for fault in self._examiner.axe()]
        if self.looks.touch:
            found += self._examiner.measure_narrow(least=least, still=still, spaced=least == FINGER)
        return list(dict.fromkeys(found))

    def unfold(self) -> None:
        """Open what is folded away, to look at that, too."""
        self._examiner.unfold()

    def close(self) -> list[str]:
        """Close the window; what was complained about, but for what was forgiven."""
        self.context.close()
        return [each for each in self.complaints if not any(part in each for part in self.forgives)]

    def _where(self, state: str) -> str:
        return urlsplit(self.page.url).path + (f" ({state})" if state else "")

    def _note_console(self, message: ConsoleMessage) -> None:
        if message.type != "error" or message.location.get("url") in self._refused:
            return
        self.complaints.append(f"console on {self.page.url}: {message.text}")

    def _note_request(self, request: Request) -> None:
        if request.url.startswith(("http:", "https:", "ws:", "wss:")) and not request.url.startswith(self.address):
            self.complaints.append(f"{self.page.url} asks another host: {request.url}")

    def _note_response(self, response: Response) -> None:
        """A page that says 400 or 404 is a page all the same; the console repeats it."""
        if response.status >= 400 and response.request.is_navigation_request():
            self._refused.add(response.url)
        if response.status >= 500:
            self.complaints.append(f"{response.url} answered {response.status}")
