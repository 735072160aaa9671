"""All settings, typed, read once from the environment; values that would be unsafe are refused here."""

from functools import cached_property
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import AliasChoices, Field, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from surveys.errors import BadSettings

LOOPBACK = ("127.0.0.1", "localhost", "::1")
SHORTEST_KEY = 32
"""Characters; `whyprint secret` prints 64."""


class Settings(BaseSettings):
    """Every variable starts with WHYPRINT_; DATABASE_URL is understood without it too."""

    model_config = SettingsConfigDict(
        env_prefix="WHYPRINT_", frozen=True, extra="ignore", populate_by_name=True, env_ignore_empty=True
    )

    secret_key: str = Field(repr=False)
    data_dir: Path = Path("var")
    database_url: str = Field(
        default="", repr=False, validation_alias=AliasChoices("WHYPRINT_DATABASE_URL", "DATABASE_URL")
    )
    jobs_url: str = Field(default="", repr=False)
    """Empty: a file in `data_dir`. `redis://…`: Redis. `memory://`: at once, in the same process (for tests)."""
    erasure_log: Path | None = None
    """Where erasures are written down beside the database, for when a backup is restored. None: in `data_dir`."""
    scheduler: str = ""
    """Of a Dask cluster that shares the work of analyses, as `tcp://host:8786`. Empty: this machine alone."""
    base_url: str = "http://127.0.0.1:8000"
    rate_limit_storage: str = Field(default="", repr=False)
    """Where tries to sign in are counted. Empty: a file in `data_dir`, for all processes of this machine."""
    trusted_proxies: int = Field(default=0, ge=0, le=5)
    """How many proxies in front of us may be believed about the client's address."""
    demo: bool = False

    @field_validator("secret_key")
    @classmethod
    def _strong_enough(cls, key: str) -> str:
        if len(key) < SHORTEST_KEY:
            raise ValueError(f"the secret key is shorter than {SHORTEST_KEY} characters")
        if len(set(key)) < 12 or key in key[1:] + key[:-1]:
            raise ValueError("the secret key repeats itself")
        if any(word in key.lower() for word in ("changeme", "change-me", "secret", "password", "default")):
            raise ValueError("the secret key is an example, not a secret")
        return key

    @field_validator("scheduler")
    @classmethod
    def _reachable_address(cls, address: str) -> str:
        parts = urlsplit(address)
        if address and (parts.scheme not in ("tcp", "tls") or not parts.hostname):
            raise ValueError("the scheduler must look like tcp://host:8786")
        return address

    @field_validator("base_url")
    @classmethod
    def _plain_address(cls, url: str) -> str:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/"):
            raise ValueError("the base URL must look like https://survey.example.org")
        return f"{parts.scheme}://{parts.netloc}"

    @model_validator(mode="after")
    def _no_plain_http_in_public(self) -> "Settings":
        if not self.secure and self.host not in LOOPBACK:
            raise ValueError("a public base URL must start with https://; http is only for this machine")
        return self

    @property
    def secure(self) -> bool:
        """Whether browsers reach us over https: cookies are then marked so."""
        return self.base_url.startswith("https://")

    @cached_property
    def host(self) -> str:
        return urlsplit(self.base_url).hostname or ""

    @property
    def port(self) -> int:
        return urlsplit(self.base_url).port or (443 if self.secure else 80)

    @property
    def trusted_hosts(self) -> list[str]:
        return list(LOOPBACK) if self.host in LOOPBACK else [self.host]

    @property
    def database(self) -> str:
        """The address of the database, with the driver we use."""
        url = self.database_url or f"sqlite:///{self.data_dir / 'whyprint.sqlite'}"
        for scheme in ("postgres://", "postgresql://"):
            if url.startswith(scheme):
                return "postgresql+psycopg://" + url.removeprefix(scheme)
        return url

    @property
    def erasures(self) -> Path:
        return self.erasure_log or self.data_dir / "erasures.log"

    @property
    def jobs(self) -> str:
        return self.jobs_url or f"sqlite:///{self.data_dir / 'jobs.sqlite'}"


def read_settings() -> Settings:
    """The settings of this process, or one error that names every unusable variable."""
    try:
        return Settings()  # type: ignore[call-arg]  # read from the environment
    except ValidationError as error:
        faults = tuple(_in_words(fault["loc"], fault["msg"]) for fault in error.errors())
        raise BadSettings(
            "Whyprint cannot start: " + "; ".join(faults) + ".",
            "Set the variables named here; `whyprint secret` prints a good secret key.",
            where=faults,
        ) from None


def _in_words(place: tuple[int | str, ...], message: str) -> str:
    name = str(place[0]).upper() if place else ""
    variable = name if not name or name.endswith("DATABASE_URL") else f"WHYPRINT_{name}"
    words = "is not set" if message == "Field required" else message.removeprefix("Value error, ")
    return f"{variable}: {words}" if variable else words
