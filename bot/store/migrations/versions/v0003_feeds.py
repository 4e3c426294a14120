"""Feeds."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Creates the table."""
    op.create_table(
        "feeds",
        sa.Column("key", _KEY, primary_key=True),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("next_check", sa.BigInteger, nullable=False),
        sa.Column("feed", sa.Text, nullable=False),
        sa.UniqueConstraint("url", name="uq_feeds_url"),
    )
    op.create_index("ix_feeds_next_check", "feeds", ["next_check"])


def downgrade() -> None:
    """Drops the table."""
    op.drop_table("feeds")
