"""Hands that have no mouse: Tab from stop to stop, each of which must be seen to have the focus."""

from collections.abc import Callable

from playwright.sync_api import Locator, Page

MOST_STOPS = 200
_SEEN = """(element) => {
  const shown = (one) => {
    const style = getComputedStyle(one);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  };
  const around = [element, ...(element.labels ?? [])];
  if (!around.some(shown)) return "nothing shows that it has the focus";
  const box = (element.labels?.[0] ?? element).getBoundingClientRect();
  if (box.bottom <= 0 || box.top >= innerHeight) return "it has the focus out of sight";
  const x = Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1);
  const y = Math.min(Math.max(box.top + Math.min(box.height / 2, 20), 0), innerHeight - 1);
  const top = document.elementFromPoint(x, y);
  const free = around.some((one) => one === top || one.contains(top) || (top && top.contains(one)));
  return free ? "" : "something covers it";
}"""


class Keyboard:
    """Moves through one page and remembers every stop at which the focus could not be seen."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.unseen: list[str] = []

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)

    def tab_to(self, wanted: Locator) -> None:
        """Press Tab until it has the focus."""
        self._walk(lambda: bool(wanted.evaluate("(one) => one === document.activeElement")), wanted)

    def tab_into(self, group: Locator) -> None:
        """Press Tab until something within it has the focus."""
        self._walk(lambda: bool(group.evaluate("(one) => one.contains(document.activeElement)")), group)

    def _walk(self, arrived: Callable[[], bool], wanted: Locator) -> None:
        for _ in range(MOST_STOPS):
            self.press("Tab")
            self._note()
            if arrived():
                return
        raise AssertionError(f"{MOST_STOPS} times Tab did not lead to {wanted}")

    def _note(self) -> None:
        focused = self.page.locator(":focus")
        if focused.count() == 0:
            return  # the browser's own buttons come after the last stop of the page
        fault = focused.evaluate(_SEEN)
        if fault:
            self.unseen.append(f"{focused.evaluate('(one) => one.outerHTML.slice(0, 120)')}: {fault}")
