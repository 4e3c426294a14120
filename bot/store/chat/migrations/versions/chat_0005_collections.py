"""Collections of groups, and where else they are read."""

import sqlalchemy as sa
from alembic import op

revision = "chat_0005"
down_revision = "chat_0004"

_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Creates the tables."""
    op.create_table(
        "collections",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("chat", sa.BigInteger),
        sa.Column("created", sa.BigInteger, nullable=False),
    )
    op.create_index("ix_collections_chat", "collections", ["chat"])
    op.create_table(
        "openings",
        sa.Column("owner", _KEY, primary_key=True, autoincrement=False),
        sa.Column("reader", _KEY, primary_key=True, autoincrement=False),
        sa.Column("opened_by", sa.BigInteger, nullable=False),
        sa.Column("opened", sa.BigInteger, nullable=False),
    )
    op.create_index("ix_openings_reader", "openings", ["reader"])


def downgrade() -> None:
    """Takes them away."""
    op.drop_table("openings")
    op.drop_table("collections")
