"""People who sign in, their open browsers, and the teams they work in; respondents are none of them."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from surveys.models.base import Base, one_of, utc_now

TEAM_ROLES = ("lead", "researcher", "marketer")
"""A lead is a researcher who may also take lines about single people out of every study of the team."""


class Account(Base):
    __tablename__ = "account"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    """In lower case."""
    name: Mapped[str] = mapped_column(String(120))
    administrator: Mapped[bool] = mapped_column(default=False)
    """Makes accounts, teams and memberships; sees studies only as a member of their teams."""
    password_hash: Mapped[str] = mapped_column(String(200))
    active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime] = mapped_column(default=utc_now)

    sign_ins: Mapped[list["SignIn"]] = relationship(back_populates="account", cascade="all, delete-orphan")
    memberships: Mapped[list["Membership"]] = relationship(back_populates="account", order_by="Membership.team_id")


class SignIn(Base):
    """One signed-in browser. The cookie carries a secret, the table its hash: signing out really ends it."""

    __tablename__ = "sign_in"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    last_seen_at: Mapped[datetime] = mapped_column(default=utc_now)
    ended_at: Mapped[datetime | None]

    account: Mapped[Account] = relationship(back_populates="sign_ins")


class Team(Base):
    """Who works together; a study belongs to one team."""

    __tablename__ = "team"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(120), unique=True)
    created_at: Mapped[datetime] = mapped_column(default=utc_now)

    memberships: Mapped[list["Membership"]] = relationship(back_populates="team")


class Membership(Base):
    """One account in one team, in one role."""

    __tablename__ = "membership"
    __table_args__ = (CheckConstraint(one_of("role", TEAM_ROLES), name="role"),)

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id"), primary_key=True, index=True)
    role: Mapped[str] = mapped_column(String(20))

    account: Mapped[Account] = relationship(back_populates="memberships")
    team: Mapped[Team] = relationship(back_populates="memberships")
