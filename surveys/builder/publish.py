"""Publishing in the browser: a study file is uploaded or pasted; every fault is listed, or it is published."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from werkzeug.datastructures import FileStorage
from wtforms import BooleanField, FileField, MultipleFileField, SelectField, TextAreaField

from surveys.errors import WhyprintError
from surveys.questionnaire.faults import Fault
from surveys.questionnaire.formats.study_file import FaultyStudyFile, read_study_file
from surveys.services.studies.publish_questionnaire import (
    BreaksAnswers,
    NotPublishable,
    Published,
    publish_questionnaire,
)
from surveys.store import teams
from surveys.web.signed_in import current_asker
from surveys.web.transaction import current_session
from surveys.words import gettext as _

_EXAMPLE = Path(__file__).with_name("example.yaml").read_text(encoding="utf-8")


class PublishForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    study = FileField(_l("Study file"), description=_l("YAML or JSON; an example is below."))
    text = TextAreaField(
        _l("Or paste the study here"), render_kw={"rows": "16", "spellcheck": "false", "autocomplete": "off"}
    )
    team = SelectField(
        _l("Team"),
        default="",
        description=_l("Which team a new study is for. A study that is there already stays where it is."),
    )
    rewards = MultipleFileField(
        _l("Rewards and pictures"), description=_l("The files that the study file names, if it names any.")
    )
    accept_breaking = BooleanField(
        _l("Publish although answers given so far will no longer fit"),
        description=_l("They stay stored; analyses count from this version anew."),
    )

    def offer_teams(self) -> None:
        """Ask for the team where there is a choice."""
        found = teams.teams_of(current_session(), asker=current_asker())
        if len(found) < 2:
            del self.team
            return
        self.team.choices = [("", _("The team it is in")), *((str(team.id), team.name) for team in found)]


@dataclass(frozen=True, kw_only=True)
class _Source:
    """What was sent: the words of a study file, and in which form."""

    text: str
    kind: Literal["yaml", "json"] | None


def publish() -> ResponseReturnValue:
    form = PublishForm()
    form.offer_teams()
    faults: tuple[Fault, ...] = ()
    breaks: BreaksAnswers | None = None
    if form.validate_on_submit():
        source = _read_source(form)
        if source is not None:
            try:
                return _done(_publish(form, source))
            except FaultyStudyFile as faulty:
                faults = faulty.faults
            except NotPublishable as faulty:
                faults = faulty.faults
            except BreaksAnswers as conflict:
                breaks = conflict
            except WhyprintError as refused:
                _show_refusal(form, refused)
            if not form.text.data:
                form.text.data = source.text
    status = 400 if form.errors or faults or breaks else 200
    return render_template("builder/publish.html", form=form, faults=faults, breaks=breaks, example=_EXAMPLE), status


def _read_source(form: PublishForm) -> _Source | None:
    """The uploaded file, else the pasted text; what is wrong with both is said in the form."""
    upload: FileStorage | None = form.study.data if isinstance(form.study.data, FileStorage) else None
    if upload is not None and upload.filename:
        try:
            text = upload.stream.read().decode("utf-8-sig")
        except UnicodeDecodeError:
            form.study.errors = [_("The file is not UTF-8 text. Save it as UTF-8 and send it again.")]
            return None
        return _Source(text=text, kind="json" if upload.filename.lower().endswith(".json") else None)
    if (form.text.data or "").strip():
        return _Source(text=form.text.data, kind=None)
    form.study.errors = [_("Choose a study file, or paste one below.")]
    return None


def _publish(form: PublishForm, source: _Source) -> Published:
    study_file = read_study_file(source.text, kind=source.kind)
    return publish_questionnaire(
        current_session(),
        study_file=study_file,
        asker=current_asker(),
        team_id=int(form.team.data) if form.team and form.team.data else None,
        files=_reward_files(),
        accept_breaking=bool(form.accept_breaking.data),
    )


def _show_refusal(form: PublishForm, refused: WhyprintError) -> None:
    """Beside the choice of team where that is what is missing, else at the head of the form."""
    words = f"{refused.text} {refused.advice}"
    if form.team and "team" in refused.where:
        form.team.errors = [words]
    else:
        form.form_errors.append(words)


def _reward_files() -> dict[str, bytes]:
    """The uploaded files by name; the name is only compared with the study file, never used as a path."""
    sent = (upload for upload in request.files.getlist("rewards") if upload.filename)
    return {str(upload.filename): upload.stream.read() for upload in sent}


def _done(published: Published) -> ResponseReturnValue:
    title, number = published.study.title, published.version.number
    if not published.is_new_version:
        flash(_("“%(title)s” asks what it asked before; its terms are up to date.", title=title), "success")
    elif published.difference is None:
        flash(_("“%(title)s” is published and open for answers.", title=title), "success")
    else:
        words = {
            "cosmetic": _("only words changed"),
            "comparable": _("earlier answers can stand beside new ones"),
            "breaking": _("earlier answers can no longer stand beside new ones"),
        }.get(published.version.change, "")
        flash(_("Version %(number)s of “%(title)s” is published: %(words)s.", number=number, title=title, words=words),
              "success")  # fmt: skip
    return redirect(url_for("studies.fieldwork", slug=published.study.slug), 303)
