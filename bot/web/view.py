"""What the upload page is told: plain text and numbers as JSON; the page alone makes elements of them."""

from __future__ import annotations

from typing import Any

from bot.model.members import Consents
from bot.model.receipt_words import USES, file_words, headline, in_all, short_names, span
from bot.settings import Settings
from bot.usecases.upload_export import Uploaded, limits_of
from bot.web.upload import MOST_FILES, PART_BYTES, State, Upload


def state_view(upload: Upload, settings: Settings, time_zone: str, consents: Consents) -> dict[str, Any]:
    """Where this link is, and once it is done the receipt and the consents.

    Args:
        time_zone: the member's stored one, or "" where none was chosen.
    """
    view: dict[str, Any] = {
        "state": upload.state.value,
        "member": upload.link.display_name,
        "guild": upload.link.guild_name,
        "ends_at": upload.alive_until.isoformat(),
        "limits": {"bytes": limits_of(settings).sent_bytes, "files": MOST_FILES, "part": PART_BYTES},
        "time_zone": time_zone,
        "trouble": spoken(upload.trouble),
    }
    if upload.state is State.READING:
        view["stage"] = {"words": upload.stage.words, "share": upload.stage.share, "file": upload.stage.file}
    if upload.uploaded is not None:
        view["receipt"] = receipt_view(upload.uploaded)
        view["uses"] = uses_view(consents)
    return view


def spoken(words: str) -> str:
    """A sentence made for Discord, without the marks that only Discord shows as something else."""
    return words.replace("`", "")


def receipt_view(uploaded: Uploaded) -> dict[str, Any]:
    """The receipt: what `/upload` answers in Discord, in its parts."""
    receipt = uploaded.receipt
    names = short_names([file.name for file in receipt.files])
    files = [
        {
            "name": name,
            "words": file_words(file) if file.rows else "",
            "note": file.note or ("" if file.rows else "Nothing in it."),
        }
        for file, name in zip(receipt.files, names, strict=True)
    ]
    return {
        "headline": headline(receipt, nothing_new=uploaded.nothing_new),
        "span": span(receipt),
        "by_year": [{"year": year, "listens": listens} for year, listens in receipt.by_year.items()],
        "files": [file for file in files if file["words"]],
        "beside": [file for file in files if not file["words"]],
        "in_all": in_all(uploaded.listens_in_all, uploaded.joined),
        "time_zone": uploaded.time_zone,
    }


def uses_view(consents: Consents) -> list[dict[str, Any]]:
    """Each use of the member's listening, and whether they agreed to it."""
    return [
        {"use": use.value, "name": name, "what": what, "given": consents.allows(use)}
        for use, (name, what) in USES.items()
    ]
