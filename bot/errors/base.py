"""The root of the tree, and the errors that are nobody's to mend but the operator's."""

from __future__ import annotations

from collections.abc import Callable


class TuttiError(Exception):
    """The root: everything that Tutti itself raises. Crosses processes whole: its text and its attributes."""

    def __reduce__(self) -> tuple[Callable[..., TuttiError], tuple[type[TuttiError], str, dict[str, object]]]:
        # Exceptions pickle by calling their class with `args`, which here is the finished text and not what the
        # constructor takes: an error raised in a worker would come back garbled, or break the whole pool.
        return _again, (type(self), str(self), self.__dict__)


def _again(kind: type[TuttiError], text: str, facts: dict[str, object]) -> TuttiError:
    error = kind.__new__(kind, text)
    error.__dict__.update(facts)
    return error


class UserError(TuttiError):
    """Something that the member can mend. `str(error)` is shown to that member, and to no one else."""


class BadSchedule(UserError):
    """A server's recap cannot be posted so; says why."""

    def __init__(self, why: str) -> None:
        super().__init__(f"{why} Nothing was changed.")


class SettingsError(TuttiError):
    """Something that the operator can mend: one clear sentence, printed at start."""


class LanguageError(TuttiError):
    """A language model failed, lied or took too long. Never shown to a member.

    Attributes:
        kind: a short code for the log and the metrics, e.g. "timeout", "http_429", "bad_json". Never the body of an
            answer: a 401 can echo part of the key.
    """

    def __init__(self, kind: str) -> None:
        self.kind = kind
        super().__init__(kind)


class PictureError(TuttiError):
    """No picture could be drawn.

    Attributes:
        why: a sentence for the card, in words that a member understands.
    """

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


class WorkerLost(TuttiError):
    """A worker process died at its work; the pool has started another."""
