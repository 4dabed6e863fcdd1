"""The sample members, and their exports in Spotify's real formats: made from a seed, the same every time.

The sandbox uploads these exports through the bot; tests and benchmarks make their own with other members, sizes and
seeds. See `samples_listening.py` for what the characters do.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from bot.sandbox.samples_account import Account
from bot.sandbox.samples_listening import LAST_DAY, Character, listening
from bot.sandbox.samples_spotify import Extended, Generation, zipped

__all__ = [
    "LAST_DAY",
    "SAMPLE_MEMBERS",
    "Character",
    "Generation",
    "MemberExport",
    "SampleMember",
    "collective",
    "export_of",
    "member_export",
    "sample_exports",
]

EXTENDED_NAME, ACCOUNT_NAME = "my_spotify_data.zip", "my_spotify_data (1).zip"
"""What a browser calls two downloads of Spotify's."""


@dataclass(frozen=True, slots=True)
class SampleMember:
    """Who a sample member is to their streaming service.

    Attributes:
        time_zone: IANA name; the habits of the character happen on this clock.
        plays: about how many.
        account: whether there are account data with playlists beside the extended history.
    """

    character: Character
    time_zone: str
    plays: int
    first_day: date
    last_day: date = LAST_DAY
    account: bool = True


SAMPLE_MEMBERS: Mapping[str, SampleMember] = {
    "Ada": SampleMember(Character.HEARTBREAK, "Europe/Berlin", 24_000, date(2021, 3, 6)),
    "Bo": SampleMember(Character.NIGHT_OWL, "Europe/Stockholm", 30_000, date(2019, 8, 17)),
    "Chidi": SampleMember(Character.ALBUM_BINGER, "Africa/Lagos", 22_000, date(2021, 10, 2)),
    "Dana": SampleMember(Character.EXPLORER, "America/New_York", 36_000, date(2018, 5, 20)),
    "Emi (恵美)": SampleMember(Character.SUPERFAN, "Asia/Tokyo", 18_000, date(2022, 1, 11)),
    "Farid": SampleMember(Character.NEWCOMER, "Africa/Casablanca", 2_600, LAST_DAY - timedelta(days=91)),
}
"""The members of the server "Friends"."""

_ZONES = (
    "Europe/Madrid", "Europe/Berlin", "America/Chicago", "Europe/Athens", "Europe/Copenhagen", "Asia/Karachi",
    "Africa/Nairobi", "Asia/Jerusalem", "America/Santiago", "Asia/Shanghai", "Africa/Accra", "Europe/Paris",
    "Asia/Tokyo", "Europe/Kyiv", "America/Sao_Paulo", "Asia/Seoul", "Asia/Kolkata", "Europe/Istanbul", "Asia/Bangkok",
    "Pacific/Auckland",
)  # fmt: skip
_OFTEN = (
    Character.ORDINARY, Character.NIGHT_OWL, Character.ORDINARY, Character.EXPLORER, Character.ORDINARY,
    Character.SUPERFAN, Character.ORDINARY, Character.ALBUM_BINGER, Character.ALWAYS_SAD, Character.SLEEPER,
)  # fmt: skip


def collective(names: Sequence[str]) -> dict[str, SampleMember]:
    """Lighter members of all sorts: 300 to 2,000 plays over a year or two; one of them had a February like Ada's."""
    members = {}
    for at, name in enumerate(names):
        drawn = _seed(name)
        character = Character.HEARTBREAK if at == 16 else _OFTEN[drawn % len(_OFTEN)]
        first_day = LAST_DAY - timedelta(days=360 + drawn % 400)
        zone = _ZONES[at % len(_ZONES)]
        members[name] = SampleMember(character, zone, 300 + drawn // 7 % 1700, first_day, account=at % 4 == 0)
    return members


@dataclass(frozen=True, slots=True)
class MemberExport:
    """A member's exports as ZIPs.

    Attributes:
        extended: the extended history.
        account: the account data with playlists, if the member asked for them.
    """

    extended: bytes
    account: bytes | None = None

    def files(self) -> dict[str, bytes]:
        """Name as the browser saved it -> ZIP."""
        account = {} if self.account is None else {ACCOUNT_NAME: self.account}
        return {EXTENDED_NAME: self.extended} | account


def member_export(
    character: Character,
    *,
    seed: int = 1,
    plays: int = 20_000,
    first_day: date = date(2022, 1, 1),
    last_day: date = LAST_DAY,
    time_zone: str = "UTC",
    generation: Generation = Generation.D,
    account: bool = True,
    name: str = "Sample",
) -> MemberExport:
    """The exports of one member, from these arguments alone."""
    played = listening(character, seed, plays, first_day, last_day, time_zone)
    extended = zipped(Extended(played, seed, generation).files())
    return MemberExport(extended, zipped(Account(name, character, played, seed, last_day).files()) if account else None)


def export_of(name: str, member: SampleMember) -> MemberExport:
    """The exports of a sample member; the seed is the name."""
    return member_export(
        member.character,
        seed=_seed(name),
        plays=member.plays,
        first_day=member.first_day,
        last_day=member.last_day,
        time_zone=member.time_zone,
        account=member.account,
        name=name,
    )


def sample_exports(out_dir: Path, members: Mapping[str, SampleMember] = SAMPLE_MEMBERS) -> dict[str, list[Path]]:
    """Each member's ZIPs as files in a folder of their own, made where they are not there yet."""
    paths: dict[str, list[Path]] = {}
    for name, member in members.items():
        folder = out_dir / f"{_seed(name):08x}"
        expected = [EXTENDED_NAME, ACCOUNT_NAME] if member.account else [EXTENDED_NAME]
        paths[name] = [folder / file for file in expected]
        if all(path.exists() for path in paths[name]):
            continue
        folder.mkdir(parents=True, exist_ok=True)
        for file, content in export_of(name, member).files().items():
            beside = folder / f"{file}.new"
            beside.write_bytes(content)
            beside.replace(folder / file)
    return paths


def _seed(name: str) -> int:
    return zlib.crc32(name.encode())
