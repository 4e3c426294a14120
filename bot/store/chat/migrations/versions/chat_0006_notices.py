"""What operators were told once, so that nothing is told twice."""

import sqlalchemy as sa
from alembic import op

revision = "chat_0006"
down_revision = "chat_0005"


def upgrade() -> None:
    """Creates the table."""
    op.create_table(
        "notices",
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("recorded", sa.BigInteger, nullable=False),
    )


def downgrade() -> None:
    """Takes it away."""
    op.drop_table("notices")
