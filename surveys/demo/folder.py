"""Where one demonstration lives: only its folder, its secret and its settings."""

import os
import secrets
from pathlib import Path

from surveys.config import Settings

_SECRET = "secret"  # noqa: S105  (the name of a file)


def demo_settings(folder: Path, *, port: int) -> Settings:
    """Settings of the demonstration in this folder, whatever the environment says; the folder is made where needed."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    home = folder.resolve()
    return Settings(
        secret_key=_secret_of(home),
        data_dir=home,
        database_url=f"sqlite:///{home / 'whyprint.sqlite'}",
        jobs_url=f"sqlite:///{home / 'jobs.sqlite'}",
        base_url=f"http://127.0.0.1:{port}",
        rate_limit_storage="",
        trusted_proxies=0,
        demo=True,
    )


def as_environment(settings: Settings) -> dict[str, str]:
    """The environment of a process of the demonstration: ours, with these settings and one thread per task."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith("WHYPRINT_") and name != "DATABASE_URL"
    }
    return kept | {
        "WHYPRINT_SECRET_KEY": settings.secret_key,
        "WHYPRINT_DATA_DIR": str(settings.data_dir),
        "WHYPRINT_DATABASE_URL": settings.database,
        "WHYPRINT_JOBS_URL": settings.jobs,
        "WHYPRINT_BASE_URL": settings.base_url,
        "WHYPRINT_DEMO": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
    }


def _secret_of(home: Path) -> str:
    """The secret of this folder, made at the first start and readable only by its owner."""
    path = home / _SECRET
    if not path.exists():
        unfinished = home / f"{_SECRET}.{os.getpid()}"
        unfinished.touch(mode=0o600)
        unfinished.write_text(secrets.token_urlsafe(48), encoding="ascii")
        unfinished.replace(path)
    return path.read_text(encoding="ascii").strip()
