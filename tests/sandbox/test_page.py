"""Journeys through the page in a real browser, against the real server and a bot on real discord.py."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from bot.sandbox.server import Sandbox
from tests.sandbox.page_window import DESKTOP, PHONE, Window, browser_path, headless, window
from tests.sandbox.showcase_bot import ShowcaseBot, showcase

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not browser_path(), reason="no Chromium here: set BROWSER_PATH or install chromium-headless-shell"
    ),
    # One browser for all: starting it takes longer than most journeys.
    pytest.mark.asyncio(loop_scope="module"),
]


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with headless() as opened:
        yield opened


@pytest_asyncio.fixture(loop_scope="module")
async def place() -> AsyncIterator[tuple[Sandbox, ShowcaseBot]]:
    async with showcase(answer_within_s=2.0) as opened:
        yield opened


@pytest_asyncio.fixture(loop_scope="module")
async def sandbox(place: tuple[Sandbox, ShowcaseBot]) -> Sandbox:
    return place[0]


@pytest_asyncio.fixture(loop_scope="module")
async def ada(browser: Browser, sandbox: Sandbox) -> AsyncIterator[Window]:
    async with window(browser, sandbox, "Ada") as opened:
        yield opened


@pytest_asyncio.fixture(loop_scope="module")
async def bo(browser: Browser, sandbox: Sandbox) -> AsyncIterator[Window]:
    async with window(browser, sandbox, "Bo") as opened:
        yield opened


async def test_a_card_is_for_everyone_and_its_buttons_answer_is_for_one(ada: Window, bo: Window):
    await ada.run("card")
    for seen in (ada, bo):
        await expect(seen.page.get_by_role("heading", name="Whose breakup playlists")).to_be_visible()
        await expect(seen.page.locator(".gallery img")).to_have_js_property("naturalWidth", 640)
        await expect(seen.page.locator(".gallery img")).to_have_attribute("alt", re.compile("the fifth is the tallest"))
        await expect(seen.last.locator(".over")).to_have_text(re.compile("Ada.*used.*card"))
    await bo.page.get_by_role("button", name="Why?").click()
    await expect(bo.last).to_contain_text("Because of 41 nights")
    await expect(bo.last).to_contain_text("Only you can see this")
    await expect(ada.messages).to_have_count(1)
    await bo.page.get_by_role("button", name="Dismiss message").click()
    await expect(bo.messages).to_have_count(1)


async def test_a_command_is_found_filled_in_and_run_by_keyboard_alone(ada: Window):
    await expect(ada.box).to_be_focused()
    await ada.keys.type("/who")
    await expect(ada.page.get_by_role("option", name="/whoknows")).to_be_visible()
    await ada.keys.press("Enter")
    await expect(ada.chip("artist")).to_be_focused()
    await ada.keys.type("bu")
    await expect(ada.page.get_by_role("option")).to_have_count(2)  # Bad Bunny, Burial: from the bot
    await ada.keys.press("ArrowDown")
    await ada.keys.press("ArrowDown")
    await ada.keys.press("Enter")
    await expect(ada.chip("artist")).to_have_value("Burial")
    await ada.keys.type("mo")
    await ada.keys.press("Tab")
    await expect(ada.chip("most")).to_be_focused()
    await ada.keys.type("3")
    await ada.keys.press("Tab")
    await ada.keys.type("member")
    await ada.keys.press("Enter")
    await ada.keys.type("emi")
    await ada.keys.press("Enter")
    await ada.keys.press("Enter")
    await expect(ada.last).to_contain_text("Burial: top 3 by ms with @Emi (恵美), loud=False")
    await expect(ada.box).to_be_focused()


async def test_buttons_and_menus_of_a_card_work_by_keyboard_and_keep_it(ada: Window):
    await ada.run("card")
    await ada.page.get_by_role("button", name="Count").focus()
    await ada.keys.press("Enter")
    await expect(ada.page.get_by_role("button", name="Count 1")).to_be_focused()
    await ada.keys.press("Enter")
    await expect(ada.page.get_by_role("button", name="Count 2")).to_be_focused()
    await ada.keys.press("Tab")  # over the red one
    await ada.keys.press("Tab")  # and past the one that is off, to the menu
    await expect(ada.page.locator(".select")).to_be_focused()
    await ada.keys.press("ArrowDown")
    await expect(ada.page.get_by_role("listbox", name="Choose up to two artists")).to_be_focused()
    await ada.keys.press("Enter")
    await ada.keys.type("mit")
    await ada.keys.press("Space")
    await expect(ada.page.get_by_role("option", selected=True)).to_have_count(2)
    await expect(ada.page.get_by_role("option", name="Burial")).to_have_attribute("aria-disabled", "true")
    await ada.keys.press("Escape")
    await expect(ada.last).to_contain_text("You chose Ado and Mitski.")
    await expect(ada.page.locator(".select-pill")).to_have_text(["Ado", "Mitski"])


async def test_a_form_is_filled_in_sent_and_shown(ada: Window):
    await ada.run("sale propose")
    await expect(ada.form).to_be_visible()
    await expect(ada.form.get_by_label("Buyer")).to_be_focused()
    await ada.keys.press("Enter")
    await expect(ada.form.get_by_text("This field is required.")).to_have_count(2)
    await ada.keys.type("No")
    await ada.keys.press("Enter")
    await expect(ada.form.get_by_text("Write at least 3 characters; these are 2.")).to_be_visible()
    await ada.keys.type("rd Label")
    await ada.form.get_by_role("combobox", name="What slice").click()
    await ada.keys.press("ArrowDown")
    await ada.keys.press("Enter")
    await expect(ada.form.get_by_role("combobox", name="What slice")).to_be_focused()
    await ada.form.locator("input[type=file]").set_input_files(
        [{"name": "terms.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-"}]
    )
    await ada.form.get_by_label("Two thirds").check()
    await ada.form.get_by_role("button", name="Submit").click()
    await expect(ada.form).to_have_count(0)
    await expect(ada.last).to_contain_text("Nord Label would buy Hours (thirds). terms.pdf")
    await expect(ada.box).to_be_focused()


async def test_a_forms_boxes_and_members_arrive_and_escape_sends_nothing(ada: Window):
    await ada.run("privacy")
    await expect(ada.form).to_be_visible()
    await ada.keys.press("Escape")
    await expect(ada.form).to_have_count(0)
    await ada.run("privacy")
    await ada.form.get_by_label("Compare").check()
    await ada.form.get_by_label("Pool").check()
    await ada.form.get_by_label("Remind me").uncheck()
    await ada.form.get_by_role("combobox", name="A friend").click()
    await ada.keys.type("chi")
    await ada.keys.press("Enter")
    await ada.form.get_by_role("button", name="Submit").click()
    await expect(ada.last).to_contain_text("['compare', 'pool'] False Chidi")
    await expect(ada.messages).to_have_count(1)


async def test_the_keyboard_cannot_leave_an_open_form(ada: Window):
    await ada.run("sale propose")
    await expect(ada.form).to_be_visible()
    inside = (
        "document.activeElement === document.body || document.querySelector('dialog').contains(document.activeElement)"
    )
    for _ in range(14):
        await ada.keys.press("Tab")
        assert await ada.page.evaluate(inside)


async def test_what_is_missing_or_out_of_bounds_is_said_and_not_sent(ada: Window, sandbox: Sandbox):
    await ada.pick("whoknows")
    await ada.keys.press("Enter")
    await expect(ada.page.get_by_role("alert")).to_contain_text("artist: This option is required. Specify a value.")
    await expect(ada.chip("artist")).to_have_attribute("aria-invalid", "true")
    await ada.keys.type("Anyone")
    await ada.keys.press("Tab")
    await ada.keys.type("most")
    await ada.keys.press("Enter")
    await ada.keys.type("26")
    await ada.keys.press("Enter")
    await expect(ada.page.get_by_role("alert")).to_contain_text("most: Specify a number of at most 25.")
    await ada.keys.press("Backspace")
    await ada.keys.press("Enter")
    await expect(ada.last).to_contain_text("Anyone: top 2")
    await expect(ada.messages).to_have_count(1)


async def test_files_are_attached_to_a_command_by_choosing_and_by_dropping(ada: Window):
    await ada.pick("upload")
    async with ada.page.expect_file_chooser() as chooser:
        await ada.entry.get_by_role("button", name="export: A ZIP or a JSON file").click()
    chosen = [{"name": name, "mimeType": "application/zip", "buffer": b"12345"} for name in ("a.zip", "c.zip")]
    await (await chooser.value).set_files(chosen)
    await expect(ada.page.locator(".tile-name")).to_have_text(["a.zip", "c.zip"])
    dropped = await ada.page.evaluate_handle(
        "() => { const all = new DataTransfer(); all.items.add(new File(['123'], 'b.json')); return all; }"
    )
    await ada.page.locator("#scroller").dispatch_event("drop", {"dataTransfer": dropped})
    await expect(ada.page.locator(".tile-name")).to_have_text(["a.zip", "c.zip", "b.json"])
    await ada.entry.get_by_role("button", name="Run the command").click()
    await expect(ada.last).to_contain_text("a.zip: 5 bytes")
    await expect(ada.last).to_contain_text("c.zip: 5 bytes")
    await expect(ada.last).to_contain_text("b.json: 3 bytes")


async def test_a_message_carries_several_files(ada: Window, bo: Window):
    await ada.page.locator(".composer input[type=file]").set_input_files(
        [
            {"name": "one.txt", "mimeType": "text/plain", "buffer": b"1"},
            {"name": "two.txt", "mimeType": "text/plain", "buffer": b"22"},
        ]
    )
    await ada.write("two files")
    await expect(bo.last.locator(".file-name")).to_have_text(["one.txt", "two.txt"])
    await expect(ada.page.locator(".tray")).to_be_hidden()


async def test_a_bot_that_thinks_is_shown_thinking_until_it_answers(place: tuple[Sandbox, ShowcaseBot], ada: Window):
    await ada.run("slow")
    await expect(ada.last).to_contain_text("Tutti is thinking…")
    place[1].go.set()
    await expect(ada.last).to_contain_text("Here it is.")
    await expect(ada.messages).to_have_count(1)


async def test_a_command_without_an_answer_is_said_to_the_one_who_ran_it(ada: Window, bo: Window):
    await ada.run("silent")
    await expect(ada.last).to_contain_text("The application did not respond")
    await expect(ada.last).to_contain_text("Only you can see this")
    await ada.page.get_by_role("button", name="Dismiss message").click()
    await expect(ada.messages).to_have_count(0)
    await expect(bo.messages).to_have_count(0)


async def test_a_button_without_an_answer_says_so_and_can_be_pressed_again(ada: Window):
    await ada.run("card")
    await ada.page.locator(".spoiler").click()
    await ada.page.get_by_role("button", name="Dead").click()
    await expect(ada.page.get_by_role("button", name="Dead")).to_have_attribute("aria-busy", "true")
    await expect(ada.last.get_by_role("alert")).to_have_text("This interaction failed")
    await expect(ada.page.get_by_role("button", name="Dead")).not_to_have_attribute("aria-busy", "true")
    await expect(ada.page.locator(".spoiler")).to_have_attribute("aria-expanded", "true")
    await ada.page.get_by_role("button", name="Count").click()
    await expect(ada.page.get_by_role("button", name="Count 1")).to_be_visible()
    await expect(ada.last.get_by_role("alert")).to_have_count(0)


async def test_acting_as_somebody_else_changes_eyes_and_hands(ada: Window):
    await ada.run("quiet")
    await expect(ada.messages).to_have_count(1)
    await ada.page.get_by_role("button", name="You act as Ada").click()
    await ada.keys.type("chi")
    await ada.keys.press("Enter")
    await expect(ada.page.get_by_role("button", name="You act as Chidi")).to_be_visible()
    await expect(ada.messages).to_have_count(0)
    await ada.write("hello")
    await expect(ada.last.locator(".message-name")).to_have_text("Chidi")
    assert "as=chidi" in ada.page.url


async def test_a_server_of_others_is_entered_as_one_of_its_members(bo: Window):
    await bo.page.get_by_role("button", name="Vinyl Club: Bo is not a member").click()
    await expect(bo.page.get_by_role("option")).to_have_text([re.compile("Ada"), re.compile("Gus")])
    await bo.page.get_by_role("option", name="Gus").click()
    await expect(bo.page.locator("#side-head")).to_have_text("Vinyl Club")
    await expect(bo.page.get_by_role("button", name="You act as Gus")).to_be_visible()
    await bo.write("hello")
    await expect(bo.last).to_contain_text("Gus")


async def test_an_address_leads_to_a_member_and_a_channel(browser: Browser, sandbox: Sandbox):
    async with window(browser, sandbox, "Dana", channel="votes") as dana:
        await expect(dana.page.get_by_role("heading", name="Welcome to #votes!")).to_be_visible()
        await expect(dana.page.get_by_role("button", name="You act as Dana")).to_be_visible()


async def test_servers_and_channels_are_lists_for_arrow_keys_and_show_what_is_unread(ada: Window, bo: Window):
    await bo.page.get_by_role("button", name="music (text channel)").click()
    await expect(bo.box).to_have_attribute("placeholder", "Message #music")
    await bo.write("a song")
    await expect(ada.page.get_by_role("button", name="music (text channel), unread")).to_be_visible()
    await ada.page.get_by_role("button", name="general (text channel)").focus()
    await ada.keys.press("ArrowDown")
    await ada.keys.press("Enter")
    await expect(ada.last).to_contain_text("a song")
    await expect(ada.page.get_by_role("button", name="music (text channel)", exact=True)).to_be_visible()
    await ada.page.get_by_role("button", name="Friends", exact=True).focus()
    await ada.keys.press("ArrowDown")
    await ada.keys.press("Enter")
    await expect(ada.page.locator("#side-head")).to_have_text("Vinyl Club")


async def test_direct_messages_with_the_bot(ada: Window):
    await ada.page.get_by_role("button", name="Direct Messages").click()
    await ada.page.locator(".channel.person").click()
    await expect(ada.box).to_have_attribute("placeholder", "Message @Tutti")
    await ada.write("psst")
    await expect(ada.last).to_contain_text("psst")


async def test_members_stand_under_their_highest_role(ada: Window):
    heads = ada.page.locator(".members-role")
    await expect(heads).to_have_text(["Moderator — 1", "Tutti — 1", "Online — 5"])
    await expect(ada.page.get_by_role("list", name="Moderator").get_by_role("button")).to_have_text(re.compile("Ada"))


async def test_a_language_is_chosen_in_ones_own_profile(ada: Window, sandbox: Sandbox):
    await ada.page.locator("#members").get_by_role("button", name="Ada").click()
    language = ada.page.get_by_label("Language")
    await expect(language).to_have_value("en-US")
    async with ada.page.expect_response("**/page/do/locale"):
        await language.select_option("日本語")
    assert [user.locale for user in sandbox.world.users.values() if user.display_name == "Ada"] == ["ja"]
    await ada.page.keyboard.press("Escape")
    await ada.page.locator("#members").get_by_role("button", name="Bo").click()
    await expect(ada.page.get_by_label("Language")).to_have_count(0)
    await ada.page.keyboard.press("Escape")


async def test_a_bot_that_left_is_offline(place: tuple[Sandbox, ShowcaseBot], ada: Window):
    await place[1].close()
    await expect(ada.page.locator(".members-role").last).to_have_text("Offline — 1")


async def test_the_page_comes_back_after_a_lost_connection_with_what_was_written(
    sandbox: Sandbox, ada: Window, bo: Window
):
    await ada.box.fill("half a sent")
    for close in sandbox.app.on_shutdown:
        await close(sandbox.app)
    await bo.page.wait_for_selector('html[data-live="open"]')
    await bo.write("are you there?")
    await expect(ada.last).to_contain_text("are you there?")
    await expect(ada.box).to_have_value("half a sent")
    await expect(ada.page.locator("#notice")).to_be_hidden()


async def test_the_scroll_follows_the_end_and_stays_where_the_reader_is(sandbox: Sandbox, ada: Window):
    writer, channel = sandbox.world.guilds, next(iter(sandbox.world.channels))
    chidi = list(next(iter(writer.values())).members)[2]
    for number in range(80):
        await sandbox.actions.send_message(chidi, channel, f"line {number}")
    await expect(ada.last).to_have_text(re.compile("line 79"))
    await expect(ada.last).to_be_in_viewport()
    await ada.page.locator("#scroller").evaluate("scroller => { scroller.scrollTop = 400; }")
    watched = ada.messages.filter(has_text=re.compile(r"line 25$"))
    before = await watched.evaluate("line => line.getBoundingClientRect().top")
    await sandbox.actions.send_message(chidi, channel, "one more")
    await expect(ada.page.get_by_role("button", name="New messages below")).to_be_visible()
    assert abs(await watched.evaluate("line => line.getBoundingClientRect().top") - before) < 2
    await ada.page.get_by_role("button", name="New messages below").click()
    await expect(ada.last).to_contain_text("one more")
    await expect(ada.last).to_be_in_viewport()


async def test_older_messages_come_when_scrolling_up(browser: Browser, sandbox: Sandbox):
    channel = next(iter(sandbox.world.channels))
    member = next(iter(next(iter(sandbox.world.guilds.values())).members))
    for number in range(150):
        await sandbox.actions.send_message(member, channel, f"line {number}")
    async with window(browser, sandbox, "Bo") as reader:
        await expect(reader.messages).to_have_count(60)
        await reader.page.locator("#scroller").evaluate("scroller => { scroller.scrollTop = 0; }")
        await expect(reader.messages).to_have_count(120)
        await expect(reader.messages.filter(has_text=re.compile("line 90$"))).to_be_in_viewport()
        await reader.page.locator("#scroller").evaluate("scroller => { scroller.scrollTop = 0; }")
        await expect(reader.messages).to_have_count(150)
        await expect(reader.page.get_by_role("heading", name="Welcome to #general!")).to_have_count(1)


HOSTILE = "<img src=x onerror=window.hacked=1> <script>window.hacked=1</script> [x](javascript:window.hacked=1)"


async def test_hostile_words_and_names_are_only_text(browser: Browser, sandbox: Sandbox):
    for user in sandbox.world.users.values():
        if user.display_name == "Dana":
            user.display_name = HOSTILE[:60]
    async with window(browser, sandbox, "dana") as dana:
        await dana.write(HOSTILE)
        await expect(dana.last.locator(".prose")).to_have_text(HOSTILE)
        await dana.page.get_by_role("button", name="Member list").click()
        assert await dana.page.evaluate("window.hacked") is None
        await expect(dana.page.locator("main img, main script")).to_have_count(0)


async def test_no_script_may_be_put_into_the_page(ada: Window):
    blocked = await ada.page.evaluate(
        """() => new Promise((resolve) => {
            document.addEventListener("securitypolicyviolation", (event) => resolve(event.effectiveDirective));
            const script = document.createElement("script");
            script.textContent = "window.hacked = 1";
            document.body.append(script);
        })"""
    )
    assert blocked == "script-src-elem"
    assert await ada.page.evaluate("window.hacked") is None
    ada.complaints.clear()  # the browser said so in its console, as it should


async def test_a_spoiler_opens_by_keyboard_and_a_picture_opens_large(ada: Window):
    await ada.run("card")
    spoiler = ada.page.locator(".spoiler")
    await expect(spoiler).to_have_attribute("aria-expanded", "false")
    await spoiler.focus()
    await ada.keys.press("Enter")
    await expect(spoiler).to_have_attribute("aria-expanded", "true")
    await ada.page.locator(".gallery button").click()
    await expect(ada.form.get_by_text("Seven bars; the fifth is the tallest.")).to_be_visible()
    await ada.keys.press("Escape")
    await expect(ada.form).to_have_count(0)
    await expect(ada.page.locator(".gallery button")).to_be_focused()


OUTSIDE = """() => [...document.querySelectorAll("main *, .places *, .members *")]
    .filter((element) => element.checkVisibility({ visibilityProperty: true }))
    .filter((element) => !element.closest("pre, .unseen, svg, [inert]"))
    .filter((element) => { const box = element.getBoundingClientRect();
        return box.width > 1 && (box.left < -1 || box.right > innerWidth + 1); })
    .map((element) => `${element.tagName}.${element.className}`)"""


@pytest.mark.parametrize("width", [360, 390, 420, 900, 1280])
async def test_nothing_stands_outside_the_screen_at_any_width(browser: Browser, sandbox: Sandbox, width: int):
    async with window(browser, sandbox, "Ada", size=(width, 800)) as ada:
        await ada.run("card")
        await expect(ada.page.locator(".gallery img")).to_have_js_property("naturalWidth", 640)
        await ada.write("W" * 400 + " https://example.org/" + "x" * 300)
        await expect(ada.messages).to_have_count(2)
        await ada.pick("upload")
        assert await ada.page.evaluate(OUTSIDE) == []
        assert await ada.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


async def test_on_a_phone_channels_and_members_are_drawers(browser: Browser, sandbox: Sandbox):
    async with window(browser, sandbox, "Ada", size=PHONE) as ada:
        await expect(ada.page.locator("#members")).to_be_hidden()
        await ada.page.get_by_role("button", name="Member list").click()
        await expect(ada.page.get_by_role("button", name="Chidi")).to_be_visible()
        for _ in range(5):
            await ada.keys.press("Tab")
            await expect(ada.page.locator("main :focus")).to_have_count(0)  # what is behind cannot be reached
        await ada.keys.press("Escape")
        await expect(ada.page.locator("#members")).to_be_hidden()
        await ada.page.get_by_role("button", name="Servers and channels").click()
        await ada.page.get_by_role("button", name="votes (text channel)").click()
        await expect(ada.page.locator("#places")).to_be_hidden()
        await expect(ada.box).to_have_attribute("placeholder", "Message #votes")


@pytest.mark.parametrize("scheme", ["dark", "light"])
async def test_words_stand_out_from_what_is_behind_them(browser: Browser, sandbox: Sandbox, scheme: str):
    async with window(browser, sandbox, "Ada", size=DESKTOP, scheme=scheme) as ada:
        await ada.run("quiet")
        await ada.run("card")
        await expect(ada.messages).to_have_count(2)
        poor = await ada.page.evaluate(CONTRAST)
        assert poor == []


CONTRAST = """() => {
    const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
    const parse = (colour) => {
        canvas.clearRect(0, 0, 1, 1);
        canvas.fillStyle = colour;
        canvas.fillRect(0, 0, 1, 1);
        return [...canvas.getImageData(0, 0, 1, 1).data];
    };
    const over = (top, under) => top.slice(0, 3).map((c, i) => (c * top[3] + under[i] * (255 - top[3])) / 255);
    const behind = (element) => {
        if (!element) return [255, 255, 255];
        return over(parse(getComputedStyle(element).backgroundColor), behind(element.parentElement));
    };
    const light = (rgb) => rgb.map((c) => c / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
        .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
    const poor = [];
    for (const element of document.querySelectorAll("body *")) {
        const says = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
        if (!says || !element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
        if (element.closest("svg, .unseen, .skip, [inert], noscript, .spoiler, :disabled")) continue;
        const back = behind(element);
        const fore = over(parse(getComputedStyle(element).color), back);
        const [a, b] = [light(fore), light(back)].sort((x, y) => y - x);
        const ratio = (a + 0.05) / (b + 0.05);
        const wanted = 4.5;
        if (ratio < wanted) poor.push(`${element.className} "${element.textContent.slice(0, 20)}" ${ratio.toFixed(2)}`);
    }
    return poor;
}"""
