"""The key that signs addresses of private pages."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress

from bot.model.upload_links import KEY_BYTES
from bot.settings import Settings


def link_key(settings: Settings) -> bytes:
    """The key that signs upload links and answers' links: made at first use, readable by the bot's user alone."""
    path = settings.data_dir / "upload-links.key"
    with suppress(FileNotFoundError):
        return path.read_bytes()
    fresh = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(secrets.token_bytes(KEY_BYTES))
    # A link, not a rename: of two that make a key at once, one wins and both read it.
    with suppress(FileExistsError):
        path.hardlink_to(fresh)
    fresh.unlink()
    return path.read_bytes()
