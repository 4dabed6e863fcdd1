"""Kill -9 between any two steps of an upload, a vote or a close: nothing that was acknowledged is lost."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.kill
ROOT = Path(__file__).parent.parent


def killed_at_every_step(folder: Path, deed: str) -> list[dict[str, Any]]:
    """One report for each step after which the process was killed; the last one lived."""
    run = subprocess.run(  # noqa: PLW1510 - the code is asserted below, with what it said
        [sys.executable, "-m", "tests.killing", str(folder), deed],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=240,
    )
    assert run.returncode == 0, run.stderr
    reports = [json.loads(line) for line in run.stdout.splitlines()]
    assert [report["killed"] for report in reports] == [True] * (len(reports) - 1) + [False]
    return reports


def test_an_upload_is_there_as_a_whole_or_not_at_all(tmp_path: Path):
    reports = killed_at_every_step(tmp_path, "upload")
    assert len(reports) > 10
    for report in reports:
        assert (report["listens"], report["sources"]) in {(1, 1), (2, 2), (2, 1)}, report
        if report["acknowledged"]:
            assert report["listens"] == 2, report
    assert reports[0]["listens"] == 1
    assert reports[-1]["acknowledged"] == ["uploaded"]


def test_a_changed_ballot_is_the_old_one_or_the_new_one(tmp_path: Path):
    reports = killed_at_every_step(tmp_path, "vote")
    assert len(reports) >= 3
    for report in reports:
        assert (report["ballot"], report["log"]) in {("no", 1), ("yes", 2)}, report
        if report["acknowledged"]:
            assert report["ballot"] == "yes", report


def test_a_close_happens_once_and_counts_what_was_cast(tmp_path: Path):
    reports = killed_at_every_step(tmp_path, "close")
    assert len(reports) >= 3
    for report in reports:
        assert report["counted"] in (None, [0, 1]), report
        if report["acknowledged"]:
            assert report["closed"], report
