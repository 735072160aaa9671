"""Looking at one page: axe for what machines can find, and measures of our own. Runs beside the page, not within it.

Everything is evaluated in an isolated world over the DevTools protocol, so that the page's policy need not be bypassed:
whatever it blocks, it blocks for the page itself, and the console tells.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import CDPSession, Page

HERE = Path(__file__).parent
AXE = HERE / "vendor" / "axe-core-4.14.1.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
NARROWEST = 320
_RUN = """
axe.run(document, {runOnly: {type: "tag", values: %s}, resultTypes: ["violations"], preload: false}).then((found) =>
  found.violations.flatMap((rule) => rule.nodes.map((node) =>
    `${rule.id} (${rule.impact}): ${node.target.join(" ")} ${node.html.slice(0, 160)}: ` +
    node.failureSummary.split("\\n").slice(1).join("; ").trim())))
"""
_UNFOLD = "for (const one of document.querySelectorAll('details:not(.account, .confirm)')) one.open = true"


class Examiner:
    """Looks at whatever a page shows at the moment."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._line: CDPSession = page.context.new_cdp_session(page)

    def axe(self) -> list[str]:
        """Violations of WCAG 2.0 to 2.2, levels A and AA, one line each."""
        world = self._world()
        self._evaluate(f"{_source(AXE)};0", world)
        found: list[str] = self._evaluate(_RUN % json.dumps(RULES), world)
        return found

    def unfold(self) -> None:
        """Open whatever is folded away, but for menus and questions that lie over the rest."""
        self._evaluate(_UNFOLD, self._world())

    def measure(self, *, width: int, least: int, still: bool) -> list[str]:
        """Headings, width, sizes of targets, and motion where none is wanted."""
        given = json.dumps({"width": width, "least": least, "still": still})
        found: list[str] = self._evaluate(f"({_source(HERE / 'measure.js')})({given})", self._world())
        return found

    def measure_narrow(self, *, least: int, still: bool, spaced: bool) -> list[str]:
        """The same on 320 pixels (a wide screen at 400 %), if asked with the text spaced as readers may."""
        before = self._page.viewport_size
        if before is None:
            raise ValueError("the page has no viewport of its own")
        self._page.set_viewport_size({"width": NARROWEST, "height": before["height"]})
        found = self.measure(width=NARROWEST, least=least, still=still)
        if spaced:
            self._evaluate(f"({_source(HERE / 'text_spacing.js')})()", self._world())
            spread = self.measure(width=NARROWEST, least=0, still=False)
            found += [f"with wide text: {fault}" for fault in spread]
            self._evaluate("document.adoptedStyleSheets = []", self._world())
        self._page.set_viewport_size(before)
        return found

    def _world(self) -> int:
        frame = self._line.send("Page.getFrameTree")["frameTree"]["frame"]["id"]
        made = self._line.send("Page.createIsolatedWorld", {"frameId": frame, "worldName": "examine"})
        return int(made["executionContextId"])

    def _evaluate(self, expression: str, world: int) -> Any:
        answer = self._line.send(
            "Runtime.evaluate",
            {"expression": expression, "contextId": world, "awaitPromise": True, "returnByValue": True},
        )
        if "exceptionDetails" in answer:
            raise AssertionError(f"could not look at the page: {answer['exceptionDetails']}")
        return answer["result"].get("value")


@cache
def _source(path: Path) -> str:
    """The words of a script; the comment before its first function goes."""
    text = path.read_text(encoding="utf-8")
    if path.parent == HERE:
        text = "\n".join(line for line in text.splitlines() if not line.startswith("//"))
    return text.strip()
