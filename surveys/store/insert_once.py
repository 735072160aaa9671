"""Insert rows unless they are there already: without asking first, on SQLite and PostgreSQL."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, cast

from sqlalchemy import Executable, Table, bindparam
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from surveys.models import Base


def insert_once(session: Session, model: type[Base], values: Mapping[str, Any], *, unique: Sequence[str]) -> bool:
    """Whether the row was new. `unique` names the columns that tell whether it is the same row."""
    statement = _statement(model, session.get_bind().dialect.name, tuple(values), tuple(unique))
    # A count of rows is not to be had from every driver here; a returned key is.
    return session.execute(statement, dict(values)).first() is not None


@cache
def _statement(model: type[Base], dialect: str, names: tuple[str, ...], unique: tuple[str, ...]) -> Executable:
    """Made once for each table: building a statement costs more than running it."""
    table = cast(Table, model.__table__)
    insert = postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)
    statement = insert.values({name: bindparam(name, type_=table.c[name].type) for name in names})
    return statement.on_conflict_do_nothing(index_elements=list(unique)).returning(*table.primary_key)
