"""One browser and the real servers for the tests of this folder, and windows of whoever is asked for.

Everything lives as long as this folder's tests run (`package`, not `session`): Playwright keeps an event loop in the
thread, which other tests want for themselves.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.browser.chromium import CHROMIUM, QUIET
from tests.browser.content import fill
from tests.browser.site import Site
from tests.browser.windows import Memory, Windows
from tests.surveys.conftest import REQUIRED

expect.set_options(timeout=20_000)  # two other things may keep the machine busy


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Chromium, without its own noise on the network."""
    if not CHROMIUM.exists():
        reason = "chromium is not on this machine (Debian's package chromium)"
        if "chromium" in REQUIRED:
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(QUIET))
        yield started
        started.close()


@pytest.fixture(scope="package")
def site(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A server with nothing but accounts in it."""
    made = Site(tmp_path_factory.mktemp("site"))
    with made:
        yield made


@pytest.fixture(scope="package")
def gallery(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A server with something on every page; no worker, so that nothing moves."""
    made = Site(tmp_path_factory.mktemp("gallery"))
    with made.opened() as database:
        fill(database)
    with made:
        yield made


@pytest.fixture(scope="package")
def memory(browser: Browser) -> Memory:
    return Memory(browser)


@pytest.fixture
def windows(memory: Memory) -> Iterator[Windows]:
    """Windows of this test; none of them may have complained when they are closed."""
    with Windows(memory) as opened:
        yield opened
