"""What is the same: keys and links of near-duplicates, and earlier versions of articles."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Creates the tables."""
    op.create_table(
        "near_keys",
        sa.Column("key", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column(
            "article", _KEY, sa.ForeignKey("articles.key", ondelete="CASCADE"), primary_key=True, autoincrement=False
        ),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_near_keys_article", "near_keys", ["article"])
    op.create_table(
        "near_links",
        sa.Column(
            "article", _KEY, sa.ForeignKey("articles.key", ondelete="CASCADE"), primary_key=True, autoincrement=False
        ),
        sa.Column(
            "other", _KEY, sa.ForeignKey("articles.key", ondelete="CASCADE"), primary_key=True, autoincrement=False
        ),
        sa.Column("likeness", sa.Float, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_near_links_other", "near_links", ["other"])
    op.create_table(
        "echoes",
        sa.Column("collection", sa.Text, primary_key=True),
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("article", _KEY, sa.ForeignKey("articles.key", ondelete="CASCADE"), nullable=False),
        sa.Column("title", sa.Text),
        sa.Column("outlet", sa.Text),
        sa.Column("published", sa.BigInteger),
        sa.Column("url", sa.Text),
        sa.Column("path", sa.Text),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("inferred", sa.Text, nullable=False),
    )
    op.create_index("ix_echoes_article", "echoes", ["article"])
    op.create_table(
        "article_versions",
        sa.Column("key", _KEY, primary_key=True),
        sa.Column("collection", sa.Text, nullable=False),
        sa.Column("article", sa.Text, nullable=False),
        sa.Column("text_hash", sa.Text, nullable=False),
        sa.Column("until", sa.BigInteger, nullable=False),
        sa.Column("retired", sa.Boolean, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
    )
    op.create_index("ix_article_versions_article", "article_versions", ["collection", "article"])
    op.create_index("ix_articles_collection_url", "articles", ["collection", "url"])


def downgrade() -> None:
    """Drops them."""
    op.drop_index("ix_articles_collection_url", "articles")
    op.drop_table("article_versions")
    op.drop_table("echoes")
    op.drop_table("near_links")
    op.drop_table("near_keys")
