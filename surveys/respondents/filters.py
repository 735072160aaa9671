"""How days and moments are written on respondents' pages: in the language of the page, in UTC."""

from datetime import date, datetime

from flask_babel import format_date, format_datetime

from surveys.respondents.blueprint import blueprint


@blueprint.app_template_filter("day")
def day(value: date) -> str:
    return str(format_date(value, "long"))


@blueprint.app_template_filter("moment")
def moment(value: datetime) -> str:
    return f"{format_datetime(value, 'long')}"
