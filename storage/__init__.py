"""SQL, and nothing but: tables, migrations, one store per noun. docs/storage.md has the whole picture.

Three names are all that the rest needs: `migrate(url)` at start, then `open_store(url)`, which gives a `Store`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from storage.migrations import migrate
    from storage.store import Store, open_store

__all__ = ["Store", "migrate", "open_store"]


def __getattr__(name: str) -> object:
    # Worker processes import storage.blobs; SQLAlchemy and Alembic would cost each of them 0.4 s and 40 MB.
    if name == "migrate":
        from storage.migrations import migrate

        return migrate
    if name in ("Store", "open_store"):
        from storage import store

        return getattr(store, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
