"""Alembic's entry: runs the steps on the connection that `storage.migrations.migrate` opened."""

from alembic import context

from storage import dialect
from storage.columns import metadata

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=metadata,
    # SQLite's DDL is transactional; Alembic assumes the driver's default, under which it is not.
    transactional_ddl=True,
    transaction_per_migration=False,
)
with context.begin_transaction():
    context.run_migrations()
    dialect.check_foreign_keys(connection)
    dialect.suggest_plans(connection)
