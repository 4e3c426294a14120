"""Who holds this very text: asked for each article that comes, of a collection of any size."""

from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Creates the index."""
    op.create_index("ix_articles_collection_text_hash", "articles", ["collection", "text_hash"])


def downgrade() -> None:
    """Drops the index."""
    op.drop_index("ix_articles_collection_text_hash", "articles")
