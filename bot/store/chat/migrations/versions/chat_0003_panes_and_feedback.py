"""Panes beside answers, votes on answers, and which turns abstained."""

import sqlalchemy as sa
from alembic import op

revision = "chat_0003"
down_revision = "chat_0002"

_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_NO = sa.text("0")
_ABSTAINED = "UPDATE turns SET abstained = json_extract(reply, '$.reason') IS NOT NULL WHERE json_valid(reply)"


def upgrade() -> None:
    """Adds the columns; what abstained is read from the replies that are there."""
    op.add_column("turns", sa.Column("abstained", sa.Boolean, nullable=False, server_default=_NO))
    op.add_column("turn_messages", sa.Column("pane", sa.Boolean, nullable=False, server_default=_NO))
    op.add_column("deliveries", sa.Column("pane", sa.Boolean, nullable=False, server_default=_NO))
    op.execute(_ABSTAINED)
    op.create_index("ix_turns_asked", "turns", ["asked"])
    op.create_table(
        "feedback",
        sa.Column("turn", _KEY, sa.ForeignKey("turns.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
        sa.Column("person", _KEY, primary_key=True, autoincrement=False),
        sa.Column("liked", sa.Boolean, nullable=False),
        sa.Column("given", sa.BigInteger, nullable=False),
    )
    op.create_index("ix_feedback_person", "feedback", ["person"])


def downgrade() -> None:
    """Takes them away."""
    op.drop_table("feedback")
    op.drop_index("ix_turns_asked", "turns")
    for table in ("deliveries", "turn_messages"):
        op.drop_column(table, "pane")
    op.drop_column("turns", "abstained")
