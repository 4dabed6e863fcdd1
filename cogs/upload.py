"""`/upload`: hand over an export, as attachments or through a form."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any, cast

import discord
from discord import app_commands, ui
from discord.ext import commands

from bot.client import Interaction, TuttiClient, guild_of
from bot.errors import DownloadFailed
from bot.services import Services
from bot.usecases.issue_upload_link import UploadLink, issue_upload_link
from bot.usecases.suggest_time_zones import suggest_time_zones
from bot.usecases.upload_export import SentFile, Stage, upload_export
from cogs.forms import Form
from cogs.render.exports import HOW_TO, how_to_card
from cogs.render.privacy import consent_card
from cogs.render.upload import files_hint, link_card, progress_card, receipt_card

_FILES = 10
"""The most files that one message, and so one form, can carry."""


class Upload(commands.Cog):
    """Handing over exports."""

    def __init__(self, services: Services) -> None:
        self.services = services

    @app_commands.command()
    @app_commands.describe(
        file="The ZIP that your service sent you, or a file from it",
        file_2="Another file",
        file_3="Another file",
        file_4="Another file",
        file_5="Another file",
        time_zone="Where your clock runs, so that 3 am is your 3 am",
        link="Get a private page instead, for files that Discord refuses",
        how="How to ask a service for your export",
    )
    @app_commands.rename(how="help")
    @app_commands.choices(how=[app_commands.Choice(name=service, value=service) for service in HOW_TO])
    async def upload(
        self,
        interaction: Interaction,
        file: discord.Attachment | None = None,
        file_2: discord.Attachment | None = None,
        file_3: discord.Attachment | None = None,
        file_4: discord.Attachment | None = None,
        file_5: discord.Attachment | None = None,
        time_zone: str | None = None,
        link: bool = False,
        how: str | None = None,
    ) -> None:
        """Add your listening history from your services' exports. Only you see the receipt."""
        if how is not None:
            await interaction.response.send_message(**how_to_card(how).fresh(), ephemeral=True)
            return
        files = [each for each in (file, file_2, file_3, file_4, file_5) if each is not None]
        if link:
            await interaction.response.defer(ephemeral=True, thinking=True)
            await interaction.edit_original_response(**link_card(await _link(self.services, interaction)).edited())
            return
        if not files:
            await interaction.response.send_modal(UploadForm(self.services, interaction.filesize_limit))
            return
        await receive(self.services, interaction, files, time_zone)

    @upload.autocomplete("time_zone")
    async def _time_zones(self, _: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return [app_commands.Choice(name=name, value=name) for name in suggest_time_zones(typed)]


class UploadForm(Form, title="Upload your listening history"):
    """The same as the command's attachments, for those who prefer a form. Up to ten files."""

    files = ui.Label(
        text="Your export",
        component=ui.FileUpload[Any](min_values=1, max_values=_FILES),
    )
    time_zone = ui.Label(
        text="Time zone",
        description="So that 3 am is your 3 am. Leave empty to keep what you had.",
        component=ui.TextInput[Any](placeholder="Europe/Berlin", required=False, max_length=60),
    )

    def __init__(self, services: Services, filesize_limit: int) -> None:
        super().__init__()
        self._services = services
        self.files.description = files_hint(filesize_limit, has_page=bool(services.settings.public_url))

    async def sent(self, interaction: Interaction) -> None:
        """The files are here."""
        uploads = cast("ui.FileUpload[Any]", self.files.component)
        zone = cast("ui.TextInput[Any]", self.time_zone.component)
        await receive(self._services, interaction, uploads.values, zone.value.strip() or None)


async def receive(
    services: Services,
    interaction: Interaction,
    attachments: Sequence[discord.Attachment],
    time_zone: str | None,
) -> None:
    """Take the attachments, show how far the reading is, and answer with the receipt."""
    await interaction.response.defer(ephemeral=True, thinking=True)

    async def show(stage: Stage) -> None:
        await interaction.edit_original_response(**progress_card(stage).edited())

    try:
        outcome = await upload_export(
            services,
            guild_of(interaction),
            interaction.user.id,
            interaction.user.display_name,
            [SentFile(each.filename, each.size, partial(_download, each)) for each in attachments],
            time_zone,
            show,
        )
    except DownloadFailed as error:
        if not services.settings.public_url:
            raise
        card = link_card(await _link(services, interaction), str(error))
        await interaction.edit_original_response(**card.edited())
        return
    await interaction.edit_original_response(**receipt_card(outcome).edited())
    await interaction.followup.send(**consent_card(outcome.consents).fresh(), ephemeral=True)


async def _link(services: Services, interaction: Interaction) -> UploadLink:
    guild = interaction.guild
    me = interaction.user
    name = guild.name if guild is not None else "this server"
    return await issue_upload_link(services, guild_of(interaction), me.id, me.display_name, name)


async def _download(attachment: discord.Attachment) -> bytes:
    try:
        return await attachment.read()
    except discord.HTTPException as error:
        raise DownloadFailed(attachment.filename) from error


async def setup(client: TuttiClient) -> None:
    """Add the command."""
    await client.add_cog(Upload(client.services))
