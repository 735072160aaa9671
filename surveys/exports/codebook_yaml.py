"""What every column of exported answers means, as YAML."""

from sqlalchemy.orm import Session

from surveys.exports.columns import codebook_of, columns_of
from surveys.exports.file import File, codebook_text, text_file
from surveys.models import Study
from surveys.store import events, studies
from surveys.store.asker import Asker


def codebook_yaml(session: Session, *, study: Study, asker: Asker) -> File:
    """The codebook alone; asking for it is written down."""
    columns = columns_of(study, studies.versions_of(session, study_id=study.id, asker=asker))
    detail = {"kind": "codebook", "rows": 0}
    events.add_event(session, action="export", account_id=asker.account_id, study_id=study.id, detail=detail)
    return text_file(f"{study.slug}-codebook.yaml", "application/yaml", codebook_text(codebook_of(columns)))
