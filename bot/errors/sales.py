"""Sales that cannot go on: offers, packages, money."""

from __future__ import annotations

from typing import ClassVar

from bot.errors.base import UserError


class SaleError(UserError):
    """A step of a sale that cannot be taken."""


class UnknownOffer(SaleError):
    """No such offer in this server."""

    def __init__(self) -> None:
        super().__init__("I know no such offer in this server. Nothing was changed.")


class SaleStands(SaleError):
    """The offer stands where this step cannot be taken."""

    _WHERE: ClassVar[dict[str, str]] = {
        "draft": "It is a draft: open the vote on it first.",
        "open": "Its contributors are voting.",
        "failed": "The vote on it did not pass.",
        "opt_out": "It passed, and its package is not built yet.",
        "built": "Its package is built and not delivered yet.",
        "delivered": "Its package is delivered, and the money is not divided yet.",
        "paid": "Its money is divided.",
        "closed": "Every cent of it is paid out.",
        "withdrawn": "It was withdrawn.",
    }

    def __init__(self, state: str, *, without_slice: bool = False) -> None:
        self.state = state
        where = self._WHERE[state]
        if without_slice:
            where = "It says what is sold in words alone, so that no package can be built. Propose it again."
        super().__init__(f"This cannot be done with the offer now. {where} Nothing was changed.")


class NotPreviewed(SaleError):
    """Nobody has looked at what would be sold."""

    def __init__(self) -> None:
        super().__init__(
            "Nobody has looked at what exactly would be sold since the draft was last written. Look at the preview, "
            "then open the vote. Nothing was opened."
        )


class NotInSale(SaleError):
    """A member leaves a sale whose vote never asked them."""

    def __init__(self) -> None:
        super().__init__(
            "You are not in this sale: you did not pool your listening when the vote on it opened. Nothing was changed."
        )


class NeedsConfirmation(SaleError):
    """A step that cannot be taken back, in a server where two moderators confirm those."""

    def __init__(self, confirmed: int, needed: int) -> None:
        self.confirmed = confirmed
        self.needed = needed
        super().__init__(
            f"This cannot be taken back, so {needed} moderators confirm it in this server, and {confirmed} did so far. "
            "Nothing was changed yet. Another moderator confirms it by the same command, within seven days."
        )


class PackageStale(SaleError):
    """Somebody left or erased everything since the package was built."""

    def __init__(self) -> None:
        super().__init__(
            "Somebody who is in this package has left since it was built. It was not delivered, and cannot be. "
            "Build it again from those who are still in."
        )


class NoDownloadPage(SaleError):
    """This bot has no address on the web, so the buyer cannot fetch anything there."""

    def __init__(self) -> None:
        super().__init__(
            "This bot has no address on the web, so there is no link to give. Hand the buyer the file itself: "
            "`/sale deliver` gives it to you. No link was made."
        )


class BadPackageLink(SaleError):
    """A link to a package that leads nowhere."""

    def __init__(self) -> None:
        super().__init__(
            "This link leads to no package. Not all of it was copied, its time is over, or it was replaced by a newer "
            "one. Ask whoever sold you the package for another."
        )


class LedgerRefused(SaleError):
    """An entry that would make the books wrong."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(f"The books do not take this: {why} Nothing was written.")


class BadPaidFile(SaleError):
    """A file of payments that cannot be read at all."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(
            f"{why} Nobody was marked as paid. Fill in the file that `/payouts list` gives, and upload that."
        )
