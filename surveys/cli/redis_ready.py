"""Whether each Redis that the settings name lets us in: said at the start, and not by the first page that needs it."""

from importlib import import_module
from typing import Any
from urllib.parse import urlsplit

from surveys.config import Settings
from surveys.errors import BadSettings

SECONDS = 5


def check_redis(settings: Settings) -> None:
    """Refuse to start where work could not be handed over, or tries could not be counted.

    Raises
    ------
    BadSettings
        Naming the variable, and what to do.
    """
    named = {"WHYPRINT_JOBS_URL": settings.jobs_url, "WHYPRINT_RATE_LIMIT_STORAGE": settings.rate_limit_storage}
    for variable, url in named.items():
        if urlsplit(url).scheme in ("redis", "rediss"):
            _check(variable, url)


def _check(variable: str, url: str) -> None:
    redis = _library(variable)
    try:
        with redis.Redis.from_url(url, socket_connect_timeout=SECONDS, socket_timeout=SECONDS) as there:
            there.ping()
    except (redis.AuthenticationError, redis.ResponseError):
        raise BadSettings(
            f"Redis refuses the password in {variable}.",
            "Write the one behind `requirepass` in redis.conf into the address: redis://:password@host:6379/0.",
        ) from None
    except (redis.RedisError, ValueError) as error:
        raise BadSettings(
            f"Redis cannot be reached at {_without_password(url)}, where {variable} points: {error}.",
            "Start it, or correct the address; without the variable a file of this machine does the same.",
        ) from None


def _library(variable: str) -> Any:
    try:
        return import_module("redis")
    except ImportError:
        raise BadSettings(
            f"{variable} names a Redis, and what speaks to it is not installed.", "pip install 'whyprint[redis]'"
        ) from None


def _without_password(url: str) -> str:
    return urlsplit(url).netloc.rpartition("@")[2]
