"""What the columns of all tables are made of: moments, ids, keys that lead with the guild."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Dialect,
    ForeignKeyConstraint,
    FromClause,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    true,
)

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
_LAST_CHAR = "\U0010ffff"


def to_ms(moment: datetime) -> int:
    """An aware moment as milliseconds since 1970, rounded down; exact, without a float on the way."""
    return (moment - _EPOCH) // _MILLISECOND


def from_ms(milliseconds: int) -> datetime:
    """The moment, in UTC."""
    return _EPOCH + milliseconds * _MILLISECOND


class Moment(TypeDecorator[datetime]):
    """An aware datetime kept as an integer, so that both engines compare and order it alike. Naive ones are refused."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> int | None:
        """To the database."""
        return None if value is None else to_ms(value)

    def process_result_value(self, value: int | None, _dialect: Dialect) -> datetime | None:
        """From the database."""
        return None if value is None else from_ms(value)


metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(referred_table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


def id_column(name: str) -> Column[int]:
    """Part of a key: a snowflake of Discord's, or a number given by `storage/ids.py`."""
    return Column(name, BigInteger, nullable=False, autoincrement=False)


def number(name: str) -> Column[int]:
    """A count, an amount or a reference."""
    return Column(name, BigInteger, nullable=False)


def words(name: str) -> Column[str]:
    """Text that is there, if only empty."""
    return Column(name, Text, nullable=False)


def moment(name: str, *, nullable: bool = False) -> Column[datetime]:
    """A moment in UTC."""
    return Column(name, Moment, nullable=nullable)


def of(parent: str, *columns: str, ondelete: str | None = "CASCADE") -> ForeignKeyConstraint:
    """Rows that go with a row of `parent`, named by `guild_id` and these columns, which both tables call alike."""
    names = ["guild_id", *columns]
    return ForeignKeyConstraint(names, [f"{parent}.{name}" for name in names], ondelete=ondelete)


def named(noun: str) -> ForeignKeyConstraint:
    """A name of the catalogue. It is removed when nobody uses it; until then the database refuses."""
    return of(noun, f"{noun}_id", ondelete=None)


def of_member(table: Table, guild_id: int, member_id: int) -> ColumnElement[bool]:
    """The table's rows of one member."""
    return (table.c.guild_id == guild_id) & (table.c.member_id == member_id)


def same_member(left: FromClause, right: FromClause) -> ColumnElement[bool]:
    """Rows of both tables that are about the same member of the same guild."""
    return (left.c.guild_id == right.c.guild_id) & (left.c.member_id == right.c.member_id)


def begins_with(column: ColumnElement[str], key: str) -> ColumnElement[bool]:
    """Rows whose text begins with this key, as a range that an index on a `bytewise` column can read."""
    return column.between(key, key + _LAST_CHAR) if key else true()
