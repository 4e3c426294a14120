"""The tables as the newest migration leaves them; a test compares the two."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

REVISION = "0005"
"""The migration these tables stand at: a database that says so is opened without loading alembic."""

BigKey = BigInteger().with_variant(Integer(), "sqlite")
"""64 bits everywhere; SQLite's INTEGER PRIMARY KEY is the row id itself, which BIGINT would not be."""

metadata = MetaData()

articles = Table(
    "articles",
    metadata,
    Column("key", BigKey, primary_key=True),
    Column("collection", Text, nullable=False),
    Column("id", Text, nullable=False),
    Column("title", Text),
    Column("outlet", Text),
    Column("published", BigInteger, comment="microseconds since 1970-01-01 UTC"),
    Column("url", Text),
    Column("path", Text),
    Column("language", Text, nullable=False),
    Column("authors", Text, nullable=False, comment="JSON list of strings"),
    Column("inferred", Text, nullable=False, comment="JSON list of strings"),
    Column("text_hash", Text, nullable=False),
    Column("text", Text, nullable=False, comment="last, so that SQLite reads the others without its overflow pages"),
    UniqueConstraint("collection", "id", name="uq_articles_collection_id"),
    Index("ix_articles_collection_outlet_published", "collection", "outlet", "published"),
    Index("ix_articles_collection_url", "collection", "url"),
    Index("ix_articles_collection_text_hash", "collection", "text_hash"),
)

passages = Table(
    "passages",
    metadata,
    Column("id", BigKey, primary_key=True, autoincrement=False),
    Column("article", BigKey, ForeignKey("articles.key", ondelete="CASCADE"), nullable=False),
    Column("ordinal", Integer, nullable=False),
    Column("start", Integer, nullable=False, comment="characters of articles.text"),
    Column("end", Integer, nullable=False, comment="characters of articles.text"),
    Column("heading", Text),
    Column("lead", Text, comment="JSON [start, end]"),
    Column("sentences", Text, nullable=False, comment="JSON list of [start, end, kind, terms]"),
    UniqueConstraint("article", "ordinal", name="uq_passages_article_ordinal"),
)

story_articles = Table(
    "story_articles",
    metadata,
    Column("collection", Text, primary_key=True),
    Column("article", Text, primary_key=True, comment="articles.id; no foreign key: an update deletes and inserts"),
    Column("story", BigInteger, nullable=False),
    Column("joined", BigInteger, nullable=False, comment="microseconds since 1970-01-01 UTC"),
    Index("ix_story_articles_story", "collection", "story"),
    Index("ix_story_articles_joined", "collection", "joined"),
)

feeds = Table(
    "feeds",
    metadata,
    Column("key", BigKey, primary_key=True),
    Column("url", Text, nullable=False),
    Column("next_check", BigInteger, nullable=False),
    Column("feed", Text, nullable=False, comment="JSON of the whole feed"),
    UniqueConstraint("url", name="uq_feeds_url"),
    Index("ix_feeds_next_check", "next_check"),
)

near_keys = Table(
    "near_keys",
    metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False, comment="of one band, and of the collection"),
    Column("article", BigKey, ForeignKey("articles.key", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Index("ix_near_keys_article", "article"),
    sqlite_with_rowid=False,
)
"""By key and then by article, so that the articles of a key are read in the order in which they were stored."""

near_links = Table(
    "near_links",
    metadata,
    Column("article", BigKey, ForeignKey("articles.key", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("other", BigKey, ForeignKey("articles.key", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("likeness", Float, nullable=False),
    Index("ix_near_links_other", "other"),
    sqlite_with_rowid=False,
)
"""Each link once, the article that came later first."""

echoes = Table(
    "echoes",
    metadata,
    Column("collection", Text, primary_key=True),
    Column("id", Text, primary_key=True, comment="of an article that is not stored: another holds its very text"),
    Column("article", BigKey, ForeignKey("articles.key", ondelete="CASCADE"), nullable=False),
    Column("title", Text),
    Column("outlet", Text),
    Column("published", BigInteger, comment="microseconds since 1970-01-01 UTC"),
    Column("url", Text),
    Column("path", Text),
    Column("language", Text, nullable=False),
    Column("inferred", Text, nullable=False, comment="JSON list of strings"),
    Index("ix_echoes_article", "article"),
)

article_versions = Table(
    "article_versions",
    metadata,
    Column("key", BigKey, primary_key=True),
    Column("collection", Text, nullable=False),
    Column("article", Text, nullable=False, comment="articles.id; no foreign key: a version outlives its article"),
    Column("text_hash", Text, nullable=False),
    Column("until", BigInteger, nullable=False, comment="microseconds since 1970-01-01 UTC"),
    Column("retired", Boolean, nullable=False),
    Column("text", Text, nullable=False),
    Index("ix_article_versions_article", "collection", "article"),
)
