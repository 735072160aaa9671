"""Published questionnaires and terms as values: each is understood once per process, however often it is asked for."""

from collections import OrderedDict
from functools import lru_cache
from threading import Lock

import orjson
from flask import current_app
from sqlalchemy.orm import Session

from surveys.errors import Missing
from surveys.models import QuestionnaireVersion, Study
from surveys.questionnaire.definition import Questionnaire
from surveys.questionnaire.terms import StudyTerms

_KEPT = 32
_EXTENSION = "whyprint_questionnaires"


class _Shelf:
    """The questionnaires used last, by version."""

    def __init__(self) -> None:
        self._known: OrderedDict[int, Questionnaire] = OrderedDict()
        self._lock = Lock()

    def find(self, version_id: int) -> Questionnaire | None:
        with self._lock:
            found = self._known.get(version_id)
            if found is not None:
                self._known.move_to_end(version_id)
            return found

    def keep(self, version_id: int, questionnaire: Questionnaire) -> None:
        with self._lock:
            self._known[version_id] = questionnaire
            if len(self._known) > _KEPT:
                self._known.popitem(last=False)


def questionnaire_of(session: Session, *, version_id: int) -> Questionnaire:
    """The questionnaire of a published version."""
    shelf: _Shelf = current_app.extensions.setdefault(_EXTENSION, _Shelf())
    known = shelf.find(version_id)
    if known is not None:
        return known
    version = session.get(QuestionnaireVersion, version_id)
    if version is None:
        raise Missing("There is no such version of the questionnaire.")
    questionnaire = Questionnaire.model_validate(version.definition)
    shelf.keep(version_id, questionnaire)
    return questionnaire


def terms_of(study: Study) -> StudyTerms:
    """The terms of a study as they were published last."""
    return _terms(orjson.dumps(study.terms))


@lru_cache(maxsize=_KEPT)
def _terms(content: bytes) -> StudyTerms:
    """By content, for terms are published anew under the same study."""
    return StudyTerms.model_validate(orjson.loads(content))
