"""Files of a study for the research team: the answers, and what the columns mean."""

from flask import request
from flask.typing import ResponseReturnValue

from surveys.errors import Invalid
from surveys.exports.codebook_yaml import codebook_yaml
from surveys.exports.responses_zip import responses_zip
from surveys.exports.sending import send
from surveys.models import Study
from surveys.web.lookup import find_study, may_see_rows, refuse_strangers
from surveys.web.signed_in import current_asker
from surveys.web.transaction import current_database, current_session, only_reads
from surveys.words import gettext as _


def export_choices(study: Study) -> list[tuple[str, str]]:
    """The buttons of the fieldwork page: words and kind."""
    answers = [(_("Answers with codebook (zip)"), "responses")] if may_see_rows(study) else []
    return [*answers, (_("Codebook only (YAML)"), "codebook")]


@only_reads
def export(slug: str) -> ResponseReturnValue:
    """Answers of people who agree today, or only what the columns mean; that it was asked for is written down."""
    study = find_study(slug)
    kind = request.form.get("kind", "")
    if kind == "responses":
        refuse_strangers(study)
        return send(responses_zip(current_database(), study=study, asker=current_asker()))
    if kind == "codebook":
        return send(codebook_yaml(current_session(), study=study, asker=current_asker()))
    raise Invalid(_("There is no such export."), _("Choose one of the buttons on the page of the study."))
