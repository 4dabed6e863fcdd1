"""The leaves under the roots of packages, so that members can find their consents there."""

import sqlalchemy as sa
from alembic import op

from storage.dialect import freeze

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    op.create_table(
        "consent_leaves",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("root", sa.LargeBinary(), nullable=False),
        sa.Column("leaves", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("length(root) = 32 AND length(leaves) % 32 = 0", name=op.f("ck_consent_leaves_digests")),
        sa.ForeignKeyConstraint(
            ["guild_id"], ["guild.guild_id"], name=op.f("fk_consent_leaves_guild"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("guild_id", "root", name=op.f("pk_consent_leaves")),
    )
    for statement in freeze(op.get_bind().dialect.name, "consent_leaves", "guild_id", "root", "leaves"):
        op.execute(statement)
