"""A small bot on real discord.py that shows the page everything a bot may send: for the page's tests and pictures."""

from __future__ import annotations

import asyncio
import io
import struct
import zlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import discord
from discord import app_commands, ui

from bot.sandbox.server import Sandbox
from bot.sandbox.worlds import build_world
from tests.sandbox.small_bot import connected

ARTISTS = ("Ado", "Bad Bunny", "Björk", "Burial", "Mitski", "Radiohead", "久石譲", "فيروز", "लता मंगेशकर", "Яна 🎻")

TABLE = """```
 #  Member          Score  Nights  Loops
 1  Ada              87.4      41     23
 2  恵美             61.0      17      9
 3  Chidi            22.5       4      2
```"""


def picture(width: int = 640, height: int = 320) -> bytes:
    """A PNG of seven bars: what a chart looks like from afar."""
    heights = (0.35, 0.6, 0.45, 0.8, 0.95, 0.55, 0.7)
    rows = []
    for y in range(height):
        row = bytearray(b"\0")
        for x in range(width):
            bar, within = divmod(x * 7 / width, 1)
            inside = 0.2 < within < 0.8 and (height - y) / height < heights[int(bar)]
            row += b"\x58\x65\xf2" if inside else b"\x1e\x1f\x26"
        rows.append(bytes(row))

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"".join(rows)))
        + chunk(b"IEND", b"")
    )


class Card(ui.LayoutView):
    """A card with a picture, a table, and things to press and choose."""

    def __init__(self) -> None:
        super().__init__(timeout=None)
        self.add_item(
            ui.Container(
                ui.Section(
                    ui.TextDisplay("## Whose breakup playlists are most intense?"),
                    ui.TextDisplay("**Ada**, by a wide margin: *41 nights* after midnight, ||one artist||."),
                    accessory=ui.Thumbnail("attachment://bars.png", description="Seven small bars"),
                ),
                ui.Separator(),
                ui.MediaGallery(
                    discord.MediaGalleryItem(
                        "attachment://bars.png", description="Seven bars; the fifth is the tallest."
                    )
                ),
                ui.TextDisplay(TABLE),
                ui.TextDisplay("-# Rests on 3 members who agreed to be compared · closes <t:4102444800:R>"),
                Buttons(),
                Picks(),
                accent_colour=discord.Colour(0x5865F2),
            )
        )


class Buttons(ui.ActionRow["Card"]):
    @ui.button(label="Why?", style=discord.ButtonStyle.primary, custom_id="why", emoji="💡")
    async def why(self, interaction: discord.Interaction, _button: ui.Button) -> None:
        await interaction.response.send_message("Because of **41 nights** and 23 loops.", ephemeral=True)

    @ui.button(label="Count", style=discord.ButtonStyle.success, custom_id="count")
    async def count(self, interaction: discord.Interaction, button: ui.Button) -> None:
        pressed = int((button.label or "Count 0").split(" ")[-1]) if " " in (button.label or "") else 0
        button.label = f"Count {pressed + 1}"
        await interaction.response.edit_message(view=self.view)

    @ui.button(label="Dead", style=discord.ButtonStyle.danger, custom_id="dead")
    async def dead(self, interaction: discord.Interaction, _button: ui.Button) -> None:
        """Never answers."""

    @ui.button(label="Off", style=discord.ButtonStyle.secondary, custom_id="off", disabled=True)
    async def off(self, interaction: discord.Interaction, _button: ui.Button) -> None: ...


class Picks(ui.ActionRow["Card"]):
    @ui.select(
        placeholder="Choose up to two artists",
        custom_id="artists",
        max_values=2,
        options=[discord.SelectOption(label=name, description=f"{len(name)} letters") for name in ARTISTS[:6]],
    )
    async def artists(self, interaction: discord.Interaction, select: ui.Select) -> None:
        await interaction.response.send_message(f"You chose {' and '.join(select.values)}.", ephemeral=True)


class Form(ui.Modal, title="Propose a sale"):
    buyer = ui.Label(text="Buyer", description="Who would pay", component=ui.TextInput(max_length=80, min_length=3))
    words = ui.Label(text="Purpose", component=ui.TextInput(style=discord.TextStyle.paragraph, required=False))
    slice_ = ui.Label(
        text="What slice",
        component=ui.Select(
            options=[
                discord.SelectOption(label="Artist preferences", value="artists"),
                discord.SelectOption(label="Hours"),
            ]
        ),
    )
    files = ui.Label(text="Contract", description="A PDF", component=ui.FileUpload(required=False, max_values=2))
    quorum = ui.Label(
        text="Quorum",
        component=ui.RadioGroup(
            options=[
                discord.RadioGroupOption(label="Half", value="half", default=True),
                discord.RadioGroupOption(label="Two thirds", value="thirds", description="Rounded up"),
            ]
        ),
    )

    async def on_submit(self, interaction: discord.Interaction) -> None:
        chosen = ", ".join(self.slice_.component.values)
        files = " ".join(file.filename for file in self.files.component.values)
        await interaction.response.send_message(
            f"**{self.buyer.component.value}** would buy {chosen} ({self.quorum.component.value}). {files}"
        )


class Wishes(ui.Modal, title="What may the bot do?"):
    told = ui.TextDisplay("Everything is **off** until you choose it.")
    boxes = ui.Label(
        text="Consents",
        component=ui.CheckboxGroup(
            options=[
                discord.CheckboxGroupOption(label=name, value=name.lower()) for name in ("Compare", "Narrate", "Pool")
            ],
            required=False,
            min_values=0,
            max_values=3,
        ),
    )
    reminded = ui.Label(text="Remind me", component=ui.Checkbox(default=True))
    friend = ui.Label(text="A friend", component=ui.UserSelect(required=False))

    async def on_submit(self, interaction: discord.Interaction) -> None:
        friends = ", ".join(user.display_name for user in self.friend.component.values)
        await interaction.response.send_message(
            f"{sorted(self.boxes.component.values)} {self.reminded.component.value} {friends}", ephemeral=True
        )


async def suggest(_interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
    return [app_commands.Choice(name=name, value=name) for name in ARTISTS if typed.lower() in name.lower()]


def commands_of(tree: app_commands.CommandTree) -> None:
    """Add the bot's commands."""

    @tree.command(description="A card with everything on it")
    async def card(interaction: discord.Interaction) -> None:
        await interaction.response.send_message(view=Card(), file=discord.File(io.BytesIO(picture()), "bars.png"))

    @tree.command(description="Something that only you see")
    async def quiet(interaction: discord.Interaction) -> None:
        await interaction.response.send_message(
            "Your history: `105,000` listens since <t:1577836800:D>.", ephemeral=True
        )

    @tree.command(description="Thinks, then answers")
    async def slow(interaction: discord.Interaction) -> None:
        await interaction.response.defer(thinking=True)
        await tree.client.go.wait()
        await interaction.followup.send("Here it is.")

    @tree.command(description="Never answers")
    async def silent(interaction: discord.Interaction) -> None: ...

    @tree.command(description="Who spends the most time on an artist that you share")
    @app_commands.describe(artist="Any artist of this server", most="How many members", loud="Show it to everyone")
    @app_commands.describe(member="Compare with", where="Send it there", order="Sorted how")
    @app_commands.choices(
        order=[app_commands.Choice(name="Hours", value="ms"), app_commands.Choice(name="Plays", value="n")]
    )
    @app_commands.autocomplete(artist=suggest)
    async def whoknows(
        interaction: discord.Interaction,
        artist: str,
        most: app_commands.Range[int, 1, 25] = 10,
        loud: bool = False,
        member: discord.Member | None = None,
        where: discord.TextChannel | None = None,
        order: str = "ms",
    ) -> None:
        whom = f" with {member.mention}" if member else ""
        place = f" in {where.mention}" if where else ""
        await interaction.response.send_message(f"{artist}: top {most} by {order}{whom}{place}, loud={loud}")

    commands_with_fields(tree)


def commands_with_fields(tree: app_commands.CommandTree) -> None:
    """Those that take files or open forms."""

    @tree.command(description="Hand over the exports that your services owe you")
    @app_commands.describe(export="A ZIP or a JSON file", another="One more", third="And one more")
    async def upload(
        interaction: discord.Interaction,
        export: discord.Attachment | None = None,
        another: discord.Attachment | None = None,
        third: discord.Attachment | None = None,
    ) -> None:
        read = [f"{file.filename}: {len(await file.read())} bytes" for file in (export, another, third) if file]
        await interaction.response.send_message("\n".join(read), ephemeral=True)

    @tree.command(description="What is stored about me, and what may be done with it")
    async def privacy(interaction: discord.Interaction) -> None:
        await interaction.response.send_modal(Wishes())

    @tree.command(description="A classic embed")
    async def embed(interaction: discord.Interaction) -> None:
        shown = discord.Embed(title="Recap", description="Top *artists* of 2024", colour=0x3BA55D)
        shown.add_field(name="First", value="Björk", inline=True).add_field(name="Second", value="久石譲", inline=True)
        shown.set_footer(text="105,000 listens")
        await interaction.response.send_message(embed=shown, view=Link())

    sale = app_commands.Group(name="sale", description="Sell a slice of what we pooled")

    @sale.command(description="Propose a sale to the members who pool")
    async def propose(interaction: discord.Interaction) -> None:
        await interaction.response.send_modal(Form())

    @sale.command(description="Where each offer stands")
    async def status(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("No offers.")

    tree.add_command(sale)


class Link(ui.View):
    def __init__(self) -> None:
        super().__init__(timeout=None)
        self.add_item(ui.Button(label="Sources", url="https://example.org/sources"))


class ShowcaseBot(discord.Client):
    """The bot. `go` lets `/slow` go on."""

    def __init__(self) -> None:
        super().__init__(intents=discord.Intents(guilds=True), guild_ready_timeout=0.05)
        self.tree = app_commands.CommandTree(self)
        self.go = asyncio.Event()
        commands_of(self.tree)

    async def setup_hook(self) -> None:
        await self.tree.sync()


FRIENDS = ("Ada", "Bo", "Chidi", "Dana", "Emi (恵美)", "فريد")


@asynccontextmanager
async def showcase(port: int = 0, **settings: object) -> AsyncIterator[tuple[Sandbox, ShowcaseBot]]:
    """A sandbox of two servers (`FRIENDS`; Ada and Gus) with the bot logged in; `settings` as for `Sandbox`."""
    world = build_world(
        {"Friends": (FRIENDS, 1, ("general", "music", "votes")), "Vinyl Club": (("Ada", "Gus"), 1, ("general",))}
    )
    async with Sandbox(world, port=port, generous_limits=True, **settings) as sandbox:
        bot = ShowcaseBot()
        async with connected(sandbox, bot):
            yield sandbox, bot
