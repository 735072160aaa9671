"""Alembic runs migrations over the connection that `Database.upgrade` hands it."""

from collections.abc import Iterator
from contextlib import contextmanager

from alembic import context
from sqlalchemy import Connection

from surveys.models import Base


@contextmanager
def _tables_may_be_copied(connection: Connection) -> Iterator[None]:
    """On SQLite a table is changed by copying it, which foreign keys would forbid; they are checked at the end."""
    if connection.dialect.name != "sqlite":
        yield
        return
    driver = connection.connection.dbapi_connection
    driver.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
        if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
            raise ValueError("A migration left rows that point nowhere.")
        connection.commit()
    finally:
        connection.rollback()
        driver.execute("PRAGMA foreign_keys=ON")


connection = context.config.attributes["connection"]
with _tables_may_be_copied(connection):
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        compare_type=True,
        transaction_per_migration=False,
    )
    with context.begin_transaction():
        context.run_migrations()
