"""Uploads that cost more than a worker may use: the uploader gets a sentence, and the bot lives on."""

from __future__ import annotations

import os
import signal

import pytest

from bot.usecases import upload_export
from tests.journeys.conftest import House
from tests.journeys.exports import extended

ONE = extended(("2024-02-03 21:00", "Ada Band", "One", 3))


def ask_for_too_much(*_: object) -> None:
    raise MemoryError


def be_killed(*_: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def never_return(*_: object) -> None:
    signal.pause()


@pytest.mark.parametrize("reader", [ask_for_too_much, be_killed, never_return])
async def test_a_reading_that_costs_too_much_becomes_a_sentence(
    house: House, monkeypatch: pytest.MonkeyPatch, reader: object
):
    ada = house.member("Ada")
    await house.upload(ada, ONE)
    monkeypatch.setattr(upload_export, "read_upload", reader)
    monkeypatch.setattr(upload_export, "_OVERRUN", 0)
    monkeypatch.setattr(upload_export, "_SPARE_S", 0.2)
    refused = await house.upload(ada, ONE)
    assert "took more memory or time than one upload may use" in refused.text
    monkeypatch.undo()
    assert "1 listen" in (await house.upload(ada, ONE)).text
