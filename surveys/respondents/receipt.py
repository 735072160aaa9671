"""The record of what somebody agreed to, shaped after ISO/IEC TS 27560: header, processing, parties, events."""

from flask import url_for

from surveys.questionnaire.question_types.base import Asked
from surveys.questionnaire.terms import StudyTerms
from surveys.respondents.visitor import Visitor, public_url, settings
from surveys.services.answers.describe_my_data import AnswerLine, ConsentLine, Event, MyData
from surveys.store import public_studies

SCHEMA = "ISO/IEC TS 27560:2023"


def terms_told(found: Visitor) -> StudyTerms:
    """What this respondent was told when they signed last, as far as it was kept; else what stands today."""
    response = found.response
    if response is None:
        return found.terms
    kept = public_studies.told_terms(found.session, study_id=found.study.id, number=response.signed_version)
    return found.terms if kept is None else StudyTerms.model_validate(kept)


def receipt_record(found: Visitor, data: MyData) -> dict[str, object]:
    told = terms_told(found)
    return {
        "header": {
            "schema_version": SCHEMA,
            "record_id": data.subject,
            "pii_principal_id": data.subject,
            "language": found.language,
        },
        "processing": {
            "privacy_notice": public_url(found),
            "study": found.say(told.title),
            "mode": told.mode,
            "anonymous": told.anonymous,
            "minimum_age_confirmed": told.minimum_age,
            "lawful_basis": "consent",
            "pii_categories": _categories(found, data),
            "recipients": ["the team of the study", *_recipients(data)],
            "jurisdiction": found.say(told.jurisdiction) or None,
            "collection_method": "web questionnaire",
            "smallest_group_shown": found.study.smallest_group,
            "erased_by": found.study.erase_on.isoformat(),
            "withdrawal": settings().base_url + url_for("respondents.my_data", slug=found.slug),
            "purposes": [_purpose(line) for line in data.consents],
        },
        "parties": [
            {
                "role": "pii_controller",
                "name": found.say(told.who_asks),
                "contact": found.terms.contact,
            },
            {"role": "pii_principal", "id": data.subject},
        ],
        "events": [
            {"purpose": line.purpose, **event_record(event)} for line in data.consents for event in line.history
        ],
    }


def _categories(found: Visitor, data: MyData) -> list[str]:
    """What is kept: what the questions are about, when pages were sent, and an address where there is one."""
    facets = {
        question.about(section.facet)
        for section in found.questionnaire.sections
        for page in section.pages
        for question in page.questions
        if isinstance(question, Asked)
    }
    about = [f"answers: {facet}" for facet in sorted(facet for facet in facets if facet)] or ["answers"]
    return [*about, "times of pages", *([] if data.email is None else ["e-mail address"])]


def _recipients(data: MyData) -> list[dict[str, str]]:
    """Files with a line for each person, as the record of the team has them."""
    return [
        {"who": "a person of the team", "what": "file of single answers", "at": at.isoformat()} for at in data.taken
    ]


def _purpose(line: ConsentLine) -> dict[str, object]:
    return {
        "purpose": line.purpose,
        "text": line.signed.text,
        "text_version": line.signed.text_version,
        "language": line.signed.language,
        "required": line.required,
        "state": "given" if line.given else "not given",
    }


def event_record(event: Event) -> dict[str, object]:
    return {
        "event": event.kind,
        "at": event.at.isoformat(),
        "source": event.source,
        "text": event.text,
        "text_sha256": event.text_hash,
        "text_version": event.text_version,
        "language": event.language,
        **({} if event.reported_by is None else {"reported_by": event.reported_by}),
    }


def my_data_record(found: Visitor, data: MyData) -> dict[str, object]:
    """Everything, for taking away: answers in words and as stored, consents with their history."""
    return {
        "study": {"address": public_url(found), "title": found.say(found.terms.title)},
        "response": {
            "id": data.subject,
            "language": data.language,
            "questionnaire_version": data.version,
            "state": data.state,
            "ending": data.ending,
            "started_at": data.started_at.isoformat(),
            "completed_at": None if data.completed_at is None else data.completed_at.isoformat(),
            "email": data.email,
            "left_out_of_new_analyses": data.left_out,
        },
        "answers": [_answer_record(line) for line in data.answers],
        "stored_values": dict(data.stored_values),
        "consents": receipt_record(found, data),
        "received_by": _recipients(data),
    }


def _answer_record(line: AnswerLine) -> dict[str, object]:
    sent = None if line.sent_at is None else line.sent_at.isoformat()
    return {"question": line.question, "text": line.text, "answer": line.answer, "sent_at": sent}
