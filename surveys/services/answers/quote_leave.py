"""Who may be quoted with which answer: only that, from consent events and the boxes beside the answers."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from sqlalchemy.orm import Session

from research.codebook import Codebook
from surveys.models import Study
from surveys.questionnaire.definition import Questionnaire
from surveys.store.answers import consenting_responses
from surveys.store.quotations import LEAVE, QUOTE


class QuoteLeave:
    """Collects leave, table by table of answers.

    The consent event for being quoted must stand. Where a question has a box of its own beside the text, that box must
    be ticked, too: whoever agreed in general may still keep these words back.
    """

    def __init__(self, session: Session, *, study: Study, questionnaire: Questionnaire, codebook: Codebook) -> None:
        self._asked = any(purpose.get("name") == QUOTE for purpose in study.terms.get("purposes") or ())
        self._agreed = consenting_responses(session, study_id=study.id, purposes=LEAVE) if self._asked else set()
        self._questions = [item.name for item in codebook if item.type == "text"]
        self._boxes = {
            text: box for question in questionnaire.questions() for text, box in question.quote_boxes().items()
        }
        self._ids: list[int] = []
        self._leave: dict[str, list[bool]] = {name: [] for name in self._questions}

    def add(self, ids: Sequence[int], answers: Sequence[Mapping[str, Any]]) -> None:
        """Take in more people."""
        self._ids += ids
        for name, leave in self._leave.items():
            box = self._boxes.get(name)
            leave += [
                person in self._agreed and (box is None or given.get(box) == 1)
                for person, given in zip(ids, answers, strict=True)
            ]

    def table(self) -> pd.DataFrame | None:
        """People x open questions; None where the study does not ask for leave, or has no open question."""
        if not self._asked or not self._questions:
            return None
        return pd.DataFrame(self._leave, index=pd.Index(self._ids, name="respondent"), dtype=bool)
