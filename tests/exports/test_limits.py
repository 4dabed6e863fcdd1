from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.errors import TooLarge
from bot.exports import limits as limits_module
from bot.exports.limits import Allowance, Limits, Progress


class Clock:
    """A clock that moves when it is told to."""

    def __init__(self) -> None:
        self.now = 100.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(limits_module, "time", clock)
    return clock


def test_progress_is_written_at_most_five_times_a_second(tmp_path: Path, clock: Clock):
    path = tmp_path / "progress.json"
    progress = Progress(path, 1000)
    progress.advance("a.json", 100)
    assert json.loads(path.read_text()) == {"file": "a.json", "done": 100, "of": 1000}
    clock.now += 0.19
    progress.advance("b.json", 100)
    assert json.loads(path.read_text())["done"] == 100
    clock.now += 0.02
    progress.advance("c.json", 100.5)
    assert json.loads(path.read_text()) == {"file": "c.json", "done": 300, "of": 1000}


def test_progress_never_says_more_than_all(tmp_path: Path, clock: Clock):
    path = tmp_path / "progress.json"
    progress = Progress(path, 10)
    progress.advance("a", 25)
    assert json.loads(path.read_text())["done"] == 10
    Progress(path, 7).finish("z")
    assert json.loads(path.read_text()) == {"file": "z", "done": 7, "of": 7}
    assert [file.name for file in tmp_path.iterdir()] == ["progress.json"]


def test_a_progress_that_cannot_be_written_costs_nothing(tmp_path: Path, clock: Clock):
    Progress(tmp_path / "gone" / "progress.json", 10).advance("a", 5)


def test_what_is_exactly_allowed_is_allowed():
    allowance = Allowance(Limits(sent_bytes=10, unpacked_bytes=10, entries=2, listens=3), Progress(None, 1))
    allowance.sent(10)
    allowance.unpack(4)
    allowance.unpack(6)
    allowance.entry()
    allowance.entry()
    allowance.listen(3)
    for one_more in (
        lambda: allowance.sent(11),
        lambda: allowance.unpack(1),
        allowance.entry,
        lambda: allowance.listen(1),
    ):
        with pytest.raises(TooLarge):
            one_more()


def test_time_runs_out(clock: Clock):
    allowance = Allowance(Limits(seconds=5), Progress(None, 1))
    clock.now += 5
    allowance.check_time()
    clock.now += 0.1
    with pytest.raises(TooLarge, match=r"reading time \(5 s\)"):
        allowance.check_time()


def test_limits_are_told_with_their_units():
    with pytest.raises(TooLarge, match=r"size \(2 MB\)"):
        Allowance(Limits(sent_bytes=2 * 1024 * 1024), Progress(None, 1)).sent(3_000_000)
