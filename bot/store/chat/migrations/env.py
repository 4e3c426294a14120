"""Run by alembic for every command: migrates the connection that `bot.store.migrate` hands over."""

from alembic import context

from bot.store.chat.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
with context.begin_transaction():
    context.run_migrations()
