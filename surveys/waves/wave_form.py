"""The form that says which answers count as the new wave: only from what was typed to a period."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from surveys.store.waves import Period
from surveys.words import gettext as _

SINCE, DAYS = "since", "days"
EARLIEST = date(2000, 1, 1)


@dataclass(frozen=True, kw_only=True)
class WaveForm:
    """What was typed, and what is wrong with it by field."""

    which: str = SINCE
    first_day: str = ""
    last_day: str = ""
    errors: Mapping[str, str] | None = None

    @property
    def summary(self) -> list[tuple[str, str]]:
        return list((self.errors or {}).items())


def read_wave_form(typed: Mapping[str, str], *, otherwise: Period) -> tuple[WaveForm, Period | None]:
    """The form with its faults, and the period where there are none."""
    form = WaveForm(
        which=typed.get("which", SINCE)[:10],
        first_day=typed.get("first_day", "").strip()[:20],
        last_day=typed.get("last_day", "").strip()[:20],
    )
    if form.which != DAYS:
        return form, otherwise
    errors: dict[str, str] = {}
    first, last = _day(form.first_day), _day(form.last_day)
    if first is None:
        errors["first_day"] = _("Give the first day of the new wave, such as 2026-09-01.")
    if form.last_day and last is None:
        errors["last_day"] = _("Give the last day of the new wave, such as 2026-09-30, or leave it empty.")
    if first is not None and last is not None and last < first:
        errors["last_day"] = _("The last day lies before the first.")
    if errors or first is None:
        return WaveForm(which=DAYS, first_day=form.first_day, last_day=form.last_day, errors=errors), None
    until = None if last is None else _begin(last + timedelta(days=1))
    return form, Period(since=_begin(first), until=until)


def _day(typed: str) -> date | None:
    try:
        found = date.fromisoformat(typed)
    except ValueError:
        return None
    return found if EARLIEST <= found < date(2200, 1, 1) else None


def _begin(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=UTC)
