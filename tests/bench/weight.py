"""Page weight: what a browser must fetch before it shows a page, compressed as servers do (gzip -9)."""

import gzip
import random
import re
import sqlite3
from pathlib import Path
from urllib.parse import urljoin

import httpx

from tests.journeys.server import Server
from tests.journeys.walker import fill, read_form

STUDY = Path(__file__).resolve().parents[2] / "surveys" / "demo" / "beyond_demographics.yaml"


def bench_weight(folder: Path) -> dict[str, tuple[float, float]]:
    """Kilobytes of HTML with CSS, and of JavaScript, of a respondent's pages."""
    server = Server(folder)
    server.run("publish", str(STUDY))
    with sqlite3.connect(server.database) as database:
        slug = database.execute("SELECT slug FROM study").fetchone()[0]
    with server, httpx.Client(base_url=server.base_url, follow_redirects=True, trust_env=False) as client:
        start = client.get(f"/s/{slug}")
        form = read_form(start.text)
        page = client.post(form.action, data=fill(form, random.Random(1)))
        return {"introduction": weigh(client, start), "first page of questions": weigh(client, page)}


def weigh(client: httpx.Client, page: httpx.Response) -> tuple[float, float]:
    """(HTML + CSS, JavaScript) in kB, each file compressed by itself."""
    styles = re.findall(r'<link[^>]*rel="stylesheet"[^>]*href="([^"]+)"', page.text)
    scripts = set(re.findall(r'<script[^>]*src="([^"]+)"', page.text))
    shown = _packed(page.content) + sum(_packed(client.get(urljoin(str(page.url), path)).content) for path in styles)
    return shown / 1000, _modules(client, {urljoin(str(page.url), path) for path in scripts}) / 1000


def _modules(client: httpx.Client, addresses: set[str]) -> int:
    """All scripts that could be loaded, following imports."""
    seen: dict[str, int] = {}
    waiting = list(addresses)
    while waiting:
        address = waiting.pop()
        if address in seen:
            continue
        source = client.get(address)
        seen[address] = _packed(source.content)
        found = re.findall(r'(?:from|import\()\s*["\'](\.[^"\']+)["\']', source.text)
        waiting += [urljoin(address, path) for path in found]
    return sum(seen.values())


def _packed(content: bytes) -> int:
    return len(gzip.compress(content, 9))
