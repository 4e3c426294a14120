"""Stories: which article is in which."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Creates the table."""
    op.create_table(
        "story_articles",
        sa.Column("collection", sa.Text, primary_key=True),
        sa.Column("article", sa.Text, primary_key=True),
        sa.Column("story", sa.BigInteger, nullable=False),
        sa.Column("joined", sa.BigInteger, nullable=False),
    )
    op.create_index("ix_story_articles_story", "story_articles", ["collection", "story"])
    op.create_index("ix_story_articles_joined", "story_articles", ["collection", "joined"])


def downgrade() -> None:
    """Drops the table."""
    op.drop_table("story_articles")
