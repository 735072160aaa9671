"""Debian's chromium: where it is, how it is started, and how somebody looks at pages with it. Only that."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

CHROMIUM = Path("/usr/bin/chromium")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
"""Nothing but the pages under test leaves the browser."""


@dataclass(frozen=True, kw_only=True)
class Looks:
    """How somebody looks at pages."""

    name: str
    width: int = 390
    height: int = 844
    touch: bool = True
    scheme: Literal["light", "dark"] = "light"
    forced_colors: bool = False
    reduced_motion: bool = False
    scripts: bool = True
    language: str = "en-GB"

    def options(self) -> dict[str, Any]:
        """What Playwright's `new_context` takes."""
        return {
            "viewport": {"width": self.width, "height": self.height},
            "has_touch": self.touch,
            "is_mobile": self.touch,
            "color_scheme": self.scheme,
            "forced_colors": "active" if self.forced_colors else "none",
            "reduced_motion": "reduce" if self.reduced_motion else "no-preference",
            "java_script_enabled": self.scripts,
            "locale": self.language,
            "accept_downloads": True,
        }


PHONE = Looks(name="phone")
DESKTOP = Looks(name="desktop", width=1280, height=900, touch=False)
DARK = Looks(name="dark", scheme="dark")
ARABIC = Looks(name="arabic", language="ar")
FORCED = Looks(name="forced-colors", forced_colors=True)
STILL = Looks(name="reduced-motion", reduced_motion=True)
NO_SCRIPT = Looks(name="no-script", scripts=False)
