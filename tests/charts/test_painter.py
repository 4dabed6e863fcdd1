from __future__ import annotations

import asyncio
import json
import os
import signal
import struct
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.charts import painter as painter_module
from bot.charts.bars import breakup_figure, whoknows_figure
from bot.charts.painter import Painter, find_browser
from bot.errors import PictureError, WorkerLost
from tests.charts.samples import breakup_rows, whoknows_rows

needs_browser = pytest.mark.skipif(
    find_browser() is None, reason="no Chromium on this machine: `make test` installs one"
)


class Here:
    """Workers that work here and now, and count."""

    def __init__(self) -> None:
        self.done = 0

    async def run(self, work, *args, **kwargs):
        self.done += 1
        return work(*args, **kwargs)


class Lost:
    """Workers whose process dies at everything."""

    async def run(self, work, *args, **kwargs):
        raise WorkerLost


class Slow:
    """Workers that wait until they are told."""

    def __init__(self) -> None:
        self.go = asyncio.Event()

    async def run(self, work, *args, **kwargs):
        await self.go.wait()
        return work(*args, **kwargs)


@pytest.fixture
async def profiles(tmp_path, monkeypatch):
    """Where browsers keep their profiles during a test."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


@pytest.fixture
async def painter(profiles) -> AsyncIterator[Painter]:
    painter = Painter(Here())
    yield painter
    await painter.close()


def size(png: bytes) -> tuple[int, int]:
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    return struct.unpack(">II", png[16:24])


def alive(group: int) -> list[int]:
    """Processes of a group that still run; what ended and was not yet collected by its parent does not."""
    found = []
    for entry in Path("/proc").iterdir():
        try:
            state, _parent, its_group = (entry / "stat").read_text().rpartition(")")[2].split()[:3]
        except (OSError, ValueError):
            continue
        if int(its_group) == group and state != "Z":
            found.append(int(entry.name))
    return found


def group_of(painter: Painter) -> int:
    assert painter._browser is not None
    return painter._browser.process_id


def told(started: asyncio.Event, draw):
    """`draw`, telling when it has begun."""

    async def drawing(figure):
        drawn = asyncio.create_task(draw(figure))
        await asyncio.sleep(0)  # the page is being sent the figure
        started.set()
        return await drawn

    return drawing


def program(folder: Path, script: str) -> str:
    path = folder / "browser"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return str(path)


def no_figure() -> str:
    return json.dumps({"data": [{"type": "bar", "y": [1]}], "layout": "none of it"})[:-3]


@needs_browser
@pytest.mark.browser
async def test_a_picture_has_twice_the_pixels_of_its_figure(painter):
    png = await painter.png(whoknows_figure, whoknows_rows(3, 2, 1))
    height = json.loads(whoknows_figure(whoknows_rows(3, 2, 1)))["layout"]["height"]
    assert size(png) == (2000, 2 * height)


@needs_browser
@pytest.mark.browser
async def test_pictures_asked_for_at_once_are_each_their_own(painter):
    both = await asyncio.gather(
        painter.png(whoknows_figure, whoknows_rows(3, 2, 1)), painter.png(breakup_figure, breakup_rows(2))
    )
    alone = await painter.png(whoknows_figure, whoknows_rows(3, 2, 1))
    assert both[0] == alone != both[1]


@needs_browser
@pytest.mark.browser
async def test_one_browser_serves_all(painter):
    await painter.warm()
    warmed = group_of(painter)
    await painter.png(breakup_figure, breakup_rows(2))
    assert group_of(painter) == warmed


@needs_browser
@pytest.mark.browser
async def test_a_browser_killed_in_the_middle_costs_no_picture(painter, monkeypatch):
    await painter.warm()
    killed = group_of(painter)
    drawing = asyncio.Event()
    monkeypatch.setattr(painter._browser, "draw", told(drawing, painter._browser.draw))
    png = asyncio.create_task(painter.png(breakup_figure, breakup_rows(12)))
    await drawing.wait()
    os.killpg(killed, signal.SIGKILL)
    assert size(await png)[0] == 2000
    assert group_of(painter) != killed


@needs_browser
@pytest.mark.browser
async def test_a_page_that_crashes_alone_is_noticed_and_replaced(painter, profiles):
    await painter.warm()
    crashed = group_of(painter)
    os.kill(page_process(crashed), signal.SIGKILL)
    assert size(await painter.png(breakup_figure, breakup_rows(2)))[0] == 2000
    assert alive(crashed) == []
    assert len(list(profiles.iterdir())) == 1


def page_process(group: int) -> int:
    for process in alive(group):
        if b"--type=renderer" in Path(f"/proc/{process}/cmdline").read_bytes():
            return process
    raise AssertionError("no page is open")


@needs_browser
@pytest.mark.browser
async def test_where_the_kernel_refuses_a_sandbox_the_browser_starts_without(tmp_path, profiles, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    refusing = f'case "$*" in *--no-sandbox*) exec {find_browser()} "$@";; *) exit 1;; esac'
    painter = Painter(Here(), program(tmp_path, refusing))
    assert size(await painter.png(breakup_figure, breakup_rows(2)))[0] == 2000
    await painter.close()


@needs_browser
@pytest.mark.browser
async def test_a_figure_that_is_none_fails_alone(painter):
    await painter.warm()
    before = group_of(painter)
    with pytest.raises(PictureError, match="could not be drawn"):
        await painter.png(no_figure)
    assert size(await painter.png(breakup_figure, breakup_rows(2)))[0] == 2000
    assert group_of(painter) == before


@needs_browser
@pytest.mark.browser
async def test_drawing_for_too_long_ends_the_browser_and_the_next_picture_works(painter):
    await painter.warm()
    stuck, usual = group_of(painter), painter._timeout_s
    painter._timeout_s = 0.000_1
    with pytest.raises(PictureError, match="too long"):
        await painter.png(breakup_figure, breakup_rows(12))
    assert alive(stuck) == []
    painter._timeout_s = usual
    assert size(await painter.png(breakup_figure, breakup_rows(2)))[0] == 2000


@needs_browser
@pytest.mark.browser
async def test_pages_are_loaded_anew_now_and_then(painter, monkeypatch):
    monkeypatch.setattr(painter_module, "_RELOAD_AFTER", 1)
    first, second = [await painter.png(breakup_figure, breakup_rows(2)) for _ in range(2)]
    assert first == second


@needs_browser
@pytest.mark.browser
async def test_closing_leaves_no_process_and_no_file(painter, profiles):
    await painter.png(breakup_figure, breakup_rows(2))
    group = group_of(painter)
    assert alive(group)
    await painter.close()
    assert alive(group) == []
    assert list(profiles.iterdir()) == []


async def test_without_a_browser_the_reason_comes_before_any_work(monkeypatch):
    monkeypatch.setenv("PATH", "/nonexistent")
    workers = Here()
    with pytest.raises(PictureError, match="this machine has no Chromium"):
        await Painter(workers).png(breakup_figure, breakup_rows(2))
    assert workers.done == 0


async def test_a_configured_browser_that_is_not_there_is_named(tmp_path):
    with pytest.raises(PictureError, match=r"BROWSER_PATH names no program \(chromium-2\)"):
        await Painter(Here(), str(tmp_path / "chromium-2")).png(breakup_figure, breakup_rows(2))


async def test_warming_without_a_browser_says_nothing(monkeypatch):
    monkeypatch.setenv("PATH", "/nonexistent")
    await Painter(Here()).warm()


@pytest.mark.parametrize(
    "script",
    ["exit 1", "exec sleep 60", "exec cat", "printf 'nonsense\\0' >&4; exec cat", "printf '[]\\0' >&4; exec cat"],
)
async def test_a_program_that_is_no_browser_is_given_up_and_leaves_nothing(tmp_path, profiles, script):
    path = program(tmp_path, script)
    painter = Painter(Here(), path, timeout_s=0.5)
    with pytest.raises(PictureError, match="would not start"):
        await painter.png(breakup_figure, breakup_rows(2))
    assert [entry.name for entry in profiles.iterdir()] == ["browser"]
    await painter.close()


async def test_after_a_failed_start_the_next_picture_is_refused_at_once(tmp_path, profiles):
    painter = Painter(Here(), program(tmp_path, f"echo >> {tmp_path}/starts"), timeout_s=5)
    for _ in range(3):
        with pytest.raises(PictureError, match="would not start"):
            await painter.png(breakup_figure, breakup_rows(2))
    tries = 1 if os.geteuid() == 0 else 2  # with and without its sandbox
    assert (tmp_path / "starts").read_text().count("\n") == tries


async def test_a_lost_worker_is_a_missing_picture(tmp_path):
    with pytest.raises(PictureError, match="was lost"):
        await Painter(Lost(), program(tmp_path, "exit 1")).png(breakup_figure, breakup_rows(2))


async def test_too_many_at_once_are_refused(tmp_path, profiles, monkeypatch):
    monkeypatch.setattr(painter_module, "_MOST_WAITING", 1)
    workers = Slow()
    painter = Painter(workers, program(tmp_path, "exit 1"))
    first = asyncio.create_task(painter.png(breakup_figure, breakup_rows(2)))
    await asyncio.sleep(0)
    with pytest.raises(PictureError, match="too many"):
        await painter.png(breakup_figure, breakup_rows(2))
    workers.go.set()
    with pytest.raises(PictureError, match="would not start"):
        await first


async def test_after_closing_pictures_are_refused(tmp_path):
    painter = Painter(Here(), program(tmp_path, "exit 1"))
    await painter.close()
    with pytest.raises(PictureError, match="shutting down"):
        await painter.png(breakup_figure, breakup_rows(2))
    await painter.close()


def test_the_lightest_browser_on_the_path_is_taken(tmp_path, monkeypatch):
    for name in ("google-chrome", "chromium", "chromium-headless-shell"):
        (tmp_path / name).write_text("")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_browser() == str(tmp_path / "chromium-headless-shell")
    assert find_browser(str(tmp_path / "chromium")) == str(tmp_path / "chromium")
