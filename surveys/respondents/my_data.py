"""Views of somebody's own data: receipt, answers, consents; taking them away, taking back, erasing."""

from flask import flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from surveys.exports.my_data_csv import my_data_csv
from surveys.exports.sending import send
from surveys.models import Response
from surveys.respondents import messages
from surveys.respondents.blueprint import blueprint
from surveys.respondents.introduction import reward_words
from surveys.respondents.receipt import my_data_record, receipt_record, terms_told
from surveys.respondents.result import result_record, result_words
from surveys.respondents.start_form import is_email
from surveys.respondents.visitor import Visitor, drop_cookie, frame, private_links, private_url, visitor
from surveys.services.answers.allow_later import allow_later, may_be_allowed
from surveys.services.answers.decide_consents import NEEDS_EMAIL, EmailNeeded
from surveys.services.answers.describe_my_data import MyData, describe_my_data
from surveys.services.answers.erase_respondent import erase_respondent
from surveys.services.answers.withdraw_consent import withdraw_consent
from surveys.store import consents
from surveys.store.consents import TAKE_PART
from surveys.web.answer_words import words_for_missing
from surveys.web.json_file import json_file
from surveys.words import gettext as _


@blueprint.get("/s/<slug>/receipt")
def receipt(slug: str) -> ResponseReturnValue:
    found = visitor(slug)
    if found.response is None:
        return _without_answers(found)
    data = _describe(found, found.response)
    return render_template(
        "respondents/receipt.html",
        data=data,
        terms=terms_told(found),
        contact=found.terms.contact,
        kept=_kept_words(data),
        say=found.say,
        **frame(found),
    )


@blueprint.get("/s/<slug>/receipt.json")
def receipt_json(slug: str) -> ResponseReturnValue:
    found = visitor(slug)
    if found.response is None:
        return _without_answers(found)
    return json_file(receipt_record(found, _describe(found, found.response)), name=f"receipt-{slug}")


@blueprint.get("/s/<slug>/my-data")
def my_data(slug: str) -> ResponseReturnValue:
    found = visitor(slug)
    if found.response is None:
        return _without_answers(found)
    return render_template(
        "respondents/my_data.html",
        data=_describe(found, found.response),
        private_url=private_url(found),
        **result_words(found),
        rewards=reward_words(found, found.rewards),
        allows=_may_allow(found, found.response),
        needs_email=NEEDS_EMAIL,
        may_go_on=found.response.state == "started" and found.may_finish() and found.takes_part(),
        **frame(found),
    )


@blueprint.get("/s/<slug>/my-data.json")
def my_data_json(slug: str) -> ResponseReturnValue:
    found = visitor(slug)
    if found.response is None:
        return _without_answers(found)
    record = my_data_record(found, _describe(found, found.response)) | {"result": result_record(found)}
    return json_file(record, name=f"my-data-{slug}")


@blueprint.get("/s/<slug>/my-data.csv")
def my_data_table(slug: str) -> ResponseReturnValue:
    found = visitor(slug)
    if found.response is None:
        return _without_answers(found)
    return send(my_data_csv(_describe(found, found.response), slug=slug))


@blueprint.post("/s/<slug>/my-data/withdraw")
def withdraw(slug: str) -> ResponseReturnValue:
    found = visitor(slug)
    response = found.response
    purpose = request.form.get("purpose", "")
    if response is None:
        return _without_answers(found)
    if withdraw_consent(found.session, response=response, purpose=purpose, now=found.now):
        flash(_withdrawn_words(purpose), "success")
    return redirect(url_for("respondents.my_data", slug=slug), 303)


@blueprint.post("/s/<slug>/my-data/allow")
def allow(slug: str) -> ResponseReturnValue:
    """Allow something later; an address that is none is asked for again, and nothing is stored."""
    found = visitor(slug)
    response = found.response
    email = request.form.get("email", "").strip().lower()
    if response is None:
        return _without_answers(found)
    try:
        if email and not is_email(email):
            raise EmailNeeded(_("Type an e-mail address such as name@example.org."), "")
        if _allow(found, response, request.form.get("purpose", ""), email):
            flash(_("You allow this from now on. You may withdraw it whenever you like."), "success")
    except EmailNeeded:
        flash(_("Type an e-mail address such as name@example.org."), "stop")
    return redirect(url_for("respondents.my_data", slug=slug), 303)


@blueprint.post("/s/<slug>/my-data/erase")
def erase(slug: str) -> ResponseReturnValue:
    found = visitor(slug)
    response = found.response
    if response is None:
        return _without_answers(found)
    if request.form.get("sure") != "yes":
        return redirect(url_for("respondents.my_data", slug=slug), 303)
    erase_respondent(found.session, private_links(), response=response, now=found.now)
    answer = make_response(redirect(url_for("respondents.my_data", slug=slug, erased=1), 303))
    return answer if found.rewards else drop_cookie(answer, slug)


def _allow(found: Visitor, response: Response, purpose: str, email: str) -> bool:
    return allow_later(
        found.session,
        response=response,
        terms=found.terms,
        purpose=purpose,
        email=email or None,
        language=found.language,
        default=found.questionnaire.language,
        now=found.now,
    )


def _may_allow(found: Visitor, response: Response) -> dict[str, str]:
    """What could be allowed still, with the sentence of today."""
    standing = {event.purpose: event.given for event in consents.events_of(found.session, subject=response.subject)}
    given = {name for name, given in standing.items() if given}
    return {
        purpose.name: found.say(purpose.text)
        for purpose in found.terms.purposes
        if may_be_allowed(found.terms, purpose.name, given)
    }


def _describe(found: Visitor, response: Response) -> MyData:
    return describe_my_data(
        found.session,
        response=response,
        terms=found.terms,
        questionnaire=found.questionnaire.whole,
        language=found.language,
        words_for_missing=words_for_missing(),
    )


def _without_answers(found: Visitor) -> ResponseReturnValue:
    """Nothing is stored under this link: erased with a reward left, erased altogether, or never known."""
    if not found.rewards and "erased" not in request.args:
        return messages.unknown(found)
    given = reward_words(found, found.rewards)
    link = private_url(found) if given else ""
    return render_template("respondents/erased.html", rewards=given, private_url=link, **frame(found))


def _kept_words(data: MyData) -> str:
    answers = _("Your answers, and when you sent which page.")
    address = _("Your e-mail address, apart from them.")
    return answers if data.email is None else f"{answers} {address}"


def _withdrawn_words(purpose: str) -> str:
    if purpose == TAKE_PART:
        return _("You withdrew. Your answers are no longer analysed, and your reward stays yours.")
    return _("You withdrew this consent. Your reward stays yours.")
