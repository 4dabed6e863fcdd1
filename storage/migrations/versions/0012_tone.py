"""How a server wants its answers worded."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.add_column("guild", sa.Column("tone", sa.Text(), server_default="warm", nullable=False))
