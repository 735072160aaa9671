"""Where templates, style sheets and translations lie: only that.

In a checkout they are beside the package, in a wheel inside it.
"""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def _folder(name: str) -> Path:
    inside, beside = PACKAGE / name, PACKAGE.parent / name
    return inside if inside.is_dir() else beside


TEMPLATES = _folder("templates")
STATIC = _folder("static")
TRANSLATIONS = PACKAGE / "translations"
MIGRATIONS = PACKAGE / "migrations"
