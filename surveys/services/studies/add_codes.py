"""The team adds codes to a pool: a list is taken whole, or refused with its lines."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy.orm import Session

from surveys.errors import Invalid
from surveys.models import Account, Reward
from surveys.store import events, reward_codes
from surveys.words import gettext as _

LONGEST, MOST = 200, 100_000
_TOLD = 20
"""Lines that are named; who mends these has understood the rest."""


@dataclass(frozen=True, kw_only=True)
class Line:
    number: int
    code: str
    columns: int


def add_codes(session: Session, *, reward: Reward, listed: str, account: Account | None) -> int:
    """Add a list to the pool of a reward; how many codes that were.

    Parameters
    ----------
    reward
        Of the kind `code`, found before by somebody who may see it.
    listed
        One code on each line, as text or as CSV of one column.
    account
        Who adds them, for the record.

    Raises
    ------
    Invalid
        Where lines are blank, too long, there twice or in the pool already: with their numbers, and nothing is added.
    """
    lines = list(_lines(listed))
    if not 0 < len(lines) <= MOST:
        raise Invalid(
            _("A list holds between 1 and %(most)s codes.", most=f"{MOST:,}"), _("Write one code on each line.")
        )
    known = reward_codes.known(session, reward_id=reward.id, codes=[line.code for line in lines])
    faults = list(_faults(lines, known))
    if faults:
        raise _refused(faults)
    reward_codes.add(session, reward_id=reward.id, codes=[line.code for line in lines])
    events.add_event(
        session,
        action="codes.added",
        account_id=None if account is None else account.id,
        study_id=reward.study_id,
        detail={"reward": reward.position, "codes": len(lines)},
    )
    return len(lines)


def _lines(listed: str) -> Iterator[Line]:
    """Lines as they are numbered in an editor; blank ones at the end are no lines."""
    rows = listed.removeprefix("\ufeff").rstrip().splitlines()
    for number, row in enumerate(rows, 1):
        cells = next(csv.reader([row]), [])
        yield Line(number=number, code=cells[0].strip() if cells else "", columns=len(cells))


def _faults(lines: list[Line], known: set[str]) -> Iterator[str]:
    first: dict[str, int] = {}
    for line in lines:
        fault = _fault(line, known, first)
        first.setdefault(line.code, line.number)
        if fault:
            yield fault


def _fault(line: Line, known: set[str], first: dict[str, int]) -> str:
    if line.columns > 1:
        return _("Line %(n)s has more than one column.", n=line.number)
    if not line.code:
        return _("Line %(n)s is blank.", n=line.number)
    if len(line.code) > LONGEST or not line.code.isprintable():
        return _("Line %(n)s is longer than %(most)s signs or holds a sign that cannot be shown.",
                 n=line.number, most=LONGEST)  # fmt: skip
    if line.code in first:
        return _("Line %(n)s is the same as line %(first)s.", n=line.number, first=first[line.code])
    if line.code in known:
        return _("Line %(n)s is in the pool already.", n=line.number)
    return ""


def _refused(faults: list[str]) -> Invalid:
    more = len(faults) - _TOLD
    told = faults[:_TOLD] + ([_("And %(n)s more lines.", n=more)] if more > 0 else [])
    return Invalid(
        _("No code was added: %(faults)s", faults=" ".join(told)), _("Mend these lines and send the list again.")
    )
