"""nginx as the manual puts it in front: its own pages carry the headers, its logs hold nothing of a private link."""

import os
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse, HTTPSConnection
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from socketserver import ThreadingMixIn, UnixStreamServer
from threading import Thread

import pytest

from surveys.web.headers import _ALWAYS as HEADERS
from tests.factories import SECRET_KEY

CONF = Path(__file__).parents[2] / "docs" / "deploy" / "nginx.conf"
TOKEN = SECRET_KEY + "abc"
PRIVATE = f"/s/thrift-study/resume/{TOKEN}"
pytestmark = pytest.mark.skipif(shutil.which("nginx") is None, reason="nginx is not on this machine")


@dataclass(frozen=True)
class Front:
    """A running nginx, with nothing behind it until somebody listens on its socket."""

    folder: Path
    plain: int
    secure: int

    @property
    def upstream(self) -> Path:
        return self.folder / "whyprint.sock"

    def ask(self, path: str, *, secure: bool = True, body: bytes | None = None) -> HTTPResponse:
        trusting = ssl.create_default_context(cafile=self.folder / "fullchain.pem")
        trusting.check_hostname = False
        connection = (
            HTTPSConnection("127.0.0.1", self.secure, context=trusting, timeout=10)
            if secure
            else HTTPConnection("127.0.0.1", self.plain, timeout=10)
        )
        connection.request("POST" if body else "GET", path, body, {"Host": "survey.example.org"})
        answer = connection.getresponse()
        answer.read()
        return answer

    def logs(self) -> str:
        return "".join(path.read_text(errors="replace") for path in sorted(self.folder.glob("*.log")))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def configuration(folder: Path, plain: int, secure: int) -> str:
    """Ours as it is shipped, at other ports and places."""
    ours = CONF.read_text(encoding="utf-8")
    for shipped, here in (
        ("listen 80;", f"listen 127.0.0.1:{plain};"),
        ("listen 443 ssl", f"listen 127.0.0.1:{secure} ssl"),
        ("rate=20r/s", "rate=1r/s"),
        ("    listen [::]:80;\n", ""),
        ("    listen [::]:443 ssl http2;\n", ""),
        ("/run/whyprint/whyprint.sock", str(folder / "whyprint.sock")),
        ("/etc/letsencrypt/live/survey.example.org", str(folder)),
    ):
        assert shipped in ours
        ours = ours.replace(shipped, here)
    places = "".join(
        f"{kind}_temp_path {folder / kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    user = "user root;" if os.geteuid() == 0 else ""
    logs = f"error_log {folder}/error.log;\naccess_log {folder}/access.log;\n"
    return f"{user}\npid {folder}/pid;\ndaemon off;\nevents {{}}\nhttp {{\n{places}{logs}{ours}}}\n"


@pytest.fixture
def front(tmp_path: Path) -> Iterator[Front]:
    found = Front(tmp_path, free_port(), free_port())
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
         "-subj", "/CN=survey.example.org",
         "-keyout", tmp_path / "privkey.pem", "-out", tmp_path / "fullchain.pem"],
        check=True, capture_output=True,
    )  # fmt: skip
    (tmp_path / "nginx.conf").write_text(configuration(tmp_path, found.plain, found.secure), encoding="utf-8")
    running = subprocess.Popen(["nginx", "-c", tmp_path / "nginx.conf", "-e", tmp_path / "start.log"])
    try:
        wait_for(found.secure)
        yield found
    finally:
        running.terminate()
        running.wait(10)


def wait_for(port: int) -> None:
    for _try in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError("nginx did not start")


class _Answer(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        for name, value in HEADERS.items():
            self.send_header(name, value)
        self.send_header("Strict-Transport-Security", "max-age=1")
        self.send_header("Cache-Control", "no-cache")
        self.end_headers()

    def address_string(self) -> str:
        return "a socket"

    def log_message(self, *_about: object) -> None:
        return


class _Upstream(ThreadingMixIn, UnixStreamServer):
    daemon_threads = True


EXPECTED = [*HEADERS, "Strict-Transport-Security", "Cache-Control"]


def test_pages_of_its_own_carry_the_headers(front: Front) -> None:
    answers = {
        301: front.ask("/s/thrift-study", secure=False),
        502: front.ask("/s/thrift-study"),
        413: front.ask("/s/thrift-study/start", body=b"x" * 3_000_000),
        400: front.ask("/s/thrift-study%00"),
    }
    assert {status: answer.status for status, answer in answers.items()} == {status: status for status in answers}
    without = {
        (status, name) for status, answer in answers.items() for name in EXPECTED if not answer.headers.get(name)
    }
    assert without == set()
    assert {answer.headers["Server"] for answer in answers.values()} == {"nginx"}  # no version


def test_what_whyprint_answers_carries_its_own_headers_once(front: Front) -> None:
    with _Upstream(str(front.upstream), _Answer) as upstream:
        Thread(target=upstream.serve_forever, daemon=True).start()
        answer = front.ask("/s/thrift-study")
        upstream.shutdown()
    assert answer.status == 200
    assert {name: answer.headers.get_all(name) for name in EXPECTED} == {
        **{name: [value] for name, value in HEADERS.items()},
        "Strict-Transport-Security": ["max-age=1"],
        "Cache-Control": ["no-cache"],
    }


def test_no_log_holds_anything_of_a_private_link(front: Front) -> None:
    for path in (PRIVATE, f"{PRIVATE}?lang=fi", PRIVATE.replace("resume", "%72esume"), f"/reward/{TOKEN}"):
        assert front.ask(path).status == 502
        assert front.ask(path, body=b"x" * 3_000_000).status == 413
        assert front.ask(path, secure=False).status == 301
    flood = [front.ask(PRIVATE).status for _each in range(80)]
    assert 429 in flood
    assert front.ask("/s/thrift-study").status in (502, 429)  # other faults are still told
    assert "thrift-study" in front.logs()
    assert TOKEN not in front.logs()
    assert "resume" not in front.logs()
