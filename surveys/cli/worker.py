"""`whyprint worker`."""

import os

import click

from surveys.cli.logs import log_to_stderr
from surveys.cli.opening import open_database
from surveys.cli.redis_ready import check_redis
from surveys.config import read_settings
from surveys.working import run_worker


@click.command()
@click.option("--at-once", type=click.IntRange(1, 16), default=1, show_default=True, help="Analyses at the same time.")
@click.option("--nice", type=click.IntRange(0, 19), default=10, show_default=True, help="How far others go first.")
def worker(at_once: int, nice: int) -> None:
    """Run analyses in the background, until stopped. People who answer go first."""
    settings = read_settings()
    check_redis(settings)
    log_to_stderr()
    os.nice(nice)
    with open_database() as database:
        run_worker(settings, database, at_once=at_once)
