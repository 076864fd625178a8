"""Run by alembic: on the connection that `web_widget.store.database.migrate` gives it."""

from __future__ import annotations

from alembic import context

from web_widget.store.tables import ALL

context.configure(connection=context.config.attributes["connection"], target_metadata=ALL, transactional_ddl=False)
context.run_migrations()
