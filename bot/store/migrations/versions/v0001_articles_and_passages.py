"""Articles and their passages."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Creates both tables."""
    op.create_table(
        "articles",
        sa.Column("key", _KEY, primary_key=True),
        sa.Column("collection", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("title", sa.Text),
        sa.Column("outlet", sa.Text),
        sa.Column("published", sa.BigInteger),
        sa.Column("url", sa.Text),
        sa.Column("path", sa.Text),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("authors", sa.Text, nullable=False),
        sa.Column("inferred", sa.Text, nullable=False),
        sa.Column("text_hash", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.UniqueConstraint("collection", "id", name="uq_articles_collection_id"),
    )
    columns = ["collection", "outlet", "published"]
    op.create_index("ix_articles_collection_outlet_published", "articles", columns)
    op.create_table(
        "passages",
        sa.Column("id", _KEY, primary_key=True, autoincrement=False),
        sa.Column("article", _KEY, sa.ForeignKey("articles.key", ondelete="CASCADE"), nullable=False),
        sa.Column("ordinal", sa.Integer, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("heading", sa.Text),
        sa.Column("lead", sa.Text),
        sa.Column("sentences", sa.Text, nullable=False),
        sa.UniqueConstraint("article", "ordinal", name="uq_passages_article_ordinal"),
    )


def downgrade() -> None:
    """Drops both tables."""
    op.drop_table("passages")
    op.drop_table("articles")
