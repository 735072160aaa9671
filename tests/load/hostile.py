"""Ten thousand requests nobody means, over all addresses."""

from collections.abc import Iterator
from itertools import islice

import surveys.working  # noqa: F401  (work that a request begins happens at once)
from surveys import create_app
from surveys.store.database import Database
from tests import factories
from tests.hostile import CANARY, Reply, cookie_of, hostile_requests, reply_to
from tests.load.trials import Ground, Row, none_of, trial

SLUG = "thrift-study"


@trial("hostile")
def hostile(ground: Ground) -> Iterator[Row]:
    """Broken cookies, forged hosts, twisted addresses and bodies, signed in and not: no fault of ours."""
    count = ground.many(10_000, 300)
    replies = list(_replies(ground, count))
    yield none_of("answers 5xx", sum(reply.status >= 500 for reply in replies), count)
    yield none_of("answers that tell too much", sum(reply.told_too_much for reply in replies), count)
    yield none_of("answers that lead to a forged host", sum(reply.leads_to_forged_host for reply in replies), count)


def _replies(ground: Ground, count: int) -> Iterator[Reply]:
    database = Database(f"sqlite:///{ground.folder / 'whyprint.sqlite'}")
    database.upgrade()
    with database.writing() as session:
        factories.make_response(session, factories.publish_study(session))
        token = factories.sign_in(session, factories.make_account(session, role="lead"))
    for proxies in (0, 1):
        secret = f"{CANARY}-{factories.SECRET_KEY}"
        app = create_app(
            factories.make_settings(
                database_url=database.url, data_dir=ground.folder, trusted_proxies=proxies, secret_key=secret
            )
        )
        app.config |= {"PROPAGATE_EXCEPTIONS": False, "WTF_CSRF_ENABLED": False}
        requests = hostile_requests(app, ground.chance, slug=SLUG, cookie=cookie_of(app, token))
        yield from (reply_to(app, environ) for environ in islice(requests, count // 2))
        app.extensions["database"].close()
    database.close()
