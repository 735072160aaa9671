"""How days and moments are written on respondents' pages: in the language of the page, in UTC."""

from datetime import date, datetime

from babel import Locale
from babel.dates import format_date, format_datetime, format_time, get_datetime_format, get_timezone_gmt
from flask_babel import get_locale

from surveys.respondents.blueprint import blueprint


@blueprint.app_template_filter("day")
def day(value: date) -> str:
    return format_date(value, "long", locale=_locale())


@blueprint.app_template_filter("moment")
def moment(value: datetime) -> str:
    return format_datetime(value, "long", locale=_locale())


def deadline_words(value: datetime) -> str:
    """A moment that somebody has to keep: "2 January 2027, 18:00 GMT+02:00", by the clock of who set it."""
    locale = _locale()
    time = format_time(value, "short", tzinfo=value.tzinfo, locale=locale)
    pattern = str(get_datetime_format("long", locale=locale)).replace("'", "")
    zone = get_timezone_gmt(value, width="long", locale=locale)
    return f"{pattern.replace('{0}', time).replace('{1}', day(value))} {zone}"


def _locale() -> Locale:
    """The locale of the page; our English is British, and so are its dates."""
    found = get_locale()
    return Locale("en", "GB") if found is None or str(found) == "en" else found
