"""The background queue: how the id of a run is handed over, and taken by a worker.

What waits there is unpickled, which runs whatever it says; so every message is signed with the server's key, and one
that is not is thrown away unread.
"""

from pathlib import Path
from urllib.parse import urlsplit

from huey import Huey, MemoryHuey, RedisHuey, SqliteHuey, crontab
from huey.serializer import SignedSerializer

from surveys.errors import BadSettings
from surveys.jobs import life
from surveys.models.base import utc_now
from surveys.private_files import keep_private
from surveys.private_links import key_for
from surveys.store.database import Database


class Jobs:
    """The queue of one application: web processes enqueue, the worker (`whyprint worker`) works off.

    Parameters
    ----------
    url : str
        Where work is left.
    database : Database
    secret_key : str
        Signs what waits there.
    scheduler : str
        Of a Dask cluster that shares the work; empty: the worker does it alone.
    """

    def __init__(self, url: str, database: Database, *, secret_key: str, scheduler: str = "") -> None:
        self.huey = _open(url, SignedSerializer(secret=key_for("queue", secret_key)))
        self._database = database
        self._means = life.Means(scheduler=scheduler or None)
        self._task = self.huey.task(name="work_off")(self._work_off)
        self.huey.periodic_task(crontab(minute="*"), name="recover")(self.recover)

    def enqueue(self, run_id: int) -> None:
        """Hand a run to the worker. Call it after the row is committed."""
        self._task(run_id)

    def recover(self) -> None:
        """Hand over again what a killed worker left behind; the worker does so at its start and every minute."""
        for run_id in life.recover(self._database, now=utc_now()):
            self.enqueue(run_id)

    def _work_off(self, run_id: int) -> None:
        life.work_off(self._database, run_id=run_id, means=self._means)


def _open(url: str, serializer: SignedSerializer) -> Huey:
    scheme = urlsplit(url).scheme
    if scheme == "sqlite":
        path = Path(url.removeprefix("sqlite:///"))
        keep_private(path)
        return SqliteHuey("whyprint", filename=str(path), results=False, fsync=True, serializer=serializer)
    if scheme in ("redis", "rediss"):
        return RedisHuey("whyprint", url=url, results=False, serializer=serializer)
    if scheme == "memory":
        return MemoryHuey("whyprint", immediate=True, results=False, serializer=serializer)
    raise BadSettings(f"WHYPRINT_JOBS_URL has an unknown kind of address: {scheme}.", "Use sqlite:/// or redis://.")
