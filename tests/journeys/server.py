"""A real server process over a fresh database, to be killed and started again."""

import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import httpx

WHYPRINT = [sys.executable, "-c", "from surveys.cli import main; main()"]
ROOT = Path(__file__).resolve().parents[2]
GUNICORN = [sys.executable, "-m", "gunicorn", "--config", "docs/deploy/gunicorn.conf.py", "--workers", "2",
            "--bind", "127.0.0.1:{port}", "--log-level", "error"]  # fmt: skip
"""As the manual tells to run it, with two workers and a port instead of a socket; the application follows."""
APP = "surveys:create_app()"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """`whyprint serve` (or any command that listens on the same port) with its own folder."""

    def __init__(self, folder: Path, *, command: list[str] | None = None, database_url: str = "") -> None:
        self.folder = folder
        self.port = free_port()
        self.base_url = f"http://127.0.0.1:{self.port}"
        self.environment = {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "WHYPRINT_SECRET_KEY": secrets.token_urlsafe(48),
            "WHYPRINT_DATA_DIR": str(folder),
            "WHYPRINT_BASE_URL": self.base_url,
            "WHYPRINT_DATABASE_URL": database_url or f"sqlite:///{folder / 'whyprint.sqlite'}",
            "OPENBLAS_NUM_THREADS": "1",
            "OMP_NUM_THREADS": "1",
        }
        self._command = command
        self._process: subprocess.Popen[bytes] | None = None
        self.run("db", "upgrade")

    @property
    def database(self) -> Path:
        return self.folder / "whyprint.sqlite"

    @property
    def database_url(self) -> str:
        return self.environment["WHYPRINT_DATABASE_URL"]

    def run(self, *words: str) -> str:
        """Run one `whyprint` command to its end."""
        done = subprocess.run(
            [*WHYPRINT, *words], env=self.environment, capture_output=True, text=True, check=False, timeout=300
        )
        if done.returncode:
            raise AssertionError(f"whyprint {' '.join(words)} failed:\n{done.stdout}\n{done.stderr}")
        return done.stdout

    def start(self) -> None:
        command = self._command or [*WHYPRINT, "serve", "--port", str(self.port)]
        command = [word.replace("{port}", str(self.port)) for word in command]
        with (self.folder / "server.log").open("ab") as log:
            self._process = subprocess.Popen(
                command, env=self.environment, stdout=log, stderr=log, start_new_session=True, cwd=ROOT
            )
        self._wait()

    def tell(self, number: signal.Signals) -> None:
        """Tell its first process something."""
        if self._process is not None:
            self._process.send_signal(number)

    def kill(self) -> None:
        """End it at once, with everything it started, in the middle of whatever it does."""
        if self._process is not None and self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()

    def cpu_seconds(self) -> float:
        """Processor time of all its processes so far."""
        ticks = sum(int(number) for fields in self._processes() for number in fields[11:13])
        return ticks / os.sysconf("SC_CLK_TCK")

    def memory_mb(self) -> float:
        """Memory that its processes hold, what they share counted for each."""
        return sum(int(fields[21]) for fields in self._processes()) * os.sysconf("SC_PAGE_SIZE") / 1e6

    def _processes(self) -> Iterator[list[str]]:
        """Of each process it started, the fields of its `stat` from the state on."""
        for path in Path("/proc").glob("[0-9]*/stat"):
            with suppress(OSError):
                fields = path.read_text().rsplit(") ", 1)[1].split()
                if self._process is not None and int(fields[2]) == self._process.pid:
                    yield fields

    def _wait(self) -> None:
        for _ in range(200):
            try:
                httpx.get(f"{self.base_url}/sign-in", timeout=2.0, trust_env=False)
            except httpx.HTTPError:
                time.sleep(0.1)
            else:
                return
        raise AssertionError((self.folder / "server.log").read_text())

    def __enter__(self) -> "Server":
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()
