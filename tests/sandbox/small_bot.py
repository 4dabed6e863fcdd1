"""A small bot on unmodified discord.py, with one of everything that a bot does. For the journeys of these tests."""

from __future__ import annotations

import asyncio
import io
import struct
import zlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import discord
from discord import app_commands, ui

from bot.sandbox.redirect import discord_at
from bot.sandbox.server import Sandbox

ARTISTS = ("Bonobo", "Bon Iver", "Björk", "Boards of Canada")


def png(width: int = 3, height: int = 2) -> bytes:
    """A white picture."""
    rows = b"".join(b"\0" + b"\xff" * 3 * width for _ in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    packed = (struct.pack(">I", len(d)) + n + d + struct.pack(">I", zlib.crc32(n + d)) for n, d in chunks)
    return b"\x89PNG\r\n\x1a\n" + b"".join(packed)


class Vote(ui.DynamicItem[ui.Button], template=r"vote:(?P<choice>yes|no)"):
    """A button that answers after a restart."""

    def __init__(self, choice: str) -> None:
        super().__init__(ui.Button(label=choice.title(), custom_id=f"vote:{choice}"))
        self.choice = choice

    @classmethod
    async def from_custom_id(cls, interaction, item, match, /):
        return cls(match["choice"])

    async def callback(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message(f"You voted {self.choice}.", ephemeral=True)


class Card(ui.LayoutView):
    """A Components V2 card with a picture, a button and a menu."""

    def __init__(self) -> None:
        super().__init__(timeout=None)
        why = ui.Button(label="Why?", custom_id="why")
        why.callback = self.why
        more = ui.Button(label="More", custom_id="more")
        more.callback = self.more
        pick = ui.Select(
            placeholder="Pick one",
            custom_id="pick",
            options=[discord.SelectOption(label="First", value="1"), discord.SelectOption(label="Second", value="2")],
        )
        pick.callback = self.pick
        self.menu = pick
        self.add_item(
            ui.Container(
                ui.TextDisplay("# Breakups"),
                ui.MediaGallery(
                    discord.MediaGalleryItem("attachment://chart.png", description="A chart of three bars")
                ),
                ui.ActionRow(why, more),
                ui.ActionRow(pick),
                accent_colour=0x3BA55D,
            )
        )

    async def why(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message("Because of February.", ephemeral=True)

    async def more(self, interaction: discord.Interaction) -> None:
        view = ui.LayoutView()
        view.add_item(ui.TextDisplay("There is no more."))
        await interaction.response.edit_message(view=view, attachments=[])

    async def pick(self, interaction: discord.Interaction) -> None:
        await interaction.response.defer()
        await interaction.followup.send(f"picked {self.menu.values[0]}", ephemeral=True)


class Offer(ui.Modal, title="Propose a sale"):
    """A modal with one of each field."""

    buyer = ui.Label(text="Buyer", component=ui.TextInput(max_length=20))
    use = ui.Label(
        text="Use",
        component=ui.Select(options=[discord.SelectOption(label="Research"), discord.SelectOption(label="Training")]),
    )
    files = ui.Label(text="Terms", component=ui.FileUpload(min_values=1, max_values=2))
    quorum = ui.Label(
        text="Quorum",
        component=ui.RadioGroup(
            options=[
                discord.RadioGroupOption(label="Half", value="50"),
                discord.RadioGroupOption(label="All", value="100"),
            ]
        ),
    )
    sure = ui.Label(text="Sure", component=ui.Checkbox())

    async def on_submit(self, interaction: discord.Interaction) -> None:
        terms = b"".join([await attachment.read() for attachment in self.files.component.values])
        said = (self.buyer.component.value, *self.use.component.values, terms.decode())
        await interaction.response.send_message(
            f"{said} {self.quorum.component.value} {self.sure.component.value}", ephemeral=True
        )


class SmallBot(discord.AutoShardedClient):
    """One of everything. `seen` collects the events that tests ask about."""

    def __init__(self, shard_count: int | None = None, intents: discord.Intents | None = None) -> None:
        super().__init__(
            intents=intents or discord.Intents(guilds=True, guild_messages=True, dm_messages=True),
            guild_ready_timeout=0.05,
            shard_count=shard_count,
            allowed_mentions=discord.AllowedMentions.none(),
        )
        self.tree = app_commands.CommandTree(self)
        self.seen: list[tuple[str, object]] = []
        add_commands(self.tree)

    async def setup_hook(self) -> None:
        self.add_dynamic_items(Vote)
        await self.tree.sync()

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        self.seen.append(("interaction", interaction.id))

    async def on_message(self, message: discord.Message) -> None:
        self.seen.append(("message", message.content))

    async def on_resumed(self) -> None:
        self.seen.append(("resumed", None))


def add_commands(tree: app_commands.CommandTree) -> None:
    @tree.command()
    async def hello(interaction: discord.Interaction) -> None:
        """Says hello."""
        await interaction.response.send_message("Hello", ephemeral=True)

    @tree.command()
    async def card(interaction: discord.Interaction) -> None:
        """Thinks, then shows a card."""
        await interaction.response.defer(thinking=True)
        await interaction.followup.send(view=Card(), file=discord.File(io.BytesIO(png()), "chart.png"))

    @tree.command()
    @app_commands.describe(file="Your export", note="A word")
    async def upload(
        interaction: discord.Interaction,
        file: discord.Attachment,
        file2: discord.Attachment | None = None,
        note: str = "",
    ) -> None:
        """Takes files."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        sizes = [len(await f.read()) for f in (file, file2) if f]
        await interaction.edit_original_response(content=f"{file.filename}: {sizes} {note}")

    @tree.command()
    async def whoknows(
        interaction: discord.Interaction, artist: str, at_least: app_commands.Range[int, 1, 9] = 1
    ) -> None:
        """Answers about an artist."""
        await interaction.response.send_message(f"{artist} {at_least}")

    @whoknows.autocomplete("artist")
    async def artists(interaction: discord.Interaction, current: str) -> list[app_commands.Choice[str]]:
        return [app_commands.Choice(name=a, value=a) for a in ARTISTS if a.lower().startswith(current.lower())]

    @tree.command()
    async def about(interaction: discord.Interaction, member: discord.Member) -> None:
        """Names a member."""
        view = ui.View()
        view.add_item(Vote("yes"))
        view.add_item(Vote("no"))
        await interaction.response.send_message(f"About {member.display_name}", view=view)

    @tree.command()
    async def silent(interaction: discord.Interaction) -> None:
        """Never answers."""

    sale = app_commands.Group(
        name="sale", description="Sales", default_permissions=discord.Permissions(manage_guild=True), guild_only=True
    )

    @sale.command()
    async def propose(interaction: discord.Interaction) -> None:
        """Opens a form."""
        await interaction.response.send_modal(Offer())

    tree.add_command(sale)


@asynccontextmanager
async def connected(sandbox: Sandbox, bot: discord.Client | None = None) -> AsyncIterator[SmallBot]:
    """A bot that is ready, and closed at the end."""
    bot = bot or SmallBot()
    with discord_at(sandbox.url):
        running = asyncio.create_task(bot.start(sandbox.token))
        ready = asyncio.create_task(_ready(bot))
        try:
            await asyncio.wait({running, ready}, return_when=asyncio.FIRST_COMPLETED)
            if running.done():
                running.result()
            yield bot
        finally:
            ready.cancel()
            await bot.close()
            await asyncio.gather(running, ready, return_exceptions=True)


async def _ready(bot: discord.Client) -> None:
    while not bot.is_ready():
        await asyncio.sleep(0)
        if bot._ready is not discord.utils.MISSING:
            await bot._ready.wait()
