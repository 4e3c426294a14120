"""Subscriptions, editions, what was told, watches."""

import sqlalchemy as sa
from alembic import op

revision = "chat_0004"
down_revision = "chat_0003"

_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Creates the tables, and what deliveries know of them."""
    op.add_column("deliveries", sa.Column("edition", sa.BigInteger))
    op.add_column("deliveries", sa.Column("stories", sa.Text))
    op.add_column("deliveries", sa.Column("watch", sa.BigInteger))
    op.create_index("ix_deliveries_edition", "deliveries", ["edition"])
    _create_subscriptions()
    _create_editions()
    _create_told()
    _create_watches()


def downgrade() -> None:
    """Takes them away."""
    for table in ("watches", "story_messages", "looks", "told", "editions", "subscriptions"):
        op.drop_table(table)
    op.drop_index("ix_deliveries_edition", "deliveries")
    for column in ("watch", "stories", "edition"):
        op.drop_column("deliveries", column)


def _create_subscriptions() -> None:
    op.create_table(
        "subscriptions",
        sa.Column("id", _KEY, primary_key=True),
        sa.Column("chat", sa.BigInteger, nullable=False),
        sa.Column("thread", sa.BigInteger, nullable=False),
        sa.Column("person", sa.BigInteger, nullable=False),
        sa.Column("created", sa.BigInteger, nullable=False),
        sa.Column("reached", sa.BigInteger, nullable=False),
        sa.Column("next_due", sa.BigInteger),
        sa.Column("paused", sa.Text),
        sa.Column("wanted", sa.Text, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_subscriptions_chat", "subscriptions", ["chat"])
    op.create_index("ix_subscriptions_due", "subscriptions", ["next_due"])
    op.create_index("ix_subscriptions_person", "subscriptions", ["person"])


def _create_editions() -> None:
    subscription = sa.ForeignKey("subscriptions.id", ondelete="CASCADE")
    op.create_table(
        "editions",
        sa.Column("id", _KEY, primary_key=True),
        sa.Column("subscription", _KEY, subscription, nullable=False),
        sa.Column("due", sa.BigInteger, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("made", sa.BigInteger, nullable=False),
        sa.Column("closed", sa.BigInteger),
        sa.Column("stories", sa.Integer, nullable=False),
        sa.UniqueConstraint("subscription", "due", name="uq_editions_subscription_due"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_editions_state", "editions", ["state"])


def _create_told() -> None:
    op.create_table(
        "told",
        sa.Column("id", _KEY, primary_key=True),
        sa.Column("chat", sa.BigInteger, nullable=False),
        sa.Column("thread", sa.BigInteger, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("edition", sa.BigInteger),
        sa.Column("story", sa.BigInteger, nullable=False),
        sa.Column("articles", sa.Text, nullable=False),
    )
    op.create_index("ix_told_place", "told", ["chat", "thread", "at"])
    op.create_index("ix_told_edition", "told", ["edition"])
    op.create_index("ix_told_at", "told", ["at"])
    op.create_table(
        "looks",
        sa.Column("chat", _KEY, primary_key=True, autoincrement=False),
        sa.Column("thread", _KEY, primary_key=True, autoincrement=False),
        sa.Column("words", sa.Text, primary_key=True),
        sa.Column("at", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "story_messages",
        sa.Column("chat", _KEY, primary_key=True, autoincrement=False),
        sa.Column("message_id", _KEY, primary_key=True, autoincrement=False),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("story", sa.BigInteger, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
    )
    op.create_index("ix_story_messages_at", "story_messages", ["at"])


def _create_watches() -> None:
    op.create_table(
        "watches",
        sa.Column("id", _KEY, primary_key=True),
        sa.Column("chat", sa.BigInteger, nullable=False),
        sa.Column("thread", sa.BigInteger, nullable=False),
        sa.Column("person", sa.BigInteger, nullable=False),
        sa.Column("created", sa.BigInteger, nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("reply", sa.Text, nullable=False),
        sa.Column("checked", sa.BigInteger, nullable=False),
        sa.Column("most_a_day", sa.Integer, nullable=False),
        sa.Column("alert_day", sa.Text),
        sa.Column("alerts", sa.Integer, nullable=False),
        sa.Column("paused", sa.Text),
        sa.Column("version", sa.Integer, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_watches_chat", "watches", ["chat"])
    op.create_index("ix_watches_person", "watches", ["person"])
