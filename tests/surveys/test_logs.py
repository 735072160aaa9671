"""Logs: one line for each entry, and nothing of a private link in any of them."""

import io
import logging

import pytest
from flask import Flask

from surveys.logs import OneLine, without_secrets
from surveys.private_links import PrivateLinks
from tests.factories import SECRET_KEY

LINKS = PrivateLinks(SECRET_KEY)
TOKEN = LINKS.token_of("a nonce")


@pytest.fixture
def lines() -> io.StringIO:
    return io.StringIO()


@pytest.fixture
def handler(lines: io.StringIO) -> logging.Handler:
    made = logging.StreamHandler(lines)
    made.setFormatter(OneLine("%(levelname)s %(name)s: %(message)s"))
    return made


@pytest.mark.parametrize(
    "said",
    [
        f"GET /s/thrift/resume/{TOKEN} HTTP/1.1",
        f"Error handling request https://survey.example.org/s/thrift/resume/{TOKEN}?lang=fi",
        f"Error handling request /s/thrift%2Fresume%2f{TOKEN}",
        f"Cookie: answers-thrift={TOKEN}; other=1",
        f"Exception while serving /reward/{LINKS.sign('reward-file', 'abc', TOKEN)}",
    ],
)
def test_a_private_link_is_taken_out_of_a_line(said: str) -> None:
    told = without_secrets(said)
    assert "[secret]" in told
    assert TOKEN[:12] not in told
    assert told.startswith(said[:3])


@pytest.mark.parametrize("said", ["/s/thrift/reward/12", "/s/thrift/reward/1/link [POST]", "run 12 of analysis failed"])
def test_what_is_no_secret_stays(said: str) -> None:
    assert without_secrets(said) == said


def test_a_view_that_breaks_under_a_private_link_does_not_tell_it(
    app: Flask, lines: io.StringIO, handler: logging.Handler
) -> None:
    def break_down(slug: str, token: str) -> str:
        raise RuntimeError(f"a mistake of ours about {token}")

    app.view_functions["respondents.resume"] = break_down
    app.config["PROPAGATE_EXCEPTIONS"] = False
    app.logger.addHandler(handler)
    try:
        assert app.test_client().get(f"/s/thrift/resume/{TOKEN}").status_code == 500
    finally:
        app.logger.removeHandler(handler)
    assert "RuntimeError" in lines.getvalue()
    assert TOKEN not in lines.getvalue()


def test_a_forged_line_is_none(lines: io.StringIO, handler: logging.Handler) -> None:
    log = logging.Logger("forged")
    log.addHandler(handler)
    log.warning("one\r\nERROR root: another")
    assert lines.getvalue().count("\n") == 1
