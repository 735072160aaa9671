"""The built wheel: it has all it needs, and starts where no checkout is near."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import factories

ROOT = Path(__file__).resolve().parents[2]
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("wheel")]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("hatchling", reason="the build backend is not installed")
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--no-index"]
    subprocess.run([*build, "--wheel-dir", str(folder), str(ROOT)], check=True, timeout=300)
    return next(folder.glob("whyprint-*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of an environment with the wheel, which sees our dependencies but not this checkout."""
    home = tmp_path_factory.mktemp("installed") / "venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(home)], check=True, timeout=120)
    packages = next(home.glob("lib/python3*/site-packages"))
    ours = next(path for path in sys.path if path.endswith("site-packages"))
    (packages / "dependencies.pth").write_text(f"{ours}\n")
    pip = [sys.executable, "-m", "pip", "--python", str(home / "bin" / "python"), "install", "--quiet"]
    subprocess.run([*pip, "--no-deps", "--no-index", "--force-reinstall", str(wheel)], check=True, timeout=120)
    return home / "bin"


def environment(folder: Path, port: int = 8000) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("WHYPRINT_", "PYTHON"))}
    return kept | {
        "WHYPRINT_SECRET_KEY": factories.SECRET_KEY,
        "WHYPRINT_DATA_DIR": str(folder / "var"),
        "WHYPRINT_BASE_URL": f"http://127.0.0.1:{port}",
    }


@pytest.fixture
def served(installed: Path, tmp_path: Path) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = environment(tmp_path, port)
    program = str(installed / "whyprint")
    subprocess.run([program, "db", "upgrade"], check=True, env=settings, cwd=tmp_path, timeout=60)
    server = subprocess.Popen([program, "serve"], env=settings, cwd=tmp_path)
    try:
        wait_for(f"http://127.0.0.1:{port}/sign-in", server)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(30)


def wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + 30
    while time.monotonic() < end and server.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=5).close()  # noqa: S310  (our own server)
        except urllib.error.URLError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the installed server did not answer")


def test_the_wheel_has_templates_style_sheets_and_translations_inside(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    wanted = {
        "surveys/templates/layouts/base.html",
        "surveys/static/css/tokens.css",
        "surveys/static/js/rooms/respondent.js",
        "surveys/translations/fi/LC_MESSAGES/messages.mo",
        "surveys/migrations/env.py",
        "surveys/demo/personality.yaml",
        "research/codebook.py",
        "research/words/translations/research.pot",
    }
    assert wanted - names == set()
    assert [name for name in names if name.startswith(("tests/", "templates/", "static/", "docs/"))] == []
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_the_installed_program_serves_a_page_with_its_style(served: str, installed: Path) -> None:
    page = urllib.request.urlopen(f"{served}/sign-in").read().decode()  # noqa: S310
    assert "<h1>Sign in</h1>" in page
    style = page.split('rel="stylesheet" href="')[1].split('"')[0]
    assert urllib.request.urlopen(f"{served}{style}").status == 200  # noqa: S310


def test_a_web_process_loads_no_statistics(installed: Path, tmp_path: Path) -> None:
    settings = environment(tmp_path)
    subprocess.run([installed / "whyprint", "db", "upgrade"], check=True, env=settings, timeout=60)
    code = (
        "import sys; from surveys import create_app; answer = create_app().test_client().get('/sign-in');"
        "assert answer.status_code == 200;"
        "print([name for name in ('pandas', 'sklearn', 'scipy') if name in sys.modules])"
    )
    done = subprocess.run(
        [installed / "python", "-c", code], check=True, env=settings, cwd=tmp_path, capture_output=True, text=True
    )
    assert done.stdout.strip() == "[]"
