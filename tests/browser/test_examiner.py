"""The eyes of the other tests: they see what is wrong with a page made to be wrong, and nothing on a sound one."""

import pytest

from tests.browser.chromium import PHONE, STILL
from tests.browser.content import EVERY_KIND
from tests.browser.keyboard import Keyboard
from tests.browser.site import Site
from tests.browser.window import Window
from tests.browser.windows import Windows

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-pages")]
HEAD = '<!doctype html><html lang="en"><head><meta name="viewport" content="width=device-width"><title>T</title></head>'
SOUND = f"{HEAD}<body><main><h1>One</h1><p>Words.</p></main></body></html>"
FAULTY = {
    "<h1>Two</h1>": "2 h1 are to be seen",
    '<div style="width: 500px">wide</div>': "wide on 390",
    '<button style="width: 20px; height: 30px">x</button>': "is 20 × 30, less than 24",
    '<p style="transition: color 1s">moving</p>': "moves although less motion",
    '<p style="color: #999; background: #fff">pale</p>': "color-contrast",
    '<input type="text" style="height: 50px">': "label (critical)",
}


@pytest.fixture
def window(windows: Windows, gallery: Site) -> Window:
    return windows.open(gallery, STILL)


def test_a_sound_page_is_left_alone(window: Window) -> None:
    window.page.set_content(SOUND)
    assert window.faults("sound") == []


@pytest.mark.parametrize("fault", FAULTY)
def test_a_fault_is_seen(window: Window, fault: str) -> None:
    window.page.set_content(SOUND.replace("</main>", f"{fault}</main>"))
    assert FAULTY[fault] in "\n".join(window.faults(fault))


def test_a_target_is_as_large_as_its_whole_row(window: Window) -> None:
    for height, is_large in ((30, True), (20, False)):
        row = f'<label style="display: block; height: {height}px"><input type="checkbox"> Yes</label>'
        window.page.set_content(SOUND.replace("</main>", f"{row}</main>"))
        assert ("less than 24" not in "\n".join(window.faults(f"row of {height}"))) is is_large


def test_what_the_policy_blocks_is_complained_about(windows: Windows, gallery: Site) -> None:
    window = windows.open(gallery, PHONE)
    window.visit(f"/s/{EVERY_KIND}")
    window.page.evaluate("document.body.setAttribute('style', 'color: red')")
    window.page.evaluate("fetch('https://elsewhere.invalid/').catch(() => {})")
    window.page.wait_for_timeout(200)
    assert any("Content Security Policy" in complaint for complaint in window.complaints)
    window.forgives = ("Content Security Policy", "elsewhere.invalid")


def test_a_focus_that_cannot_be_seen_is_noted(window: Window) -> None:
    window.page.set_content(SOUND.replace("</main>", '<a href="#" style="outline: none">there</a></main>'))
    keyboard = Keyboard(window.page)
    keyboard.tab_to(window.page.get_by_role("link"))
    assert len(keyboard.unseen) == 1
