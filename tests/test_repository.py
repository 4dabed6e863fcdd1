"""Rules of the house that no single module can keep."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from bot.settings import Settings

ROOT = Path(__file__).parent.parent


def test_env_example_lists_every_setting_with_its_default_and_description():
    text = (ROOT / ".env.example").read_text()
    found = re.findall(r"^# (.+)\n([A-Z_]+)=(.*)$", text, re.MULTILINE)
    expected = [
        (field.description, name.upper(), _written(field.default)) for name, field in Settings.model_fields.items()
    ]
    assert found == expected


def _written(default: object) -> str:
    secret = getattr(default, "get_secret_value", None)
    return str(secret() if secret else default)


def test_settings_cannot_be_changed_after_the_start():
    with pytest.raises(ValueError, match="frozen"):
        Settings(_env_file=None).workers = 3


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_the_lock_pins_every_package_with_hashes_and_names_no_host(lock):
    text = (ROOT / lock).read_text()
    packages = re.split(r"\n(?=\S)", text.strip())
    assert len(packages) > 40
    for package in packages:
        assert re.match(r"[a-z0-9.-]+(\[[a-z,]+\])?==\S+ ", package), package.splitlines()[0]
        assert "--hash=sha256:" in package, package.splitlines()[0]
    assert "://" not in text


def test_the_tools_lock_holds_the_same_versions_as_the_bots_lock():
    pins = [set(re.findall(r"^([a-z0-9.-]+==\S+)", (ROOT / lock).read_text(), re.MULTILINE)) for lock in LOCKS]
    assert pins[0] <= pins[1]


LOCKS = ("requirements.lock", "requirements-dev.lock")


def _tracked(pattern: str) -> list[Path]:
    listed = subprocess.run(["git", "ls-files", pattern], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / line for line in listed.splitlines()]


def test_files_stay_small_enough_to_read_at_a_sitting():
    long = {
        str(path.relative_to(ROOT)): lines
        for path in _tracked("*.py")
        if path.exists() and (lines := len(path.read_text().splitlines())) > 500 and "tests" not in path.parts
    }
    assert not long


def test_readme_shows_pictures_that_are_there():
    text = (ROOT / "README.md").read_text()
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)|<img[^>]+src=\"([^\"]+)\"", text)
    shown = [one or other for one, other in pictures]
    assert len(shown) >= 3
    assert not [name for name in shown if not (ROOT / name).is_file()]
