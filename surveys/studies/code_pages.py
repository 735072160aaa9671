"""Pools of codes: what is left of each, and adding more. A code that was added is never shown to the team again."""

from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from surveys.errors import Invalid
from surveys.models import Reward, Study
from surveys.questionnaire.terms import read_reward
from surveys.services.studies.add_codes import add_codes as add_listed
from surveys.store import published_rewards, reward_codes
from surveys.web.lookup import find_study
from surveys.web.signed_in import current_account, current_asker
from surveys.web.transaction import current_session
from surveys.words import gettext as _
from surveys.words import ngettext

FEW_LEFT = 0.1
"""Of all codes of a pool: below this share it is about to run out."""


@dataclass(frozen=True, kw_only=True)
class PoolView:
    """A pool as the team sees it."""

    position: int
    title: str
    left: int
    given: int

    @property
    def runs_out(self) -> bool:
        return self.left <= FEW_LEFT * (self.left + self.given)


def pools_of(study: Study) -> tuple[PoolView, ...]:
    """Every pool of a study, in the order of its rewards; most studies have none, and nothing is asked for them."""
    if not any(reward["kind"] == "code" for reward in study.terms.get("rewards", ())):
        return ()
    session = current_session()
    rows = published_rewards.rows(session, study_id=study.id, asker=current_asker())
    return tuple(_view(row, reward_codes.pool(session, reward_id=row.id)) for row in rows if row.kind == "code")


def codes(slug: str) -> ResponseReturnValue:
    return _page(find_study(slug))


def add_codes(slug: str) -> ResponseReturnValue:
    """Add a list to one pool; a refused one is there again, to be mended."""
    study = find_study(slug)
    row, listed = _pool_row(study), request.form.get("codes", "")
    if row is None:
        none = Invalid(_("This study has no such pool."), _("Choose one of those on this page."))
        return _page(study, refused=none, listed=listed), 400
    try:
        added = add_listed(current_session(), reward=row, listed=listed, account=current_account())
    except Invalid as refused:
        return _page(study, refused=refused, listed=listed, position=row.position), 400
    flash(ngettext("%(num)d code was added.", "%(num)d codes were added.", added), "success")
    return redirect(url_for("studies.codes", slug=slug), 303)


def _page(study: Study, *, refused: Invalid | None = None, listed: str = "", position: int | None = None) -> str:
    return render_template(
        "studies/codes.html",
        study=study,
        pools=pools_of(study),
        refused=refused,
        listed=listed,
        position=position,
    )


def _pool_row(study: Study) -> Reward | None:
    rows = published_rewards.rows(current_session(), study_id=study.id, asker=current_asker())
    wanted = request.form.get("reward", "")
    return next((row for row in rows if row.kind == "code" and str(row.position) == wanted), None)


def _view(row: Reward, pool: reward_codes.Pool) -> PoolView:
    title = read_reward(row.definition).title.in_language("en", "en")
    return PoolView(position=row.position, title=title, left=pool.left, given=pool.given)
