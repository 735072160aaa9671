"""How days and moments are written on respondents' pages: in the language of the page, in UTC."""

from datetime import date, datetime

from babel import Locale
from babel.dates import format_date, format_datetime
from flask_babel import get_locale

from surveys.respondents.blueprint import blueprint


@blueprint.app_template_filter("day")
def day(value: date) -> str:
    return format_date(value, "long", locale=_locale())


@blueprint.app_template_filter("moment")
def moment(value: datetime) -> str:
    return format_datetime(value, "long", locale=_locale())


def _locale() -> Locale:
    """The locale of the page; our English is British, and so are its dates."""
    found = get_locale()
    return Locale("en", "GB") if found is None or str(found) == "en" else found
