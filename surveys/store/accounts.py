"""Accounts and their sign-ins: only queries."""

import hashlib
from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session, joinedload, selectinload

from surveys.models import Account, Membership, SignIn
from surveys.models.base import utc_now

LONGEST_SIGN_IN = timedelta(hours=12)
_LARGEST_ID = 2**31


def hash_token(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def account_by_email(session: Session, *, email: str) -> Account | None:
    if "\x00" in email:
        return None  # PostgreSQL would refuse the question
    return session.scalar(select(Account).where(Account.email == email.strip().lower()))


def account_by_id(session: Session, *, account_id: int) -> Account | None:
    return session.get(Account, account_id) if account_id < _LARGEST_ID else None


def all_accounts(session: Session) -> Sequence[Account]:
    """All, with their teams."""
    query = (
        select(Account)
        .options(selectinload(Account.memberships).joinedload(Membership.team))
        .order_by(Account.active.desc(), Account.name, Account.id)
    )
    return session.scalars(query).all()


def count_active_administrators(session: Session) -> int:
    found = session.scalars(select(Account.id).where(Account.administrator, Account.active))
    return len(found.all())


def add_account(session: Session, *, email: str, name: str, administrator: bool, password_hash: str) -> Account:
    account = Account(
        email=email.strip().lower(), name=name.strip(), administrator=administrator, password_hash=password_hash
    )
    session.add(account)
    session.flush()
    return account


def account_of_token(session: Session, *, token: str) -> Account | None:
    """The active account behind a token that has not ended, with its memberships, in one query."""
    query = (
        select(Account)
        .join(SignIn)
        .options(joinedload(Account.memberships))
        .where(
            SignIn.token_hash == hash_token(token),
            SignIn.ended_at.is_(None),
            SignIn.created_at > utc_now() - LONGEST_SIGN_IN,
            Account.active,
        )
    )
    return session.scalars(query).unique().one_or_none()


def add_sign_in(session: Session, *, account_id: int, token: str) -> None:
    session.add(SignIn(account_id=account_id, token_hash=hash_token(token)))
    session.flush()


def end_sign_in(session: Session, *, token: str) -> None:
    _end(session, SignIn.token_hash == hash_token(token))


def end_all_sign_ins(session: Session, *, account_id: int) -> None:
    _end(session, SignIn.account_id == account_id)


def _end(session: Session, which: object) -> None:
    session.execute(
        update(SignIn).where(which, SignIn.ended_at.is_(None)).values(ended_at=utc_now(), last_seen_at=utc_now())  # type: ignore[arg-type]
    )
