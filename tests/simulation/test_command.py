from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from bot.__main__ import main


def test_a_folder_with_a_database_is_not_simulated_in(tmp_path: Path):
    (tmp_path / "tutti.sqlite3").write_bytes(b"somebody's")
    refused = CliRunner().invoke(main, ["simulate-sale", "--data-dir", str(tmp_path)])
    assert refused.exit_code == 1
    assert "holds a database already" in refused.output
    assert (tmp_path / "tutti.sqlite3").read_bytes() == b"somebody's"


def test_help_says_what_is_made_up_and_what_is_real():
    told = " ".join(CliRunner().invoke(main, ["simulate-sale", "--help"]).output.split())
    assert "stored in bulk" in told
    assert "a vote by every member" in told


def test_too_few_members_are_refused_before_anything_is_made():
    assert CliRunner().invoke(main, ["simulate-sale", "--members", "5"]).exit_code == 2
