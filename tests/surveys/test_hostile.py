"""Whatever is sent, there is an answer: never a fault of ours, a secret, or a link to a host that somebody made up."""

import random
from itertools import islice

import pytest
from flask import Flask

from surveys import create_app
from surveys.config import Settings
from surveys.store.database import Database
from tests import factories
from tests.hostile import CANARY, Reply, cookie_of, hostile_requests, reply_to

CASES = 150
"""Of each kind; `make load` tries ten thousand."""


@pytest.fixture(params=[0, 1], ids=["alone", "behind a proxy"])
def attacked(request: pytest.FixtureRequest, settings: Settings, database: Database) -> Flask:
    """An application in use, with a secret that must not come out."""
    with database.writing() as session:
        factories.make_response(session, factories.publish_study(session))
        lead = factories.make_account(session, role="lead")
        token = factories.sign_in(session, lead)
    secret = f"{CANARY}-{factories.SECRET_KEY}"
    app = create_app(settings.model_copy(update={"trusted_proxies": request.param, "secret_key": secret}))
    app.config |= {"PROPAGATE_EXCEPTIONS": False, "WTF_CSRF_ENABLED": False, "GOOD_COOKIE": cookie_of(app, token)}
    return app


def faults_of(replies: list[Reply]) -> list[str]:
    return [
        f"{reply.status} {reply.request}"
        for reply in replies
        if reply.status >= 500 or reply.told_too_much or reply.leads_to_forged_host
    ]


def test_a_hostile_request_is_answered_like_any_other(attacked: Flask) -> None:
    requests = hostile_requests(attacked, random.Random(8), slug="thrift-study", cookie=attacked.config["GOOD_COOKIE"])
    replies = [reply_to(attacked, environ) for environ in islice(requests, CASES)]
    attacked.extensions["database"].close()
    assert faults_of(replies) == []
    assert len({reply.status for reply in replies}) > 4, "they reach more than the door"


def test_a_study_that_cannot_be_is_not_found_by_whatever_it_is_called(attacked: Flask) -> None:
    browser = attacked.test_client()
    for name in ("%0d%0aSet-Cookie:%20a=b", "%00", "%ff", "a%3bb", "no-such-study"):
        assert browser.post(f"/s/{name}/another-link", data={"choice": "x"}).status_code == 404
    attacked.extensions["database"].close()
