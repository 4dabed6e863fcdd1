"""Albums and tracks are found by what a member types; artists that one member alone plays are found at once."""

import sqlalchemy as sa
from alembic import op

from bot.model.spelling import squeezed

revision = "0005"
down_revision = "0004"

ROWS_AT_ONCE = 10_000


def upgrade() -> None:
    for noun in ("album", "track"):
        search = sa.String().with_variant(sa.String(collation="C"), "postgresql")
        op.add_column(noun, sa.Column("search", search, server_default="", nullable=False))
        fill(noun)
        op.create_index(op.f(f"ix_{noun}_guild_id_search"), noun, ["guild_id", "search"], unique=False)
    op.create_index(
        "ix_guild_artist_lone",
        "guild_artist",
        ["guild_id", sa.text("plays DESC"), "artist_id"],
        unique=False,
        sqlite_where=sa.text("listeners = 1"),
        postgresql_where=sa.text("listeners = 1"),
    )


def fill(noun: str) -> None:
    """Give the names that are there what they are searched by, some at a time."""
    title = sa.table(noun, sa.column("guild_id"), sa.column(f"{noun}_id"), sa.column("key"), sa.column("search"))
    same = (title.c.guild_id == sa.bindparam("guild")) & (title.c[f"{noun}_id"] == sa.bindparam("title"))
    written = sa.update(title).where(same).values(search=sa.bindparam("searched"))
    connection = op.get_bind()
    place = (-1, -1)
    key = (title.c.guild_id, title.c[f"{noun}_id"])
    while rows := connection.execute(
        sa.select(*key, title.c.key).where(sa.tuple_(*key) > sa.tuple_(*place)).order_by(*key).limit(ROWS_AT_ONCE)
    ).all():
        connection.execute(written, [{"guild": row[0], "title": row[1], "searched": squeezed(row[2])} for row in rows])
        place = (rows[-1][0], rows[-1][1])
