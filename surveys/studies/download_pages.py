"""Files of a study for the research team: the answers, and what the columns mean."""

from flask import request, send_file
from flask.typing import ResponseReturnValue

from surveys.errors import Invalid
from surveys.models import Study
from surveys.services.studies.export_responses import export_codebook, export_responses
from surveys.web.lookup import find_study, may_see_rows, refuse_strangers
from surveys.web.signed_in import current_asker
from surveys.web.transaction import current_session
from surveys.web.words import gettext as _

_EXPORTS = {"responses": export_responses, "codebook": export_codebook}


def export_choices(study: Study) -> list[tuple[str, str]]:
    """The buttons of the fieldwork page: words and kind."""
    answers = [(_("Answers with codebook (zip)"), "responses")] if may_see_rows(study) else []
    return [*answers, (_("Codebook only (YAML)"), "codebook")]


def export(slug: str) -> ResponseReturnValue:
    """Answers of people who agree today, or only what the columns mean; the service writes it down."""
    study = find_study(slug)
    kind = request.form.get("kind", "")
    if kind not in _EXPORTS:
        raise Invalid(_("There is no such export."), _("Choose one of the buttons on the page of the study."))
    if kind == "responses":
        refuse_strangers(study)
    made = _EXPORTS[kind](current_session(), study=study, asker=current_asker())
    return send_file(made.content, mimetype=made.media_type, as_attachment=True, download_name=made.name)
