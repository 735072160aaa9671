"""Insert a row unless it is there already: only that, without asking first, on SQLite and PostgreSQL."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from surveys.models import Base


def insert_once(session: Session, model: type[Base], values: Mapping[str, Any], *, unique: Sequence[str]) -> bool:
    """Whether the row was new. `unique` names the columns that tell whether it is the same row."""
    table = cast(Table, model.__table__)
    dialect = session.get_bind().dialect.name
    insert = postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)
    statement = insert.values(**values).on_conflict_do_nothing(index_elements=list(unique))
    # A count of rows is not to be had from every driver here; a returned key is.
    return session.execute(statement.returning(*table.primary_key)).first() is not None
