"""The settings: one frozen class, and the only reader of the environment (and of `.env`).

`.env.example` lists the same names with the same defaults; a test keeps the two equal.
"""

from __future__ import annotations

from pathlib import Path

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Everything an operator may set, from the environment or `.env`; names are upper case there."""

    model_config = SettingsConfigDict(env_file=".env", env_file_encoding="utf-8", extra="ignore", frozen=True)

    # Discord
    discord_token: SecretStr = Field(SecretStr(""), description="The bot's token. Needed by `make run` only.")
    discord_api_url: str = Field("", description="A Discord elsewhere, such as a sandbox; empty means discord.com.")
    server_members_intent: bool = Field(
        False, description="Whether polls can ask everyone or roles: the Server Members Intent, on in the portal too."
    )

    # Storage
    data_dir: Path = Field(Path(".tutti"), description="Where the database and files under way are kept.")
    database_url: str = Field("", description="SQLAlchemy URL; empty means SQLite in DATA_DIR.")

    # Work
    workers: int = Field(2, ge=1, le=64, description="Processes that read, group and draw.")
    worker_memory_mb: int = Field(1500, ge=400, description="The most memory that each of them may use, in MiB.")
    browser_path: str = Field("", description="The Chromium that draws pictures; empty means look for one.")

    # Uploads
    max_upload_mb: int = Field(500, ge=1, description="The largest upload, as sent, in MiB.")
    max_unpacked_mb: int = Field(2000, ge=1, description="The largest upload, unpacked, in MiB.")
    max_entries: int = Field(20_000, ge=1, description="The most files in one upload, ZIPs inside ZIPs included.")
    max_ratio: int = Field(200, ge=2, description="The most that one file may grow by unpacking.")
    max_read_s: float = Field(40, gt=0, description="The longest that one upload may be read, in seconds.")

    # The upload page, for files that Discord refuses
    public_url: str = Field("", description="Its address as members reach it, https only; empty means there is none.")
    web_host: str = Field(
        "127.0.0.1", description="Address that it listens on; a proxy with a certificate stands before."
    )
    web_port: int = Field(8810, ge=0, le=65535, description="Its port.")
    upload_link_minutes: int = Field(30, ge=1, le=1440, description="How long a link to it works if it is not used.")

    # Whoever answers for what is kept here: stands in members' consent records
    controller_name: str = Field("", description="Name of the person or group that runs this Tutti.")
    controller_address: str = Field("", description="Postal address.")
    controller_contact: str = Field("", description="Where members can ask: an e-mail address or a page.")
    controller_country: str = Field(
        "", pattern="^([A-Z]{2})?$", description="Where the database is kept: two letters of ISO 3166, such as DE."
    )

    # The language model; without a key, templates speak and rules read questions
    openai_api_key: SecretStr = Field(SecretStr(""), description="Key of any OpenAI-compatible service.")
    openai_base_url: str = Field("", description="Its address; empty means OpenAI's own.")
    openai_model: str = Field("gpt-5-mini", description="The model that words answers and reads questions.")
    openai_timeout_s: float = Field(12, gt=0, le=60, description="The longest wait for words, in seconds.")
    openai_daily_tokens: int = Field(500_000, ge=0, description="The most tokens in a day (UTC), over all servers.")
    openai_server_tokens: int = Field(200_000, ge=0, description="The most tokens in a day for one server.")
    openai_member_tokens: int = Field(50_000, ge=0, description="The most tokens in a day for one member of a server.")

    # The sandbox
    sandbox_host: str = Field("127.0.0.1", description="Address that `tutti sandbox` listens on; loopback only.")
    sandbox_port: int = Field(8800, ge=0, le=65535, description="Its port; a taken one gives the next free one.")
    sandbox_openapi: str = Field("", description="Path of Discord's OpenAPI description, for stricter checks.")

    @property
    def storage_url(self) -> str:
        """The database's SQLAlchemy URL, with its default filled in."""
        return self.database_url or f"sqlite+aiosqlite:///{(self.data_dir / 'tutti.sqlite3').absolute()}"
