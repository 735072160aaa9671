"""The result of a quiz: what its taker sees of it, and the public page and card of each outcome."""

from flask import Response as FlaskResponse
from flask import make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from surveys.errors import Missing
from surveys.presentation.card import card_of, png_of
from surveys.presentation.outcome import ResultView, show_outcome, show_result
from surveys.questionnaire.definition import Questionnaire
from surveys.questionnaire.outcomes import Result
from surveys.questionnaire.quiz import Outcome
from surveys.respondents.blueprint import blueprint
from surveys.respondents.visitor import Visitor, frame, newest_questionnaire, settings, visitor
from surveys.services.answers.tell_result import needs_profile, tell_result
from surveys.web.language import speak
from surveys.words import gettext as _


def own_result(found: Visitor) -> Result | None:
    """The result of whoever has this link, where there is one and they agreed to it."""
    if found.response is None:
        return None
    return tell_result(
        found.session,
        response=found.response,
        questionnaire=found.questionnaire,
        terms=found.terms,
        takes_part=found.takes_part(),
    )


def result_words(found: Visitor) -> dict[str, object]:
    """What the page after the last answer and My data show of it."""
    result = own_result(found)
    if result is None:
        waits = found.questionnaire.quiz is not None and needs_profile(found.questionnaire, found.terms)
        return {"result": None, "result_waits": waits}
    view: ResultView = show_result(found.questionnaire, result, language=found.language)
    return {"result": view, "outcome": view.outcome, "result_waits": False, **_addresses(found, view.outcome.name)}


def result_record(found: Visitor) -> dict[str, object] | None:
    """The result for taking away."""
    result = own_result(found)
    if result is None:
        return None
    return {
        "outcome": result.outcome.name,
        "title": found.say(result.outcome.title),
        "scores": dict(result.standing.scores),
        "probabilities": dict(result.standing.chances),
    }


@blueprint.get("/s/<slug>/outcome/<name>")
def outcome(slug: str, name: str) -> ResponseReturnValue:
    """What an outcome says, for anybody; nothing here depends on who asks."""
    found = visitor(slug, token="-", hold=False)  # noqa: S106  (no link: nobody in particular)
    known = _outcome(found.questionnaire, name)
    return render_template(
        "quiz/public.html",
        outcome=show_outcome(found.questionnaire, known, language=found.language),
        description=found.say(found.questionnaire.title),
        n_outcomes=len(found.questionnaire.quiz.outcomes) if found.questionnaire.quiz else 0,
        take_url=url_for("respondents.introduction", slug=slug),
        is_open=found.is_open(),
        **_addresses(found, name),
        **frame(found),
    )


@blueprint.get("/s/<slug>/outcome/<name>/card.svg")
def card_svg(slug: str, name: str) -> ResponseReturnValue:
    return _picture(_drawn(slug, name).encode(), "image/svg+xml")


@blueprint.get("/s/<slug>/outcome/<name>/card.png")
def card_png(slug: str, name: str) -> ResponseReturnValue:
    return _picture(png_of(_drawn(slug, name)), "image/png")


def _drawn(slug: str, name: str) -> str:
    """The card in the language of the address alone: it is kept by others, and no cookie goes with it."""
    questionnaire = newest_questionnaire(slug)
    known = _outcome(questionnaire, name)
    asked = request.args.get("lang", "")
    language = asked if asked in questionnaire.all_languages else questionnaire.language
    speak(language)
    number = show_outcome(questionnaire, known, language=language).number
    return render_template("quiz/card.svg.html", card=card_of(questionnaire, known, language=language, number=number))


def _outcome(questionnaire: Questionnaire, name: str) -> Outcome:
    known = None if questionnaire.quiz is None else questionnaire.quiz.outcome(name)
    if known is None:
        raise Missing(_("There is no such result."), _("Check the address, or take the quiz yourself."))
    return known


def _picture(content: bytes, media_type: str) -> FlaskResponse:
    answer = make_response(content)
    answer.mimetype = media_type
    answer.add_etag()
    answer.make_conditional(request)
    return answer


def _addresses(found: Visitor, name: str) -> dict[str, object]:
    """Public addresses, in the language of the page."""
    base, slug, lang = settings().base_url, found.slug, found.language
    return {
        "outcome_url": base + url_for("respondents.outcome", slug=slug, name=name, lang=lang),
        "card_png_url": base + url_for("respondents.card_png", slug=slug, name=name, lang=lang),
    }


__all__ = ["own_result", "result_record", "result_words"]
