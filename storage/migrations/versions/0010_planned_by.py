"""Who read a question, and how else it could be read."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.add_column("question", sa.Column("planned_by", sa.Text(), server_default="rules", nullable=False))
    op.add_column("question", sa.Column("other", sa.Text(), nullable=True))
