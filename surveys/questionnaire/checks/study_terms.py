"""The terms of a study: only what can be checked without knowing the people who ask."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from surveys.questionnaire.checks.minutes import estimate_seconds
from surveys.questionnaire.definition import Questionnaire
from surveys.questionnaire.faults import Fault
from surveys.questionnaire.located import located_questions, located_texts
from surveys.questionnaire.terms import FileReward, StudyTerms

_MARKETING = frozenset({"profile", "share_crm", "match_ads", "email", "email_tracking"})
_NEEDS_IDENTITY = frozenset({"share_crm", "match_ads", "email", "email_tracking", "recontact"})
_OWN_PRODUCT = re.compile(
    r"\b(discount|coupon|voucher|promo(?:tion)? ?code|free trial|special offer)s?\b|\b[0-9]+ ?(?:%|per ?cent) off\b",
    re.IGNORECASE,
)
_CONDITIONAL = re.compile(
    r"\b(?:if|when|once|after|provided) you (?:also )?"
    r"(?:agree|consent|subscribe|sign up|opt[ -]?in|tick)\b",
    re.IGNORECASE,
)
_FILE_NAME = re.compile(r"[^./\\\x00-\x1f][^/\\\x00-\x1f]{0,254}")
LATEST = date(2199, 12, 31)
_SHORTEST, _LONGEST, _ALWAYS_FINE = 0.5, 4.0, 10


def check_terms(questionnaire: Questionnaire, terms: StudyTerms, *, today: date) -> Iterator[Fault]:
    yield from _check_purposes(terms)
    yield from _check_modes(terms)
    yield from _check_rewards(terms)
    yield from _check_minutes(questionnaire, terms)
    yield from _check_anonymity(questionnaire, terms)
    yield from _check_deadline(terms)
    if terms.ends_on < today:
        yield Fault(
            path=("study", "ends_on"),
            code="end_in_the_past",
            name=terms.slug,
            text=f"The study ended on {terms.ends_on.isoformat()}.",
            advice="Choose a day that is still to come.",
        )
    if terms.ends_on > LATEST:
        yield Fault(
            path=("study", "ends_on"),
            code="end_too_far",
            name=terms.slug,
            text=f"The study would end on {terms.ends_on.isoformat()}.",
            advice=f"Choose a day until {LATEST.isoformat()}; a later version can move it.",
        )
    if not terms.contact.strip():
        yield Fault(
            path=("study", "contact"),
            code="no_contact",
            name=terms.slug,
            text="Respondents are given nobody to write to.",
            advice="Give an address that somebody reads.",
        )


def _check_deadline(terms: StudyTerms) -> Iterator[Fault]:
    if terms.deadline is None:
        return
    erase_on = terms.ends_on + timedelta(days=terms.erase_after_days)
    if not terms.ends_on <= terms.deadline.date() < erase_on:
        yield Fault(
            path=("study", "deadline"),
            code="deadline_outside",
            name=terms.slug,
            text=f"The deadline, {terms.deadline.isoformat(timespec='minutes')}, is not between the last day to begin "
            f"({terms.ends_on.isoformat()}) and the day on which answers are erased ({erase_on.isoformat()}).",
            advice="Choose a moment on the last day to begin, or later.",
        )


def _check_purposes(terms: StudyTerms) -> Iterator[Fault]:
    names = [purpose.name for purpose in terms.purposes]
    if "take_part" not in names:
        yield Fault(
            path=("study", "purposes"),
            code="take_part_missing",
            name="take_part",
            about="take_part",
            text="Nobody is asked whether they want to take part.",
            advice="Add the purpose “take_part” with `required: true`.",
        )
    for number, purpose in enumerate(terms.purposes):
        path = ("study", "purposes", number)
        if purpose.name in names[:number]:
            yield Fault(
                path=(*path, "name"),
                code="duplicate_purpose",
                name=purpose.name,
                text=f"The purpose “{purpose.name}” is there twice.",
                advice="Keep one; one purpose has one box.",
            )
        if purpose.name == "take_part" and not purpose.required:
            yield Fault(
                path=(*path, "required"),
                code="take_part_not_required",
                name=purpose.name,
                text="Taking part is not marked as required.",
                advice="Write `required: true`: without it there is nothing to store.",
            )
        if purpose.name != "take_part" and purpose.required:
            yield Fault(
                path=(*path, "required"),
                code="purpose_required",
                name=purpose.name,
                text=f"“{purpose.name}” is required, so that it is not given freely.",
                advice="Take “required” out; only taking part may be required.",
            )


def _check_modes(terms: StudyTerms) -> Iterator[Fault]:
    for number, purpose in enumerate(terms.purposes):
        path = ("study", "purposes", number, "name")
        if terms.mode == "research" and purpose.name in _MARKETING:
            yield Fault(
                path=path,
                code="marketing_in_research",
                name=purpose.name,
                text=f"“{purpose.name}” is marketing, and this study is presented as research.",
                advice="Take the purpose out, or make it a study in the mode “profiling”.",
            )
        if terms.anonymous and purpose.name in _NEEDS_IDENTITY:
            yield Fault(
                path=path,
                code="identity_in_anonymous",
                name=purpose.name,
                text=f"“{purpose.name}” needs to know who somebody is, and this study is anonymous.",
                advice="Take the purpose out, or write `anonymous: false`.",
            )


def _check_anonymity(questionnaire: Questionnaire, terms: StudyTerms) -> Iterator[Fault]:
    for located in located_questions(questionnaire) if terms.anonymous else ():
        advice = located.question.identifies(questionnaire.sections[int(located.path[1])].facet)
        if advice is not None:
            yield Fault(
                path=located.path,
                code="identity_in_anonymous",
                name=located.question.name,
                text="The answer may tell who somebody is, and this study is anonymous.",
                advice=advice,
            )


def _check_rewards(terms: StudyTerms) -> Iterator[Fault]:
    if terms.mode == "research":
        yield from _find_in_rewards(
            terms,
            _OWN_PRODUCT,
            code="reward_sells",
            text="In research the reward may not be an offer of the one who asks: “{found}”.",
            advice="Offer something neutral, or make it a study in the mode “profiling”.",
        )
    for number, reward in enumerate(terms.rewards):
        if isinstance(reward, FileReward) and not _FILE_NAME.fullmatch(reward.file):
            yield Fault(
                path=("study", "rewards", number, "file"),
                code="reward_file_elsewhere",
                name=terms.slug,
                text=f"“{reward.file}” is not the plain name of a file.",
                advice="Put the file beside the study file and write its name only.",
            )
    yield from _find_in_rewards(
        terms,
        _CONDITIONAL,
        code="reward_conditional",
        text="The reward seems to depend on a consent: “{found}”.",
        advice="Say that everybody who takes part gets it, whatever they tick.",
    )


def _find_in_rewards(
    terms: StudyTerms, pattern: re.Pattern[str], *, code: str, text: str, advice: str
) -> Iterator[Fault]:
    for number, reward in enumerate(terms.rewards):
        for path, words in located_texts(reward, ("study", "rewards", number)):
            versions = (words.in_language(key, key) for key in sorted(words.languages) or [""])
            found = next(filter(None, map(pattern.search, versions)), None)
            if found and path[-1] != "body":
                yield Fault(
                    path=path,
                    code=code,
                    name=terms.slug,
                    text=text.format(found=found.group(0)),
                    advice=advice,
                )


def _check_minutes(questionnaire: Questionnaire, terms: StudyTerms) -> Iterator[Fault]:
    estimated = estimate_seconds(questionnaire) / 60
    too_short = terms.minutes < _SHORTEST * estimated
    too_long = terms.minutes > max(_ALWAYS_FINE, _LONGEST * estimated)
    if too_short or too_long:
        yield Fault(
            path=("study", "minutes"),
            code="unlikely_minutes",
            name=terms.slug,
            text=f"People are told {terms.minutes} minutes; it will take about {max(1, round(estimated))}.",
            advice="Say what it really takes.",
        )
