"""Updates, deliveries, turns, places, people."""

import sqlalchemy as sa
from alembic import op

revision = "chat_0001"
down_revision = None

_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Creates all tables; those that others point to come first."""
    _create_updates()
    _create_turns()
    _create_turn_messages()
    _create_deliveries()
    _create_place_settings()
    _create_person_settings()
    _create_memberships()
    _create_moved_chats()
    _create_grants()


def downgrade() -> None:
    """Drops all tables."""
    for name in (
        "grants",
        "moved_chats",
        "memberships",
        "person_settings",
        "place_settings",
        "deliveries",
        "turn_messages",
        "turns",
        "updates",
    ):
        op.drop_table(name)


def _create_updates() -> None:
    op.create_table(
        "updates",
        sa.Column("update_id", _KEY, primary_key=True, autoincrement=False),
        sa.Column("chat", sa.BigInteger),
        sa.Column("thread", sa.BigInteger),
        sa.Column("received", sa.BigInteger, nullable=False),
        sa.Column("payload", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("error", sa.Text),
        sa.Column("attempts", sa.Integer, nullable=False),
    )
    op.create_index("ix_updates_state", "updates", ["state", "update_id"])
    op.create_index("ix_updates_place", "updates", ["chat", "thread", "state", "update_id"])
    op.create_index("ix_updates_received", "updates", ["received"])


def _create_turns() -> None:
    op.create_table(
        "turns",
        sa.Column("id", _KEY, primary_key=True, autoincrement=False),
        sa.Column("chat", sa.BigInteger, nullable=False),
        sa.Column("thread", sa.BigInteger, nullable=False),
        sa.Column("person", sa.BigInteger, nullable=False),
        sa.Column("asked", sa.BigInteger, nullable=False),
        sa.Column("continues", sa.BigInteger),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("reply", sa.Text, nullable=False),
    )
    op.create_index("ix_turns_place", "turns", ["chat", "thread", "person", "asked"])
    op.create_index("ix_turns_person", "turns", ["person"])


def _create_turn_messages() -> None:
    op.create_table(
        "turn_messages",
        sa.Column("chat", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("message_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("turn", _KEY, sa.ForeignKey("turns.id", ondelete="CASCADE"), nullable=False),
        sa.Column("answers", sa.Boolean, nullable=False),
    )
    op.create_index("ix_turn_messages_turn", "turn_messages", ["turn"])


def _create_deliveries() -> None:
    op.create_table(
        "deliveries",
        sa.Column("id", _KEY, primary_key=True),
        sa.Column("update_id", _KEY, sa.ForeignKey("updates.update_id", ondelete="SET NULL")),
        sa.Column("part", sa.Integer, nullable=False),
        sa.Column("turn", _KEY, sa.ForeignKey("turns.id", ondelete="SET NULL")),
        sa.Column("person", sa.BigInteger),
        sa.Column("chat", sa.BigInteger, nullable=False),
        sa.Column("thread", sa.BigInteger, nullable=False),
        sa.Column("priority", sa.Integer, nullable=False),
        sa.Column("method", sa.Text, nullable=False),
        sa.Column("payload", sa.Text),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("message_ids", sa.Text, nullable=False),
        sa.Column("error", sa.Text),
        sa.Column("created", sa.BigInteger, nullable=False),
        sa.Column("not_before", sa.BigInteger),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.UniqueConstraint("update_id", "part", name="uq_deliveries_update_id_part"),
    )
    op.create_index("ix_deliveries_state", "deliveries", ["state", "priority", "id"])
    op.create_index("ix_deliveries_place", "deliveries", ["chat", "thread", "state", "priority", "id"])
    op.create_index("ix_deliveries_turn", "deliveries", ["turn"])
    op.create_index("ix_deliveries_person", "deliveries", ["person"])


def _create_place_settings() -> None:
    op.create_table(
        "place_settings",
        sa.Column("chat", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("thread", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("language", sa.Text),
        sa.Column("time_zone", sa.Text),
        sa.Column("quotes", sa.Integer),
    )


def _create_person_settings() -> None:
    op.create_table(
        "person_settings",
        sa.Column("person", _KEY, primary_key=True, autoincrement=False),
        sa.Column("language", sa.Text),
        sa.Column("time_zone", sa.Text),
        sa.Column("quotes", sa.Integer),
    )


def _create_memberships() -> None:
    op.create_table(
        "memberships",
        sa.Column("chat", _KEY, primary_key=True, autoincrement=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("since", sa.BigInteger, nullable=False),
        sa.Column("introduced", sa.Boolean, nullable=False),
    )


def _create_moved_chats() -> None:
    op.create_table(
        "moved_chats",
        sa.Column("old", _KEY, primary_key=True, autoincrement=False),
        sa.Column("new", sa.BigInteger, nullable=False),
    )


def _create_grants() -> None:
    op.create_table(
        "grants",
        sa.Column("subject", _KEY, primary_key=True, autoincrement=False),
        sa.Column("granted_by", sa.BigInteger, nullable=False),
        sa.Column("granted", sa.BigInteger, nullable=False),
    )
