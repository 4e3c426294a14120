"""Dialogs: what was begun with a person and waits for their next words."""

import sqlalchemy as sa
from alembic import op

revision = "chat_0002"
down_revision = "chat_0001"

_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Creates the table."""
    op.create_table(
        "dialogs",
        sa.Column("chat", _KEY, primary_key=True, autoincrement=False),
        sa.Column("thread", _KEY, primary_key=True, autoincrement=False),
        sa.Column("person", _KEY, primary_key=True, autoincrement=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("since", sa.BigInteger, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
    )


def downgrade() -> None:
    """Drops the table."""
    op.drop_table("dialogs")
