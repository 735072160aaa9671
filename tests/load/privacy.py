"""What people were promised, with many of them: rewards apart from answers, backups that are whole."""

import random
import shutil
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import func, make_url, select

from surveys.errors import Unavailable
from surveys.models import Grant
from surveys.store.backup import back_up
from surveys.store.database import Database
from surveys.store.rewards import shuffle_grants
from tests import factories
from tests.load.servers import DATABASES, databases
from tests.load.trials import Ground, Row, none_of, trial
from tests.surveys.respondents.join_attack import BY_CHANCE, answer_all, erase_some, linked, truth_of
from tests.surveys.test_backup import hashes

WRITERS = 8
CUTS = 50


@trial("rewards apart")
def rewards_apart(ground: Ground) -> Iterator[Row]:
    """1,000 people answer, half erase themselves; whose reward is whose is guessed by all that rows have in common."""
    for kind in DATABASES:
        with databases(kind) as made, _study(made("rewards"), ground.sub(f"rewards-{kind}")) as (database, study_id):
            people = answer_all(database, study_id, ground.many(1_000, 60))
            yield none_of(f"{kind}: rewards that stand beside answers", _grants(database), len(people))
            erase_some(database, random.Random(3).sample(list(people), len(people) // 2))
            with database.writing() as session:
                shuffle_grants(session)
            found = linked(database, truth_of(study_id, people))
            yield Row(f"{kind}: right guesses by the best of {len(found)} ways", str(max(found.values())), "about 1")
            beyond = sum(hits for hits in found.values() if hits > BY_CHANCE)
            yield none_of(f"{kind}: rewards linked beyond chance", beyond, _grants(database))


@trial("backups")
def backups(ground: Ground) -> Iterator[Row]:
    """A backup while 8 people at a time answer: each answer by its SHA-256; the copy cut at random bytes."""
    for kind in DATABASES:
        folder = ground.sub(f"backups-{kind}")
        with databases(kind) as made, _study(made("backed_up"), folder) as (database, study_id):
            answer_all(database, study_id, ground.many(500, 30))
            told = hashes(database)
            rate = _back_up_under_load(database, study_id, folder / "copy")
            yield Row(f"{kind}: people who finished a second meanwhile", f"{rate:,.0f}")
            back = _restore(kind, folder / "copy", made("restored"), folder)
            missing = [one for one, digest in told.items() if back.get(one) != digest]
            yield none_of(f"{kind}: answers missing or changed in the copy", len(missing), len(told))
            half = set(back.items()) - set(hashes(database).items())
            yield none_of(f"{kind}: answers in the copy that nobody gave", len(half), len(back))
            cuts = [ground.chance.randrange(1, (folder / "copy").stat().st_size) for _ in range(ground.many(CUTS, 5))]
            taken = sum(_is_taken(kind, folder / "copy", cut, folder / "cut") for cut in cuts)
            yield none_of(f"{kind}: cut copies taken for backups", taken, len(cuts))


@contextmanager
def _study(url: str, folder: Path) -> Iterator[tuple[Database, int]]:
    database = Database(url or f"sqlite:///{folder / 'whyprint.sqlite'}")
    database.upgrade()
    with database.writing() as session:
        study_id = factories.publish_study(session).id
    yield database, study_id
    database.close()


def _grants(database: Database) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count(Grant.id))) or 0


@dataclass
class _Crowd:
    """Writers that go on until they are told to stop."""

    write: Callable[[], object]
    ended: threading.Event
    done: int = 0

    def go_on(self) -> None:
        while not self.ended.is_set():
            self.write()
            self.done += 1


def _back_up_under_load(database: Database, study_id: int, copy: Path) -> float:
    """How many people finished in a second while the copy was made."""
    crowd = _Crowd(lambda: answer_all(database, study_id, 1), threading.Event())
    threads = [threading.Thread(target=crowd.go_on) for _ in range(WRITERS)]
    for thread in threads:
        thread.start()
    time.sleep(1)
    began, before = time.monotonic(), crowd.done
    back_up(database, copy)
    rate = (crowd.done - before) / (time.monotonic() - began)
    crowd.ended.set()
    for thread in threads:
        thread.join()
    return rate


def _restore(kind: str, copy: Path, url: str, folder: Path) -> dict[str, str]:
    if kind == "SQLite":
        url = f"sqlite:///{shutil.copy(copy, folder / 'restored.sqlite')}"
    else:
        plain = make_url(url).set(drivername="postgresql").render_as_string()
        subprocess.run(["pg_restore", "--exit-on-error", "-d", plain, copy], check=True, capture_output=True)
    database = Database(url)
    try:
        database.check_upgraded()
        return hashes(database)
    finally:
        database.close()


def _is_taken(kind: str, copy: Path, cut: int, target: Path) -> bool:
    """Whether a copy that ends at this byte would be served or restored."""
    target.unlink(missing_ok=True)
    target.write_bytes(copy.read_bytes()[:cut])
    if kind != "SQLite":
        done = subprocess.run(["pg_restore", "-f", "/dev/null", target], check=False, capture_output=True)
        return done.returncode == 0
    database = Database(f"sqlite:///{target}")
    try:
        database.check_upgraded()
    except Unavailable:
        return False
    finally:
        database.close()
    return True
