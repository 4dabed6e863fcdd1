from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from bot.__main__ import open_services
from bot.collective.packages.consents import verify_consent
from bot.errors import PackageRefused
from bot.services import Services
from bot.settings import Settings
from bot.simulation.sale import GUILD_ID, SimulatedClock, Simulation, simulate_sale
from bot.usecases.download_consents import download_consents
from bot.workers import Workers


async def simulated(folder: Path, workers: Workers, members: int, seed: int = 1) -> tuple[Simulation, list[str]]:
    said: list[str] = []
    clock = SimulatedClock()
    settings = Settings(_env_file=None, data_dir=folder, workers=2)
    async with open_services(settings, clock, workers) as services:
        found = await simulate_sale(services, clock, members, seed, said.append)
        await every_contributor_finds_their_consent(services)
        steps = [step.step for step in await services.store.offers.steps(GUILD_ID, 1)]
    assert steps[:4] == ["drafted", "previewed", "opened", "passed"]
    assert [step for step in steps if step != "left"][4:] == ["built", "delivered", "paid", "closed"]
    return found, said


async def every_contributor_finds_their_consent(services: Services) -> None:
    """With nothing but the file that they download and the root that stands in the package."""
    sold = await services.store.packages.latest(GUILD_ID, 1)
    assert sold is not None
    for entry in (await services.store.packages.roster(GUILD_ID, 1))[::40]:
        content = await download_consents(services, GUILD_ID, entry.member_id)
        (record,) = json.loads(content or b"")["dpv:hasRecordOfActivity"]
        own = record["tutti:commitment"]
        (found,) = own["tutti:inclusion"]
        path = (found["tutti:index"], found["tutti:size"], [bytes.fromhex(each) for each in found["tutti:hashes"]])
        assert found["tutti:package"] == sold.digest.hex()
        assert verify_consent(own["tutti:text"].encode(), bytes.fromhex(own["tutti:salt"]), path, sold.consent_root)


@pytest.fixture(scope="module")
def workers():
    opened = Workers(2)
    yield opened
    opened.close()


async def test_a_sale_among_made_up_members_ends_with_every_cent_paid(tmp_path: Path, workers: Workers):
    found, said = await simulated(tmp_path, workers, 150)
    assert list(found.lines) == said
    assert list(found.seconds) == [
        "pool", "preview", "opening", "votes", "close", "leaving", "package", "check", "money", "audit",
    ]  # fmt: skip
    price = 5_500_000 * 150 // 18_000
    assert found.cents == price - 1_000
    (no,) = re.findall(r"no (\d+)", "\n".join(said))
    (left,) = re.findall(r"Left after the vote: (\d+)", "\n".join(said))
    (packed,) = re.findall(r"Package: (\d+) contributors", "\n".join(said))
    assert 150 - int(no) - int(left) <= int(packed) <= 150 - int(no)  # some who left had said no
    assert found.took.peak_mb > 100
    assert found.took.cpu_s > 1


async def test_the_same_seed_makes_the_same_sale(tmp_path: Path, workers: Workers):
    def without_times(lines: list[str]) -> list[str]:
        return [
            re.sub(r",? (built and checked )?in [\d.]+ s|, [\d,]+ each second|^Altogether.*", "", line)
            for line in lines
        ]

    (_, first), (_, second), (_, other) = [
        await simulated(tmp_path / name, workers, 60, seed) for name, seed in (("a", 5), ("b", 5), ("c", 6))
    ]
    assert without_times(first) == without_times(second) != without_times(other)


async def test_a_pool_that_is_too_small_for_any_cell_is_refused_in_tutti_s_own_words(tmp_path: Path, workers: Workers):
    with pytest.raises(PackageRefused, match="too few pool"):
        await simulated(tmp_path, workers, 8)
