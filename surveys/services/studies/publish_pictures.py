"""The pictures of a study as published: every file that it names is drawn, or known from before."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from surveys.errors import Invalid
from surveys.models import Study
from surveys.questionnaire.definition import Questionnaire
from surveys.questionnaire.pictures import Picture, Rendition, StoredPicture, pictures_in, with_stored
from surveys.questionnaire.terms import StudyFile, StudyTerms
from surveys.services.studies.draw_picture import Drawn, digest_of, draw_picture
from surveys.store import pictures, studies
from surveys.store.asker import Asker
from surveys.words import gettext as _


@dataclass(frozen=True, kw_only=True)
class Pictured:
    """A study file whose pictures are found, and what is to be stored with it."""

    study_file: StudyFile
    drawn: tuple[Drawn, ...]


def find_pictures(
    session: Session, *, study_file: StudyFile, study: Study | None, files: Mapping[str, bytes], asker: Asker
) -> Pictured:
    """What is sent counts; what is not sent again stays as it was published before.

    Raises
    ------
    Invalid
        Where files are in neither place, with all their names, or where one cannot be used.
    """
    names = dict.fromkeys(picture.file for picture in pictures_in(study_file))
    if not names:
        return Pictured(study_file=study_file, drawn=())
    stored = {} if study is None else _published(session, study, asker)
    _refuse_missing(name for name in names if name not in files and name not in stored)
    drawn: list[Drawn] = []
    for name in names:
        if name in files and (name not in stored or stored[name].source != digest_of(files[name])):
            sizes = draw_picture(name, files[name])
            stored[name] = _described(files[name], sizes)
            drawn += sizes
    return Pictured(study_file=with_stored(study_file, stored), drawn=tuple(drawn))


def keep_pictures(session: Session, *, study_id: int, drawn: Iterable[Drawn]) -> None:
    for size in drawn:
        pictures.keep(session, study_id=study_id, digest=size.hash, content=size.content)


def _published(session: Session, study: Study, asker: Asker) -> dict[str, StoredPicture]:
    """What the newest version and its terms show, by the names of the files."""
    latest = studies.latest_version(session, study_id=study.id, asker=asker)
    shown: list[Picture] = list(pictures_in(StudyTerms.model_validate(study.terms)))
    if latest is not None:
        shown += pictures_in(Questionnaire.model_validate(latest.definition))
    return {picture.file: picture.stored for picture in shown if picture.stored is not None}


def _described(sent: bytes, sizes: Iterable[Drawn]) -> StoredPicture:
    renditions = tuple(Rendition(hash=size.hash, width=size.width, height=size.height) for size in sizes)
    return StoredPicture(source=digest_of(sent), renditions=renditions)


def _refuse_missing(names: Iterable[str]) -> None:
    missing = tuple(names)
    if missing:
        raise Invalid(
            _("Pictures that the study names are not here: %(names)s.", names=", ".join(missing)),
            _("Send them together with the study file, or put them beside it and publish from the command line."),
            where=missing,
        )
