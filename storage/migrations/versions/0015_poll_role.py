"""The role whose members may make polls."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    op.add_column("guild", sa.Column("poll_role_id", sa.BigInteger(), nullable=True))
