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

REVISION = "chat_0006"
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
    Column("edition", BigInteger, comment="editions.id; no foreign key: SQLite adds no column with one"),
    Column("stories", Text, comment="JSON list of [number in the message, story id]"),
    Column("watch", BigInteger, comment="watches.id"),
    UniqueConstraint("update_id", "part", name="uq_deliveries_update_id_part"),
    Index("ix_deliveries_state", "state", "priority", "id"),
    Index("ix_deliveries_place", "chat", "thread", "state", "priority", "id"),
    Index("ix_deliveries_turn", "turn"),
    Index("ix_deliveries_person", "person"),
    Index("ix_deliveries_edition", "edition"),
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

subscriptions = Table(
    "subscriptions",
    metadata,
    Column("id", BigKey, primary_key=True),
    Column("chat", BigInteger, nullable=False),
    Column("thread", BigInteger, nullable=False),
    Column("person", BigInteger, nullable=False, comment="0: forgotten"),
    Column("created", BigInteger, nullable=False),
    Column("reached", BigInteger, nullable=False),
    Column("next_due", BigInteger),
    Column("paused", Text),
    Column("wanted", Text, nullable=False, comment="JSON: schedule, filters, length, silent, language"),
    Index("ix_subscriptions_chat", "chat"),
    Index("ix_subscriptions_due", "next_due"),
    Index("ix_subscriptions_person", "person"),
    sqlite_autoincrement=True,
)

editions = Table(
    "editions",
    metadata,
    Column("id", BigKey, primary_key=True),
    Column("subscription", BigKey, ForeignKey("subscriptions.id", ondelete="CASCADE"), nullable=False),
    Column("due", BigInteger, nullable=False),
    Column("state", Text, nullable=False),
    Column("made", BigInteger, nullable=False),
    Column("closed", BigInteger),
    Column("stories", Integer, nullable=False),
    UniqueConstraint("subscription", "due", name="uq_editions_subscription_due"),
    Index("ix_editions_state", "state"),
    sqlite_autoincrement=True,
)

told = Table(
    "told",
    metadata,
    Column("id", BigKey, primary_key=True),
    Column("chat", BigInteger, nullable=False),
    Column("thread", BigInteger, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("edition", BigInteger, comment="editions.id; NULL: somebody asked"),
    Column("story", BigInteger, nullable=False),
    Column("articles", Text, nullable=False, comment="JSON list of article ids"),
    Index("ix_told_place", "chat", "thread", "at"),
    Index("ix_told_edition", "edition"),
    Index("ix_told_at", "at"),
)

looks = Table(
    "looks",
    metadata,
    Column("chat", BigKey, primary_key=True, autoincrement=False),
    Column("thread", BigKey, primary_key=True, autoincrement=False),
    Column("words", Text, primary_key=True),
    Column("at", BigInteger, nullable=False),
)

story_messages = Table(
    "story_messages",
    metadata,
    Column("chat", BigKey, primary_key=True, autoincrement=False, comment="stays when the chat migrates"),
    Column("message_id", BigKey, primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("story", BigInteger, nullable=False),
    Column("at", BigInteger, nullable=False),
    Index("ix_story_messages_at", "at"),
)

watches = Table(
    "watches",
    metadata,
    Column("id", BigKey, primary_key=True),
    Column("chat", BigInteger, nullable=False),
    Column("thread", BigInteger, nullable=False),
    Column("person", BigInteger, nullable=False),
    Column("created", BigInteger, nullable=False),
    Column("question", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("reply", Text, nullable=False, comment="JSON of Answer or Abstention"),
    Column("checked", BigInteger, nullable=False),
    Column("most_a_day", Integer, nullable=False),
    Column("alert_day", Text, comment="an ISO date"),
    Column("alerts", Integer, nullable=False),
    Column("paused", Text),
    Column("version", Integer, nullable=False),
    Index("ix_watches_chat", "chat"),
    Index("ix_watches_person", "person"),
    sqlite_autoincrement=True,
)

collections = Table(
    "collections",
    metadata,
    Column("name", Text, primary_key=True),
    Column("chat", BigInteger, comment="who owns it; NULL: to be deleted"),
    Column("created", BigInteger, nullable=False),
    Index("ix_collections_chat", "chat"),
)

openings = Table(
    "openings",
    metadata,
    Column("owner", BigKey, primary_key=True, autoincrement=False),
    Column("reader", BigKey, primary_key=True, autoincrement=False),
    Column("opened_by", BigInteger, nullable=False),
    Column("opened", BigInteger, nullable=False),
    Index("ix_openings_reader", "reader"),
)

notices = Table(
    "notices",
    metadata,
    Column("key", Text, primary_key=True, comment="what was told, in words of its own"),
    Column("recorded", BigInteger, nullable=False),
)
