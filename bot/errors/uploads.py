"""Uploads that were not stored."""

from __future__ import annotations

from collections.abc import Sequence

from bot.errors.base import UserError


class UploadError(UserError):
    """Nothing of the upload was stored."""


class NothingReadable(UploadError):
    """No file of the upload held a listen or a playlist."""

    def __init__(self, names: Sequence[str], problem: str = "") -> None:
        self.names = tuple(names)
        self.problem = problem
        shown = ", ".join(self.names[:5]) + (f" and {len(self.names) - 5} more" if len(self.names) > 5 else "")
        super().__init__(
            f"I found no listening history in {shown or 'that upload'}. {problem + ' ' if problem else ''}"
            "Nothing was stored, and what you had here before is unchanged. "
            "Send the file just as the service gave it to you; /upload help: tells how to ask each service for it."
        )


class WrongPackage(UploadError):
    """A package that we know, and that holds no history."""

    def __init__(self, package: str, advice: str) -> None:
        self.package = package
        self.advice = advice
        super().__init__(f"This is {package}, which holds no listening history. Nothing was stored. {advice}")


class TooLarge(UploadError):
    """Over one of the limits on uploads.

    Attributes:
        what: what was measured, e.g. "unpacked size".
        limit: the bound, with its unit.
    """

    def __init__(self, what: str, limit: str, advice: str = "") -> None:
        self.what = what
        self.limit = limit
        super().__init__(
            f"That upload goes over the limit on {what} ({limit}), so I stopped reading. Nothing was stored. "
            + (advice or "Send its files in two or three parts; they become one history.")
        )


class TooHeavy(UploadError):
    """Reading took more memory, or far more time, than a worker may use; the worker ended, and the bot did not."""

    def __init__(self) -> None:
        super().__init__(
            "Reading it took more memory or time than one upload may use, so I stopped. Nothing was stored, and what "
            "you had here before is unchanged. Send its files in two or three parts; they become one history."
        )


class DownloadFailed(UploadError):
    """An attachment could not be fetched from Discord."""

    def __init__(self, filename: str) -> None:
        self.filename = filename
        super().__init__(f"Discord would not hand me {filename}. Nothing was stored. Please send it again.")


class NoUploadPage(UploadError):
    """This bot has no page for files that Discord refuses."""

    def __init__(self) -> None:
        super().__init__(
            "Whoever runs this bot has not set up an upload page. Nothing was stored. Unpack the ZIP and send its "
            "files in two or three parts with `/upload`; they become one history."
        )


class BadLink(UploadError):
    """An upload link that never was, or works no more.

    Attributes:
        over: whether it once worked.
    """

    def __init__(self, why: str, *, over: bool) -> None:
        self.over = over
        super().__init__(f"{why} Nothing was stored by opening it. `/upload link:True` in Discord gives a new one.")


class PartsMissing(UploadError):
    """Not all of what was announced to the upload page has arrived whole."""

    def __init__(self, filename: str) -> None:
        self.filename = filename
        super().__init__(
            f"{filename} did not arrive whole. Nothing was stored. Press Send again; only the rest is sent."
        )


class UnknownTimeZone(UploadError):
    """Not a name in the IANA time zone database."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(
            f"I know no time zone “{name}”. Nothing was stored. Choose one from the list, such as Europe/Berlin."
        )
