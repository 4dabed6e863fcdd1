"""The `tutti` command line."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.__main__ import main
from tests.journeys.exports import extended


@pytest.fixture
def tutti(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Runs a command in a folder of its own, without any settings from outside."""
    monkeypatch.chdir(tmp_path)
    for name in ("DISCORD_TOKEN", "DATABASE_URL", "DATA_DIR", "WORKERS"):
        monkeypatch.delenv(name, raising=False)
    return lambda *words: CliRunner().invoke(main, list(words))


@pytest.mark.parametrize("command", ["", "run", "sandbox", "inspect", "plan", "migrate"])
def test_every_command_explains_itself(tutti, command):
    shown: Result = tutti(*filter(None, [command]), "--help")
    assert shown.exit_code == 0
    assert "Usage:" in shown.output


def test_run_without_a_token_ends_with_one_sentence(tutti):
    ended = tutti("run")
    assert ended.exit_code == 1
    assert ended.output.startswith("Error: DISCORD_TOKEN is not set.")
    assert ended.output.count("\n") == 1


def test_a_setting_out_of_bounds_is_named(tutti, monkeypatch):
    monkeypatch.setenv("WORKERS", "none")
    ended = tutti("migrate")
    assert ended.exit_code == 1
    assert "WORKERS" in ended.output
    assert "Traceback" not in ended.output


def test_inspect_prints_the_receipt_and_stores_nothing(tutti, tmp_path):
    (tmp_path / "my_spotify_data.zip").write_bytes(extended(("2024-02-03 21:00", "Radio Ghost", "One", 3)))
    shown = tutti("inspect", "--json", "my_spotify_data.zip")
    receipt = json.loads(shown.output)
    assert receipt["listens"] == 1
    assert receipt["by_content"] == {"music": 1, "podcast": 0, "audiobook": 0, "video": 0}
    assert receipt["files"][0]["rows"] == 1
    assert [path.name for path in tmp_path.iterdir()] == ["my_spotify_data.zip"]


def test_inspect_reads_a_folder_as_one_upload(tutti, tmp_path):
    folder = tmp_path / "exports"
    folder.mkdir()
    for number, day in enumerate(("2024-02-03 21:00", "2024-02-04 21:00")):
        (folder / f"{number}.zip").write_bytes(extended((day, "Radio Ghost", "One", 3)))
    assert json.loads(tutti("inspect", "--json", "exports").output)["listens"] == 2


def test_inspect_of_no_export_says_so_and_fails(tutti, tmp_path):
    (tmp_path / "notes.txt").write_text("milk, eggs")
    shown = tutti("inspect", "notes.txt")
    assert shown.exit_code == 1
    assert "no listening history in notes.txt" in shown.output


def test_plan_prints_the_grammar_or_words(tutti):
    plan = json.loads(tutti("plan", "--json", "--member", "Sofia", "who listens at 3am the most?").output)
    assert plan == {"op": "rank", "metric": "plays", "by": "member", "filters": {"hours": [3, 4]}}
    assert "members" in tutti("plan", "who listens at 3am the most?").output


def test_migrate_twice_is_the_same_as_once(tutti, tmp_path):
    assert tutti("migrate").exit_code == 0
    assert tutti("migrate").exit_code == 0
    with sqlite3.connect(tmp_path / ".tutti" / "tutti.sqlite3") as database:
        assert database.execute("SELECT count(*) FROM member").fetchone() == (0,)
    database.close()
