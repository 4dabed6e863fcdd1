"""The upload page in a real browser, against the real server: what leaves the member's computer, and what they see."""

from __future__ import annotations

import io
import json
import random
import zipfile
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, Request, Route, expect

from bot.usecases.upload_export import SentFile
from bot.web import upload
from bot.web.upload import PART_BYTES
from bot.workers import Workers
from tests.journeys.exports import extended
from tests.sandbox.page_window import DESKTOP, PHONE, browser_path, headless
from tests.web.conftest import Site, open_site

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not browser_path(), reason="no Chromium here: set BROWSER_PATH or install chromium-headless-shell"
    ),
    pytest.mark.asyncio(loop_scope="module"),
]

PRIVATE = ("203.0.113.7", "203.0.113.8", "ada.secret", "ada@example.org", "Elm Street", "Atlantis", "Mozilla/5.0")
ROW = {
    "ts": "2021-02-03T21:03:00Z",
    "username": "ada.secret",
    "platform": "ios",
    "ms_played": 180_000,
    "conn_country": "Atlantis",
    "ip_addr_decrypted": "203.0.113.8",
    "user_agent_decrypted": 'Mozilla/5.0 "(quoted)", {x}',
    "city": "Atlantis",
    "latitude": 12.5,
    "master_metadata_track_name": 'ip_addr": "kept',
    "master_metadata_album_artist_name": "Ünï {Cödé} 日本",
    "shuffle": False,
    "skipped": None,
    "incognito_mode": False,
}
USER = {"username": "ada.secret", "email": "ada@example.org", "country": "Atlantis", "birthdate": "1990-01-01"}


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with headless() as opened:
        yield opened


@pytest_asyncio.fixture(loop_scope="module")
async def site(tmp_path: Path, workers: Workers) -> AsyncIterator[Site]:
    async with open_site(tmp_path / "data", workers) as opened:
        yield opened


@pytest_asyncio.fixture(loop_scope="module", params=[DESKTOP])
async def page(browser: Browser, site: Site, request: pytest.FixtureRequest) -> AsyncIterator[Page]:
    """Ada's upload page; its browser must not have complained when it is closed."""
    context = await browser.new_context(
        viewport={"width": request.param[0], "height": request.param[1]},
        reduced_motion="reduce",
        locale="en-US",
        timezone_id="Asia/Tokyo",
    )
    context.set_default_timeout(20_000)
    opened = await context.new_page()
    complaints: list[str] = []
    opened.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    await opened.goto(await site.link())
    await expect(opened.get_by_role("heading", name="Hand over")).to_be_visible()
    yield opened
    await context.close()
    # A request that a test broke, or that was refused, is reported by the browser itself.
    assert [said for said in complaints if "Failed to load resource" not in said] == []


@pytest.fixture
def received(monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """Every byte of every file that reached the server, by name."""
    files: dict[str, bytes] = {}
    whole = upload.upload_export

    async def recording(*arguments: Any) -> object:
        sent: list[SentFile] = arguments[4]
        for file in sent:
            at = await file.fetch()
            assert isinstance(at, Path)
            files[file.name] = at.read_bytes()
        return await whole(*arguments)

    monkeypatch.setattr(upload, "upload_export", recording)
    return files


def zipped(files: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def unzipped(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


async def choose(page: Page, **files: bytes) -> None:
    """Choose files (`a__zip` is a.zip) and wait until they have been looked through."""
    await page.set_input_files(
        "#choose-files",
        [
            {"name": name.replace("__", "."), "mimeType": "application/octet-stream", "buffer": content}
            for name, content in files.items()
        ],
    )
    await expect(page.locator("#total")).to_contain_text("to send")


async def send(page: Page) -> None:
    await page.get_by_role("button", name="Send").click()


async def test_what_tutti_never_wants_does_not_leave_the_computer(page: Page, received: dict[str, bytes]):
    rows = json.dumps([ROW, ROW | {"ts": "2022-05-05T10:00:00Z"}], indent=2, ensure_ascii=False).encode()
    sent = {
        "MyData/endsong_0.json": rows,
        "MyData/Userdata.json": json.dumps(USER).encode(),
        "MyData/UserAddress.json": b"List(Map(street -> Elm Street 5))",
        "MyData/Read_Me_First.pdf": b"%PDF-1.7 for ada.secret",
        "notes.txt": b"hello " * 50,
    }
    wide = b"\xff\xfe" + json.dumps([ROW | {"ts": "2023-05-05T10:00:00Z"}]).encode("utf-16-le")
    inner = zipped({"inner.zip": zipped({"endsong_9.json": rows})}, zipfile.ZIP_STORED)
    await choose(page, my_spotify_data__zip=zipped(sent), loose__json=rows, wide__json=wide, nested__zip=inner)
    await expect(page.locator("#files li").first).to_contain_text("private values taken out")
    await send(page)
    await expect(page.get_by_role("heading", name="Read 3 listens")).to_be_visible()

    archive = unzipped(received["my_spotify_data.zip"])
    nested = unzipped(unzipped(received["nested.zip"])["inner.zip"])
    everything = [*received.values(), *archive.values(), *nested.values()]
    for private in PRIVATE:
        for written in (private.encode(), private.encode("utf-16-le")):
            assert not any(written in content for content in everything), private
    assert list(archive) == list(sent)
    assert archive["notes.txt"] == sent["notes.txt"]
    refused = ("username", "conn_country", "ip_addr_decrypted", "user_agent_decrypted", "city", "latitude")
    kept = ROW | dict.fromkeys(refused)
    assert json.loads(archive["MyData/endsong_0.json"])[0] == kept
    assert json.loads(nested["endsong_9.json"])[0] == json.loads(received["loose.json"])[0] == kept
    assert json.loads(received["wide.json"]) == [kept | {"ts": "2023-05-05T10:00:00Z"}]
    assert json.loads(archive["MyData/Userdata.json"]) == dict.fromkeys(USER)
    await page.get_by_text("Not listening, and not stored").click()
    await expect(page.locator("#receipt-beside")).to_contain_text("Spotify's file on your account")


async def test_cleaning_in_pieces_of_any_size_is_cleaning_at_once(page: Page):
    chance = random.Random(7)
    rows = [
        ROW | {"ip_addr": chance.choice(["1.2.3.4", None, 12, {"a": ['}"', 1]}, ["x]"], '\\"', ""])} for _ in range(30)
    ]
    text = json.dumps(rows, indent=chance.choice([None, 1]), ensure_ascii=False).replace('"city"', '"c\\u0069ty"')
    cleaned = await page.evaluate(
        """async ([text, sizes]) => {
            const { Stripper } = await import("/page/strip.js");
            const bytes = new TextEncoder().encode(text);
            return sizes.map((size) => {
                const stripper = new Stripper("fields");
                const out = [];
                for (let at = 0; at < bytes.length; at += size) {
                    out.push(stripper.push(bytes.subarray(at, at + size)).slice());
                }
                const whole = new Uint8Array(out.reduce((sum, piece) => sum + piece.length, 0));
                out.reduce((at, piece) => (whole.set(piece, at), at + piece.length), 0);
                return new TextDecoder().decode(whole);
            });
        }""",
        [text, [1, 2, 3, 7, 64, 1 << 20]],
    )
    refused = ("username", "conn_country", "ip_addr_decrypted", "user_agent_decrypted", "city", "latitude", "ip_addr")
    expected = [row | dict.fromkeys(refused) for row in rows]
    assert [json.loads(each) for each in cleaned] == [expected] * len(cleaned)


async def test_what_the_browser_cannot_open_is_said_and_sent_as_it_is(page: Page, received: dict[str, bytes]):
    whole = extended(("2024-02-03 21:00", "Ada Band", "One", 3), ("2024-02-03 21:03", "Ada Band", "Two", 3))
    cut = whole[:-30]
    await choose(page, cut__zip=cut)
    await expect(page.locator("#files .note")).to_contain_text("cannot open it (it has no directory")
    await send(page)
    await expect(page.get_by_role("heading", name="Read 2 listens")).to_be_visible()
    assert received["cut.zip"] == cut


def large() -> bytes:
    """An export of two and a half parts: what fills it cannot be packed."""
    noise = random.Random(3).randbytes(PART_BYTES * 5 // 2)
    export = unzipped(extended(("2024-02-03 21:00", "Ada Band", "One", 3)))
    return zipped({**export, "cover.bin": noise})


def ranges(page: Page) -> list[tuple[str, str]]:
    """(Content-Range, "sent" or "lost") of every part that the page tries to send, as it happens."""
    seen: list[tuple[str, str]] = []

    def note(request: Request, outcome: str) -> None:
        if request.method == "PUT":
            seen.append((request.headers["content-range"].split("/")[0].removeprefix("bytes "), outcome))

    page.on("requestfinished", lambda request: note(request, "sent"))
    page.on("requestfailed", lambda request: note(request, "lost"))
    return seen


FIRST, SECOND = f"0-{PART_BYTES - 1}", f"{PART_BYTES}-{2 * PART_BYTES - 1}"


async def test_a_dropped_connection_costs_one_part(page: Page, received: dict[str, bytes]):
    seen = ranges(page)
    left = [2]

    async def break_twice(route: Route) -> None:
        if SECOND in route.request.headers.get("content-range", "") and left[0]:
            left[0] -= 1
            await route.abort("connectionreset")
        else:
            await route.continue_()

    await page.route("**/files/*", break_twice)
    await choose(page, large__zip=large())
    await send(page)
    await expect(page.get_by_role("heading", name="Read 1 listen")).to_be_visible()
    assert seen[:4] == [(FIRST, "sent"), (SECOND, "lost"), (SECOND, "lost"), (SECOND, "sent")]
    assert len(seen) == 5
    assert len(unzipped(received["large.zip"])["cover.bin"]) == PART_BYTES * 5 // 2


async def test_after_a_reload_the_same_file_goes_on_where_it_stopped(page: Page):
    async def lose_the_second(route: Route) -> None:
        lost = SECOND in route.request.headers.get("content-range", "")
        await (route.abort("connectionreset") if lost else route.continue_())

    content = large()
    await page.route("**/files/*", lose_the_second)
    await choose(page, large__zip=content)
    await send(page)
    await expect(page.get_by_role("status")).to_contain_text("The connection is gone")
    await page.unroute("**/files/*")
    page.on("dialog", lambda dialog: dialog.accept())
    await page.reload()
    seen = ranges(page)
    await choose(page, large__zip=content)
    await send(page)
    await expect(page.get_by_role("heading", name="Read 1 listen")).to_be_visible()
    assert seen[0] == (SECOND, "sent")
    assert FIRST not in [place for place, _ in seen]


async def test_a_refusal_is_a_sentence_and_other_files_can_be_sent(page: Page):
    await choose(page, holiday__txt=b"sun and sea")
    await send(page)
    await expect(page.get_by_role("alert").first).to_contain_text("no listening history in holiday.txt")
    await page.get_by_role("button", name="Remove holiday.txt").click()
    await choose(page, e__zip=extended(("2024-02-03 21:00", "Ada Band", "One", 3)))
    await send(page)
    await expect(page.get_by_role("heading", name="Read 1 listen")).to_be_visible()


async def test_the_receipt_draws_years_and_the_switches_work_by_keyboard(page: Page):
    await choose(page, e__zip=extended(("2022-02-03 21:00", "A", "1", 3), ("2024-02-03 21:00", "A", "2", 3)))
    await expect(page.get_by_label("Your time zone")).to_have_value("Asia/Tokyo")
    await send(page)
    await expect(page.get_by_role("img", name="Listens by year. 2022: 1, 2024: 1")).to_be_visible()
    await expect(page.locator("#receipt-total")).to_contain_text("Times are read in Asia/Tokyo")
    await expect(page.get_by_role("heading", name="Read 2 listens")).to_be_focused()
    switch = page.get_by_role("switch", name="Pool for sales")
    await expect(switch).to_have_attribute("aria-checked", "false")
    await switch.focus()
    await page.keyboard.press("Space")
    await expect(switch).to_have_attribute("aria-checked", "true")
    await expect(switch).to_be_focused()
    await page.reload()
    await expect(switch).to_have_attribute("aria-checked", "true")


async def test_a_dropped_file_and_a_chosen_folder_are_taken(page: Page, tmp_path: Path, received: dict[str, bytes]):
    folder = tmp_path / "My Data"
    folder.mkdir()
    rows = json.dumps([ROW]).encode()
    (folder / "endsong_0.json").write_bytes(rows)
    (folder / ".DS_Store").write_bytes(b"x")
    await page.set_input_files("#choose-folder", folder)
    await page.evaluate(
        """() => {
            const transfer = new DataTransfer();
            transfer.items.add(new File(["hello"], "<img src=x onerror=alert(1)>.txt"));
            dispatchEvent(new DragEvent("drop", { dataTransfer: transfer, cancelable: true }));
        }"""
    )
    await expect(page.locator("#total")).to_contain_text("2 files")
    await expect(page.locator("#files")).to_contain_text("<img src=x onerror=alert(1)>.txt")
    await send(page)
    await expect(page.get_by_role("heading", name="Read 1 listen")).to_be_visible()
    assert sorted(received) == ["<img src=x onerror=alert(1)>.txt", "My Data/endsong_0.json"]
    await page.get_by_text("Not listening, and not stored").click()
    await expect(page.locator("#receipt-beside")).to_contain_text("<img src=x onerror=alert(1)>.txt")


@pytest.mark.parametrize("page", [PHONE], indirect=True)
async def test_nothing_is_wider_than_a_phone(page: Page):
    async def fits() -> bool:
        return bool(await page.evaluate("document.documentElement.scrollWidth <= innerWidth"))

    assert await fits()
    years = [(f"{year}-02-03 21:00", "A", str(year), 3.0) for year in range(2010, 2026)]
    await choose(page, **{"a" * 90 + "__zip": extended(*years)})
    assert await fits()
    await send(page)
    await expect(page.get_by_role("heading", name="Read 16 listens")).to_be_visible()
    assert await fits()


async def test_a_link_that_ends_while_the_page_is_open_says_so(page: Page, site: Site):
    await choose(page, e__zip=extended(("2024-02-03 21:00", "Ada Band", "One", 3)))
    await site.link()
    await send(page)
    await expect(page.get_by_role("heading", name="This link works no more")).to_be_visible()
    await expect(page.locator("#over-words")).to_contain_text("A newer link took the place of this one")
