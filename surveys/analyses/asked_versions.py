"""Which answers an analysis may read: to versions that stand side by side, the newest unless others are chosen."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import request

from research.codebook import Codebook
from surveys.analyses.plan_choices import rakable
from surveys.models import Study
from surveys.questionnaire.definition import Questionnaire
from surveys.questionnaire.terms import purposes_of_analysis
from surveys.services.answers.answer_language import codes_used, with_language
from surveys.services.studies.answers_by_version import AnsweredGroup, answers_by_version
from surveys.services.studies.comparable_versions import common_codebook
from surveys.store.answer_counts import AnswerCounts, count_answers
from surveys.web.lookup import find_fielded
from surveys.web.signed_in import current_asker
from surveys.web.transaction import current_session

FIELD = "version"
"""In the address and in the form: the number of one of the versions."""


@dataclass(frozen=True, kw_only=True)
class AskedVersions:
    """A study, all groups of its versions, and the one whose answers are to be analysed."""

    study: Study
    groups: Sequence[AnsweredGroup]
    chosen: AnsweredGroup
    codebook: Codebook
    counts: AnswerCounts

    @property
    def others(self) -> list[AnsweredGroup]:
        """Groups that somebody answered and that are not chosen, the newest first."""
        return [group for group in reversed(self.groups) if group is not self.chosen and group.started]


def find_asked_versions(slug: str, *, wanted: Sequence[int] | None = None) -> AskedVersions:
    """The versions beside the one that was asked for, else beside `wanted`, else beside the newest.

    With all their questions, the language of the answers among them where several were used, and who answered what.
    """
    fielded = find_fielded(slug)
    session, asker = current_session(), current_asker()
    groups = answers_by_version(session, study=fielded.study, versions=fielded.versions, asker=asker)
    chosen = _chosen(groups, wanted)
    codebook = common_codebook(chosen.versions)
    counts = count_answers(
        session,
        study_id=fielded.study.id,
        version_ids=[version.id for version in chosen.versions],
        purposes=purposes_of_analysis(fielded.study.mode),
        names=[item.name for item in rakable(codebook)],
        asker=asker,
    )
    questionnaires = (Questionnaire.model_validate(version.definition) for version in chosen.versions)
    spoken = with_language(codebook, codes_used(counts.languages, questionnaires))
    return AskedVersions(study=fielded.study, groups=groups, chosen=chosen, codebook=spoken, counts=counts)


def _chosen(groups: Sequence[AnsweredGroup], wanted: Sequence[int] | None) -> AnsweredGroup:
    number = request.values.get(FIELD, type=int)
    numbers = set(wanted or ()) if number is None else {number}
    return next((group for group in groups if numbers & set(group.numbers)), groups[-1])
