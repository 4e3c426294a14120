"""The tables as the newest migration leaves them; a test compares the two. Times: microseconds since 1970 UTC.

A thread of 0 is none: SQL finds NULL equal to nothing, not even to NULL. (Telegram's thread ids begin at 1.)
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from bot.store.tables import BigKey

REVISION = "chat_0003"
"""The migration these tables stand at: a database that says so is opened without loading alembic."""

metadata = MetaData()

updates = Table(
    "updates",
    metadata,
    Column("update_id", BigKey, primary_key=True, autoincrement=False),
    Column("chat", BigInteger, comment="NULL, as thread then is: the update has no place"),
    Column("thread", BigInteger),
    Column("received", BigInteger, nullable=False),
    Column("payload", Text, nullable=False, comment="JSON as it came"),
    Column("state", Text, nullable=False),
    Column("error", Text),
    Column("attempts", Integer, nullable=False),
    Index("ix_updates_state", "state", "update_id"),
    Index("ix_updates_place", "chat", "thread", "state", "update_id"),
    Index("ix_updates_received", "received"),
)

turns = Table(
    "turns",
    metadata,
    Column("id", BigKey, primary_key=True, autoincrement=False),
    Column("chat", BigInteger, nullable=False),
    Column("thread", BigInteger, nullable=False),
    Column("person", BigInteger, nullable=False),
    Column("asked", BigInteger, nullable=False),
    Column("continues", BigInteger, comment="turns.id; no foreign key, since what is forgotten may stay named"),
    Column("question", Text, nullable=False),
    Column("reply", Text, nullable=False, comment="JSON of Answer or Abstention"),
    Column("abstained", Boolean, nullable=False, server_default=text("0")),
    Index("ix_turns_place", "chat", "thread", "person", "asked"),
    Index("ix_turns_person", "person"),
    Index("ix_turns_asked", "asked"),
)

turn_messages = Table(
    "turn_messages",
    metadata,
    Column("chat", BigInteger, primary_key=True, autoincrement=False, comment="stays when the turn's chat migrates"),
    Column("message_id", BigInteger, primary_key=True, autoincrement=False),
    Column("turn", BigKey, ForeignKey("turns.id", ondelete="CASCADE"), nullable=False),
    Column("answers", Boolean, nullable=False, comment="true: an answer message or a pane; false: the question's"),
    Column("pane", Boolean, nullable=False, server_default=text("0")),
    Index("ix_turn_messages_turn", "turn"),
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("id", BigKey, primary_key=True),
    Column("update_id", BigKey, ForeignKey("updates.update_id", ondelete="SET NULL")),
    Column("part", Integer, nullable=False),
    Column("turn", BigKey, ForeignKey("turns.id", ondelete="SET NULL")),
    Column("person", BigInteger),
    Column("chat", BigInteger, nullable=False),
    Column("thread", BigInteger, nullable=False),
    Column("priority", Integer, nullable=False),
    Column("method", Text, nullable=False),
    Column("payload", Text, comment="JSON; NULL when forgotten"),
    Column("state", Text, nullable=False),
    Column("message_ids", Text, nullable=False, comment="JSON list of integers"),
    Column("error", Text),
    Column("created", BigInteger, nullable=False),
    Column("not_before", BigInteger),
    Column("attempts", Integer, nullable=False),
    Column("pane", Boolean, nullable=False, server_default=text("0")),
    UniqueConstraint("update_id", "part", name="uq_deliveries_update_id_part"),
    Index("ix_deliveries_state", "state", "priority", "id"),
    Index("ix_deliveries_place", "chat", "thread", "state", "priority", "id"),
    Index("ix_deliveries_turn", "turn"),
    Index("ix_deliveries_person", "person"),
)

place_settings = Table(
    "place_settings",
    metadata,
    Column("chat", BigInteger, primary_key=True, autoincrement=False),
    Column("thread", BigInteger, primary_key=True, autoincrement=False),
    Column("language", Text),
    Column("time_zone", Text),
    Column("quotes", Integer),
)

person_settings = Table(
    "person_settings",
    metadata,
    Column("person", BigKey, primary_key=True, autoincrement=False),
    Column("language", Text),
    Column("time_zone", Text),
    Column("quotes", Integer),
)

feedback = Table(
    "feedback",
    metadata,
    Column("turn", BigKey, ForeignKey("turns.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("person", BigKey, primary_key=True, autoincrement=False),
    Column("liked", Boolean, nullable=False),
    Column("given", BigInteger, nullable=False),
    Index("ix_feedback_person", "person"),
)

dialogs = Table(
    "dialogs",
    metadata,
    Column("chat", BigKey, primary_key=True, autoincrement=False),
    Column("thread", BigKey, primary_key=True, autoincrement=False),
    Column("person", BigKey, primary_key=True, autoincrement=False),
    Column("kind", Text, nullable=False),
    Column("since", BigInteger, nullable=False),
    Column("state", Text, nullable=False, comment="JSON"),
)

memberships = Table(
    "memberships",
    metadata,
    Column("chat", BigKey, primary_key=True, autoincrement=False),
    Column("state", Text, nullable=False),
    Column("since", BigInteger, nullable=False),
    Column("introduced", Boolean, nullable=False),
)

moved_chats = Table(
    "moved_chats",
    metadata,
    Column("old", BigKey, primary_key=True, autoincrement=False),
    Column("new", BigInteger, nullable=False),
)

grants = Table(
    "grants",
    metadata,
    Column("subject", BigKey, primary_key=True, autoincrement=False),
    Column("granted_by", BigInteger, nullable=False),
    Column("granted", BigInteger, nullable=False),
)
