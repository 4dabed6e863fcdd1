"""Packages that are not built."""

from __future__ import annotations

from bot.errors.base import TuttiError
from bot.errors.votes import VoteError


class PackageRefused(VoteError):
    """The rules that keep contributors apart from what is sold leave no package of this slice; says why."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(f"{why} No package was built.")


class NoiseNotInstalled(VoteError):
    """A slice asks for noise, and the package that draws it is not installed here."""

    def __init__(self) -> None:
        super().__init__(
            "This slice asks for differential-privacy noise, and this bot was installed without it. No package was "
            "built. Whoever runs the bot can add it: pip install 'tutti-bot[privacy]'"
        )


class UnsafePackage(TuttiError):
    """The independent check found something in a package that the rules should have kept out: a fault of ours.

    Attributes:
        findings: what was found, in words without names; the first few.
    """

    def __init__(self, findings: tuple[str, ...]) -> None:
        self.findings = findings
        super().__init__(f"{len(findings)} or more findings; the first: {findings[0]}")
