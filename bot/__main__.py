"""The `tutti` command line, and the only place that chooses: settings, storage, workers, painter, model, cogs."""

from __future__ import annotations

import asyncio
import gc
import json
import logging
import signal
import sys
import tempfile
from asyncio import FIRST_COMPLETED
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from pydantic import SecretStr, ValidationError

from bot.errors import SettingsError, UserError
from bot.model.amounts import counted
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.client import TuttiClient
    from bot.language.client import LanguageModel
    from bot.narration.narrator import Narrator
    from bot.questions.planner import Planner
    from bot.services import Clock, Services
    from bot.workers import Workers
    from storage import Store


class _Commands(click.Group):
    """Commands whose failures that an operator can mend end in one sentence, without a trace."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - click's signature
        try:
            return super().invoke(ctx)
        except (SettingsError, UserError) as error:
            raise click.ClickException(str(error)) from error
        except ValidationError as error:
            first = error.errors()[0]
            name = "_".join(map(str, first["loc"])).upper()
            raise click.ClickException(f"{name}: {first['msg']}. See .env.example for what it takes.") from error


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="tutti-bot", prog_name="tutti")
def main() -> None:
    """Tutti: a Discord bot for comparing listening in a group, asking it questions and voting on its data."""


@main.command()
def run() -> None:
    """Run the bot on Discord. Needs DISCORD_TOKEN, from the environment or .env."""
    settings = Settings()
    if not settings.discord_token.get_secret_value().strip():
        raise SettingsError(
            "DISCORD_TOKEN is not set. Copy .env.example to .env and put the token of your Discord application there, "
            "or try Tutti without Discord: make demo"
        )
    _log_to_stderr()
    _run_until_stopped(run_on_discord(settings))


@main.command()
@click.option("--host", help="Address to listen on; loopback only.  [default: SANDBOX_HOST or 127.0.0.1]")
@click.option(
    "--port", type=click.IntRange(0, 65535), help="Port; a taken one gives the next free one.  [default: 8800]"
)
@click.option("--data-dir", type=click.Path(file_okay=False, path_type=Path), help="Where this sandbox is kept.")
@click.option("--samples/--no-samples", default=True, show_default=True, help="Sample members upload their exports.")
def sandbox(host: str | None, port: int | None, data_dir: Path | None, samples: bool) -> None:
    """A Discord of your own on this machine, in the browser, with Tutti in it."""
    settings = Settings()
    changes = {"sandbox_host": host, "sandbox_port": port, "data_dir": data_dir or settings.data_dir / "sandbox"}
    chosen = settings.model_copy(update={name: value for name, value in changes.items() if value is not None})
    _log_to_stderr(logging.WARNING)
    _run_until_stopped(run_in_sandbox(chosen, samples=samples, say=click.echo))


@main.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
def inspect(paths: tuple[Path, ...], as_json: bool) -> None:
    """Read exports (files, folders or ZIPs) as one upload, store nothing, and print the receipt."""
    from bot.usecases.inspect_export import inspect_export

    receipt = inspect_export(paths, Settings())
    if as_json:
        click.echo(json.dumps(receipt, indent=2, ensure_ascii=False))
        return
    for file in receipt["files"]:
        left_out = ", ".join(f"{count:,} {reason}" for reason, count in file["left_out"].items())
        click.echo(f"{file['name']}  ({file['kind']})")
        click.echo(
            f"    {counted(file['rows'], 'row')}, {file['kept']:,} kept"
            + (f"; left out: {left_out}" if left_out else "")
        )
        if file["note"]:
            click.echo(f"    {file['note']}")
    if receipt["listens"]:
        click.echo(
            f"{counted(receipt['listens'], 'listen')} from {receipt['first'][:10]} to {receipt['last'][:10]}, "
            f"{receipt['played_ms'] / 3_600_000:,.0f} hours"
        )
    if receipt["playlists"]:
        click.echo(f"{counted(receipt['playlists'], 'playlist')} with {counted(receipt['playlist_tracks'], 'track')}")
    if receipt["problem"]:
        click.echo(receipt["problem"], err=True)
        sys.exit(1)


@main.command()
@click.option("--json", "as_json", is_flag=True, help="Print the plan alone, in the grammar.")
@click.option("--member", "members", multiple=True, metavar="NAME", help="A member of the server; may be given often.")
@click.argument("question")
def plan(question: str, as_json: bool, members: tuple[str, ...]) -> None:
    """Print how a question in words would be answered, without answering it. Uses no network."""
    from bot.usecases.plan_question import plan_question

    planned = plan_question(question, members, datetime.now(UTC).date())
    if as_json:
        click.echo(planned.as_json)
    else:
        click.echo(planned.in_words)


@main.command("verify-package")
@click.option("--offer", "offer_sha256", default="", metavar="SHA256", help="The offer that you agreed to.")
@click.option("--slice", "slice_sha256", default="", metavar="SHA256", help="The slice that you agreed to.")
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def verify_package(path: Path, offer_sha256: str, slice_sha256: str) -> None:
    """Check a package that a group sold: hashes, columns, rounding, and that every row has enough contributors.

    Ends with 0 where everything holds, 1 where something does not, and 2 where it is no package. Uses no network.
    """
    from bot.collective.packages.opened import MOST_BYTES
    from bot.collective.verification import verify_package as verify

    with path.open("rb") as file:
        checked = verify(file.read(MOST_BYTES + 1), offer_sha256=offer_sha256, slice_sha256=slice_sha256)
    for line in checked.passed:
        click.echo(line)
    for line in checked.findings:
        click.echo(line, err=True)
    sys.exit(checked.exit_code)


@main.command("simulate-sale")
@click.option("--members", type=click.IntRange(20, 200_000), default=18_000, show_default=True, help="Who pool.")
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed makes the same community.")
@click.option("--data-dir", type=click.Path(file_okay=False, path_type=Path), help="Keep the database there.")
def simulate_sale(members: int, seed: int, data_dir: Path | None) -> None:
    """Sell a slice of a made-up community's listening, from an empty database to the last cent, and print times.

    Members, their consents and a year of listening each (about 1,500 plays) are made up in worker processes and stored
    in bulk, as the parts of daybooks that uploads leave and packages read; reading 18,000 exports would take hours.
    From there on everything goes the way of the commands: draft, preview, a vote by every member, close, members who
    leave, the package with its independent check and the buyer's own, payments by file, and an audit of the books.
    """
    if data_dir is not None:
        if (data_dir / "tutti.sqlite3").exists():
            raise SettingsError(f"{data_dir} holds a database already. Choose a folder without one.")
        _run_until_stopped(run_simulated_sale(data_dir, members, seed, click.echo))
        return
    with tempfile.TemporaryDirectory(prefix="tutti-sale-") as folder:
        _run_until_stopped(run_simulated_sale(Path(folder), members, seed, click.echo))


@main.command()
def migrate() -> None:
    """Bring the database to this version. `run` and `sandbox` do so themselves."""
    from storage import migrate as migrate_database

    settings = Settings()
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    asyncio.run(migrate_database(settings.storage_url))
    click.echo("The database is up to date.")


@asynccontextmanager
async def open_services(
    settings: Settings, clock: Clock | None = None, workers: Workers | None = None
) -> AsyncIterator[Services]:
    """Choose and open the tools; close them in reverse.

    Args:
        clock: another source of the time, for tests.
        workers: processes that are there already and stay, for tests; by default their own.
    """
    from bot.charts.painter import Painter
    from bot.services import Services, WallClock
    from bot.usecases.upload_export import empty_spool
    from bot.workers import Workers
    from storage import migrate as migrate_database
    from storage import open_store

    settings.data_dir.mkdir(parents=True, exist_ok=True)
    empty_spool(settings)
    await migrate_database(settings.storage_url)
    async with AsyncExitStack() as opened:
        store = open_store(settings.storage_url)
        opened.push_async_callback(store.close)
        if workers is None:
            workers = Workers(settings.workers, settings.worker_memory_mb)
            opened.push_async_callback(asyncio.to_thread, workers.close)
        painter = Painter(workers, settings.browser_path)
        opened.push_async_callback(painter.close)
        model = choose_model(settings, store)
        if model is not None:
            opened.push_async_callback(model.close)
        narrator, planner = choose_narrator(model), choose_planner(model)
        yield Services(settings, store, workers, narrator, painter, clock or WallClock(), model, planner)


def choose_model(settings: Settings, store: Store) -> LanguageModel | None:
    """The language model, where there is a key for one: shared by all that ask it, with one budget and one breaker."""
    from bot.language.client import LanguageModel
    from bot.language.endpoint import Endpoint
    from storage.spending import StoredBudget

    key = settings.openai_api_key.get_secret_value().strip()
    if not key:
        return None
    endpoint = Endpoint(key, settings.openai_model, settings.openai_base_url, settings.openai_timeout_s)
    return LanguageModel(endpoint, budget=StoredBudget(store.spending), daily_tokens=settings.openai_daily_tokens)


def choose_narrator(model: LanguageModel | None) -> Narrator:
    """Words by the language model, else by templates."""
    from bot.narration.narrator import ModelNarrator
    from bot.narration.template import TemplateNarrator

    return TemplateNarrator() if model is None else ModelNarrator(model)


def choose_planner(model: LanguageModel | None) -> Planner:
    """Plans by the language model within what the rules allow, else by the rules alone."""
    from bot.questions.model_planner import ModelPlanner
    from bot.questions.planner import RulesPlanner

    return RulesPlanner() if model is None else ModelPlanner(model)


def make_client(services: Services, *, guild_ready_timeout: float = 2.0) -> TuttiClient:
    """The bot with all its cogs, not yet connected."""
    from bot.client import TuttiClient
    from bot.usecases.renew_daybooks import renew_daybooks
    from bot.usecases.warm_workers import warm_workers
    from cogs import SETUPS

    # A full pass over all that discord.py and SQLAlchemy keep held the event loop for 60 ms, and never finds anything.
    gc.collect()
    gc.freeze()
    return TuttiClient(services, SETUPS, [warm_workers, renew_daybooks], guild_ready_timeout=guild_ready_timeout)


async def run_on_discord(settings: Settings) -> None:
    """The bot on Discord, or on the Discord at DISCORD_API_URL, and its upload page, until it is stopped."""
    from bot.sandbox.redirect import discord_at
    from bot.web.server import listen, serve

    listening = listen(settings) if settings.public_url else None
    async with AsyncExitStack() as opened:
        services = await opened.enter_async_context(open_services(settings))
        if listening is not None:
            await opened.enter_async_context(serve(services, listening))
        with discord_at(settings.discord_api_url):
            await make_client(services).run_until_closed(settings.discord_token.get_secret_value().strip())


async def run_in_sandbox(settings: Settings, *, samples: bool, say: Callable[[str], None]) -> None:
    """A Discord on this machine with the bot in it, until it is stopped.

    Args:
        samples: whether sample members upload their exports, once.
        say: prints a line for the person who started it.
    """
    from bot.sandbox.moving_in import move_in
    from bot.sandbox.redirect import discord_at
    from bot.sandbox.server import open_sandbox
    from bot.web.server import listen, serve

    settings = settings.model_copy(update={"web_host": "127.0.0.1", "server_members_intent": True})
    listening = listen(settings, next_free=True)
    settings = settings.model_copy(update={"public_url": f"http://127.0.0.1:{listening.getsockname()[1]}"})
    async with open_sandbox(settings) as place, open_services(settings) as services, serve(services, listening):
        with discord_at(place.url):
            client = make_client(services, guild_ready_timeout=0.1)
            running = asyncio.ensure_future(client.run_until_closed(place.token))
            try:
                await asyncio.wait(
                    {running, asyncio.ensure_future(client.wait_until_ready())}, return_when=FIRST_COMPLETED
                )
                if running.done():
                    await running  # it ended before it was ready: with its reason
                say(f"Tutti is ready: {place.url}")
                if samples:
                    await move_in(place, services, say)
                await running
            finally:
                await client.close()


async def run_simulated_sale(folder: Path, members: int, seed: int, say: Callable[[str], None]) -> None:
    """A sale among made-up members, on a database of its own."""
    from bot.simulation.sale import SimulatedClock, simulate_sale

    settings = Settings().model_copy(update={"data_dir": folder, "database_url": "", "openai_api_key": SecretStr("")})
    clock = SimulatedClock()
    async with open_services(settings, clock) as services:
        await simulate_sale(services, clock, members, seed, say)


def _run_until_stopped(work: Coroutine[Any, Any, None]) -> None:
    """Run `work`; Ctrl-C or SIGTERM cancels it, and it closes what it opened."""

    async def main_task() -> None:
        task = asyncio.ensure_future(work)
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, task.cancel)
        try:
            await task
        except asyncio.CancelledError:
            click.echo("Stopped.", err=True)

    asyncio.run(main_task())


def _log_to_stderr(level: int = logging.INFO) -> None:
    logging.basicConfig(level=level, format="%(asctime)s %(levelname)-7s %(name)s: %(message)s", stream=sys.stderr)
    # Names of gateways and sessions are of no use to an operator.
    logging.getLogger("discord").setLevel(max(level, logging.WARNING))


if __name__ == "__main__":
    main()
