"""Settings: what the application refuses to start with."""

import pytest

from surveys.config import read_settings
from surveys.errors import BadSettings
from tests.factories import SECRET_KEY, make_settings


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("WHYPRINT_SECRET_KEY", "WHYPRINT_DATABASE_URL", "DATABASE_URL", "WHYPRINT_BASE_URL"):
        monkeypatch.delenv(name, raising=False)


def test_without_a_secret_key_it_does_not_start() -> None:
    with pytest.raises(BadSettings, match="WHYPRINT_SECRET_KEY: is not set"):
        read_settings()


@pytest.mark.parametrize(
    "key",
    [
        "tiny-key-9x",
        "a" * 64,
        "ab" * 32,
        "0123456789abcdef" * 4,
        "please-changeme-please-0123456789-xyz",
        "x" * 31 + "y",
        "this is the secret key of the example",
    ],
)
def test_a_weak_secret_key_is_refused_without_being_repeated(monkeypatch: pytest.MonkeyPatch, key: str) -> None:
    monkeypatch.setenv("WHYPRINT_SECRET_KEY", key)
    with pytest.raises(BadSettings, match="secret key") as raised:
        read_settings()
    assert key not in str(raised.value)


@pytest.mark.parametrize("url", ["http://survey.example.org", "ftp://x.example", "survey.example.org", "https://x/y"])
def test_an_address_that_would_be_unsafe_is_refused(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("WHYPRINT_SECRET_KEY", SECRET_KEY)
    monkeypatch.setenv("WHYPRINT_BASE_URL", url)
    with pytest.raises(BadSettings, match="base URL"):
        read_settings()


@pytest.mark.parametrize("address", ["dask:8786", "http://dask:8786", "tcp://"])
def test_a_scheduler_that_cannot_be_reached_is_refused_at_the_start(
    monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv("WHYPRINT_SECRET_KEY", SECRET_KEY)
    monkeypatch.setenv("WHYPRINT_SCHEDULER", address)
    with pytest.raises(BadSettings, match="WHYPRINT_SCHEDULER: the scheduler must look like"):
        read_settings()


def test_the_usual_name_of_the_database_is_understood(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WHYPRINT_SECRET_KEY", SECRET_KEY)
    monkeypatch.setenv("DATABASE_URL", "postgres://ada@db.example/survey")
    assert read_settings().database == "postgresql+psycopg://ada@db.example/survey"


def test_cookies_are_secure_wherever_the_address_is_https() -> None:
    assert make_settings(base_url="https://survey.example.org").secure
    assert not make_settings(base_url="http://127.0.0.1:8000").secure


def test_settings_do_not_show_their_secrets() -> None:
    shown = repr(make_settings(database_url="postgresql://ada:pass-phrase@db/x"))
    assert SECRET_KEY not in shown
    assert "pass-phrase" not in shown
