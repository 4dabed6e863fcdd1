"""The signed word in the address of an answer's page: which comparison, asked by whom, and until when. Pure."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import struct
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.model.answers import Asked

_FACTS = struct.Struct(">QQI?")
_SIGNATURE_BYTES = hashlib.sha256().digest_size
_BETWEEN = "\n"
"""Between the arguments of a button; none of them holds it."""


@dataclass(frozen=True, slots=True)
class AnswerGrant:
    """Whoever holds it may see the answer to this comparison, as it is at that moment.

    Attributes:
        asker_id: in whose place it is asked.
        public: whether it stands in a channel: then it shows nothing that could not be posted there now.
        expires_at: aware, UTC, whole seconds.
    """

    guild_id: int
    asker_id: int
    asked: Asked
    public: bool
    expires_at: datetime


def sign_answer(grant: AnswerGrant, key: bytes) -> str:
    """The grant in at most 200 characters that are safe in an address: its facts, and their HMAC-SHA256.

    Raises:
        ValueError: see `Asked.code`.
    """
    facts = _FACTS.pack(grant.guild_id, grant.asker_id, int(grant.expires_at.timestamp()), grant.public)
    signed = facts + _BETWEEN.join(grant.asked.code()).encode()
    return base64.urlsafe_b64encode(signed + _signature(signed, key)).decode().rstrip("=")


def verify_answer(token: str, key: bytes) -> AnswerGrant | None:
    """The grant that was signed with this key; None for anything else. Whether it has expired is not asked here."""
    try:
        decoded = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return None
    signed, signature = decoded[:-_SIGNATURE_BYTES], decoded[-_SIGNATURE_BYTES:]
    if len(signed) < _FACTS.size or not hmac.compare_digest(signature, _signature(signed, key)):
        return None
    guild_id, asker_id, expires_s, public = _FACTS.unpack(signed[: _FACTS.size])
    asked = Asked.from_code(signed[_FACTS.size :].decode().split(_BETWEEN))
    grant = AnswerGrant(guild_id, asker_id, asked, public, datetime.fromtimestamp(expires_s, UTC))
    # One grant has one spelling: base64 leaves bits unused at its end.
    return grant if sign_answer(grant, key) == token else None


def _signature(signed: bytes, key: bytes) -> bytes:
    return hmac.new(key, b"answer link\x00" + signed, hashlib.sha256).digest()
