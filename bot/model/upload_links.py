"""The signed word in an upload link: who may hand over files where, and until when. Pure."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import secrets
import struct
from dataclasses import dataclass
from datetime import UTC, datetime

KEY_BYTES = 32
_FACTS = struct.Struct(">QQI12s")
_SIGNATURE_BYTES = hashlib.sha256().digest_size


@dataclass(frozen=True, slots=True)
class Grant:
    """One member may hand over files in one server.

    Attributes:
        expires_at: aware, UTC, whole seconds.
        nonce: 24 hexadecimal digits; no two grants share it.
    """

    guild_id: int
    member_id: int
    expires_at: datetime
    nonce: str

    @property
    def folder(self) -> str:
        """The name under which its files under way are kept; tells whose it is, so that a newer link ends it."""
        return f"{self.guild_id}-{self.member_id}-{self.nonce}"


def new_grant(guild_id: int, member_id: int, expires_at: datetime) -> Grant:
    """A grant that there has never been."""
    return Grant(guild_id, member_id, expires_at.replace(microsecond=0), secrets.token_hex(12))


def sign(grant: Grant, key: bytes) -> str:
    """The grant as 86 characters that are safe in an address: its facts, and their HMAC-SHA256."""
    nonce = bytes.fromhex(grant.nonce)
    facts = _FACTS.pack(grant.guild_id, grant.member_id, int(grant.expires_at.timestamp()), nonce)
    return base64.urlsafe_b64encode(facts + _signature(facts, key)).decode().rstrip("=")


def verify(token: str, key: bytes) -> Grant | None:
    """The grant that was signed with this key; None for anything else. Whether it has expired is not asked here."""
    try:
        signed = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return None
    facts, signature = signed[:-_SIGNATURE_BYTES], signed[-_SIGNATURE_BYTES:]
    if len(facts) != _FACTS.size or not hmac.compare_digest(signature, _signature(facts, key)):
        return None
    guild_id, member_id, expires_s, nonce = _FACTS.unpack(facts)
    grant = Grant(guild_id, member_id, datetime.fromtimestamp(expires_s, UTC), nonce.hex())
    # One grant has one spelling: base64 leaves bits unused at its end.
    return grant if sign(grant, key) == token else None


def _signature(facts: bytes, key: bytes) -> bytes:
    return hmac.new(key, b"upload link\x00" + facts, hashlib.sha256).digest()
