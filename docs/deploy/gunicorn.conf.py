"""gunicorn behind nginx: `gunicorn -c docs/deploy/gunicorn.conf.py 'surveys:create_app()'`.

The settings of Whyprint come from the environment (see docs/administrator.md); nginx must be in front, because it
reads slow requests before a thread here is taken.
"""

import multiprocessing
import os

bind = os.environ.get("WHYPRINT_BIND", "unix:/run/whyprint/whyprint.sock")
workers = int(os.environ.get("WHYPRINT_WEB_PROCESSES", multiprocessing.cpu_count()))
worker_class = "gthread"
threads = 8
timeout = 60
graceful_timeout = 30
keepalive = 5
backlog = 2048
umask = 0o007  # nginx's group may use the socket
limit_request_line = 4094
limit_request_field_size = 8190
control_socket_disable = True  # nothing here needs it, and the service has no home to keep it in
accesslog = None  # addresses of people who answer are nobody's business
errorlog = "-"
logconfig_dict = {  # no line with a private link in it
    "formatters": {"generic": {"()": "surveys.logs.OneLine", "fmt": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "root": {"level": "INFO", "handlers": ["error_console"]},
    "loggers": {"gunicorn.error": {"level": "INFO"}, "alembic": {"level": "WARNING"}},
}


def on_starting(server):  # noqa: ARG001  (gunicorn's own form)
    """Refuse to start on tables of another release, on a disk that does not keep what it acknowledges, on a restored
    backup that did not forget again, or without the Redis that the settings name.
    """
    from surveys.cli.opening import check_serving
    from surveys.config import read_settings
    from surveys.store.database import Database

    settings = read_settings()
    database = Database(settings.database)
    check_serving(settings, database)
    database.close()
