"""What every column of exported answers means, as YAML; a zip of them where versions stand apart."""

import io
import zipfile
from collections.abc import Mapping

from sqlalchemy.orm import Session

from surveys.exports.columns import Columns, columns_apart
from surveys.exports.file import File, codebook_text, text_file
from surveys.exports.record import Record
from surveys.models import Study
from surveys.store import studies
from surveys.store.asker import Asker


def codebook_yaml(session: Session, *, study: Study, asker: Asker) -> File:
    """The codebook alone, one for all versions that stand side by side; asking for it is written down."""
    apart = columns_apart(study, studies.versions_of(session, study_id=study.id, asker=asker))
    record = Record(action="export", asker=asker, study_id=study.id, detail={"kind": "codebook", "rows": 0})
    if len(apart) > 1:
        return _zip(f"{study.slug}-codebooks.zip", apart, record)
    text = codebook_text(apart[""].codebook)
    return text_file(f"{study.slug}-codebook.yaml", "application/yaml", text, record=record)


def _zip(name: str, apart: Mapping[str, Columns], record: Record) -> File:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for folder, columns in apart.items():
            archive.writestr(f"{folder}codebook.yaml", codebook_text(columns.codebook))
    content.seek(0)
    return File(name=name, media_type="application/zip", content=content, record=record)
