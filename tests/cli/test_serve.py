"""`briefing-bot serve` as it runs: a process of its own, against the local Bot API server."""

import asyncio
import os
import re
import signal
import socket
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import httpx

from bot.playground.server import TelegramServer
from bot.playground.server.reading import Shown
from tests.cli.conftest import Run
from tests.telegram_fixtures import telegram

__all__ = ["telegram"]

SECONDS = 30.0
"""To start or to end on a busy machine."""
STOP_SECONDS = 15.0
"""Ten are promised for what is in hand."""
OTHER_TOKEN = "7000000002:AAF-of-another-bot-no-server-knows_0123"
QUESTION = "What does Russia demand?"


def find_port() -> int:
    """One that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def make_environment(telegram: TelegramServer, **stated: str) -> dict[str, str]:
    """As an operator would set it; `stated` are settings, without their prefix."""
    plain = {
        "telegram_token": telegram.token,
        "telegram_api_url": telegram.url,
        "listen": f"127.0.0.1:{find_port()}",
        "log_level": "debug",
        "send_per_second": "1000",
        "send_per_chat": "1000",
        "send_per_group": "1000",
    }
    return os.environ | {f"BRIEFING_{name.upper()}": value for name, value in (plain | stated).items()}


async def start(environment: dict[str, str], output: Path, *options: str) -> Process:
    """Everything that it prints goes to the end of that file."""
    with output.open("ab") as file:
        command = [sys.executable, "-m", "bot", "serve", *options]
        return await asyncio.create_subprocess_exec(*command, env=environment, stdout=file, stderr=file)


async def run_serve(environment: dict[str, str], output: Path, *options: str) -> tuple[int, str]:
    """Exit status and output of one that is to end by itself."""
    process = await start(environment, output, *options)
    try:
        status = await asyncio.wait_for(process.wait(), SECONDS)
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    return status, read_output(output)


def read_output(output: Path) -> str:
    """On one line, since sentences are wrapped."""
    return " ".join(output.read_text(encoding="utf-8").split())


async def _look(check: Callable[[], bool]) -> None:
    async with asyncio.timeout(SECONDS):
        while not check():  # noqa: ASYNC110 (nothing tells when)
            await asyncio.sleep(0.05)


class Serving:
    """A process that serves."""

    def __init__(self, telegram: TelegramServer, process: Process, output: Path) -> None:
        self._telegram = telegram
        self._process = process
        self._output = output

    async def until(self, check: Callable[[], bool], *, tick: bool = False) -> None:
        """Fails with what was printed when the process ends before the check holds. `tick`: nothing that happens at
        Telegram tells when to look."""
        ended = asyncio.create_task(self._process.wait())
        holds = asyncio.create_task(_look(check) if tick else self._telegram.until(check, SECONDS))
        await asyncio.wait([ended, holds], return_when=asyncio.FIRST_COMPLETED)
        ended.cancel()
        if not holds.done():
            holds.cancel()
            raise AssertionError(read_output(self._output))
        await holds

    async def stop(self, how: signal.Signals) -> None:
        self._process.send_signal(how)
        assert await asyncio.wait_for(self._process.wait(), STOP_SECONDS) == 0, read_output(self._output)


@asynccontextmanager
async def serving(telegram: TelegramServer, environment: dict[str, str], output: Path) -> AsyncIterator[Serving]:
    """One that waits for updates when this enters; killed when it is left, unless it has ended."""
    polled = len(telegram.world.called("getUpdates"))
    process = await start(environment, output)
    started = Serving(telegram, process, output)
    try:
        await started.until(lambda: len(telegram.world.called("getUpdates")) > polled)
        yield started
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def get(environment: dict[str, str], page: str) -> httpx.Response:
    async with httpx.AsyncClient(trust_env=False) as client:
        return await client.get(f"http://{environment['BRIEFING_LISTEN']}{page}")


def answers_to(telegram: TelegramServer, chat_id: int, start: str) -> list[Shown]:
    return [answer for answer in telegram.answers(chat_id) if answer.text.startswith(start)]


async def test_without_a_token_it_says_where_to_get_one(telegram: TelegramServer, tmp_path: Path) -> None:
    status, output = await run_serve(make_environment(telegram, telegram_token=""), tmp_path / "output")
    assert status == 2
    assert output.startswith("BRIEFING_TELEGRAM_TOKEN is not set. Get a token from @BotFather on Telegram (/newbot)")
    assert telegram.world.calls == []


async def test_where_another_program_listens_it_says_so(telegram: TelegramServer, tmp_path: Path, folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        place = f"127.0.0.1:{taken.getsockname()[1]}"
        environment = make_environment(telegram, listen=place)
        status, output = await run_serve(environment, tmp_path / "output", "--corpus", str(folder))
    assert status == 2
    assert f"Nothing can be served at {place}: Address already in use. Set BRIEFING_LISTEN to another address" in output
    assert telegram.world.calls == []


async def test_a_token_that_telegram_does_not_know_ends_it_with_a_sentence(
    telegram: TelegramServer, tmp_path: Path, data_dir: Path, folder: Path
) -> None:
    environment = make_environment(telegram, telegram_token=OTHER_TOKEN)
    status, output = await run_serve(environment, tmp_path / "output", "--corpus", str(folder))
    assert status == 2
    assert "Nobody may use the bot yet: set BRIEFING_OPERATORS to your Telegram id" in output
    assert "Telegram does not know the token in BRIEFING_TELEGRAM_TOKEN. Ask @BotFather for the right one" in output
    assert "Traceback" not in output
    check_secret(OTHER_TOKEN, output, data_dir)


async def test_it_serves_and_stops_and_loses_no_question_in_between(
    telegram: TelegramServer, tmp_path: Path, data_dir: Path, folder: Path, run: Run
) -> None:
    telegram.world.floods.enabled = False
    ann = telegram.world.person("Ann")
    telegram.people.start(ann.id)
    environment, output = make_environment(telegram, operators=str(ann.id)), tmp_path / "output"
    for method in ("sendChatAction", "sendMessage"):
        telegram.fault(method, html=True)

    async with serving(telegram, environment, output) as bot:
        assert (await get(environment, "/healthz")).text == "ok\n"
        telegram.people.write(ann.id, ann.id, QUESTION)
        await bot.until(lambda: bool(answers_to(telegram, ann.id, "Russia demands")))
        ready = await get(environment, "/readyz")
        assert (ready.status_code, ready.json()["problems"]) == (200, [])
        assert "briefing_bot_corpus_articles 23.0" in (await get(environment, "/metrics")).text
        for _ in range(5):
            telegram.people.write(ann.id, ann.id, QUESTION)
        await bot.stop(signal.SIGTERM)
    shown = read_output(output)
    assert re.search(r"Starting with 23 articles\. How the process is doing: \S+/readyz\. Ctrl-C stops\.", shown)
    assert f"@{telegram.world.bot.username} answers on Telegram." in shown
    assert "Nothing is ingested yet: this comes from the sample corpus." in shown
    assert "Nobody may use the bot yet" not in shown
    assert '"level": "info"' in shown, "it did log"
    check_secret(telegram.token, shown, data_dir)
    output.unlink()

    assert (await asyncio.to_thread(run, "ingest", folder)).exit_code == 0
    before = len(telegram.answers(ann.id))
    telegram.people.write(ann.id, ann.id, "Who walked out?")
    async with serving(telegram, environment, output) as bot:
        await bot.until(lambda: bool(answers_to(telegram, ann.id, "The dockers of Port Varnholm")))
        await bot.stop(signal.SIGINT)
    shown = read_output(output)
    assert "Starting with 2 articles." in shown
    assert "sample corpus" not in shown
    check_secret(telegram.token, shown, data_dir)
    check_answers(telegram, ann.id, before)


def check_answers(telegram: TelegramServer, chat_id: int, before: int) -> None:
    """The greeting's is unsure by the fault above and was not sent again; of the six questions each has one answer:
    those of the second process from other articles, which do not say."""
    answers = telegram.answers(chat_id)
    demanded = answers_to(telegram, chat_id, "Russia demands")
    assert len(demanded) == before
    assert len(answers) == 7
    assert "Tide Post, 3 March 2025" in answers[-1].text


def check_secret(token: str, output: str, data_dir: Path) -> None:
    """It stands neither in what was printed nor in any file that was left."""
    assert token not in output
    kept = [path for path in data_dir.rglob("*") if path.is_file()]
    assert kept
    assert not [path.name for path in kept if token.encode() in path.read_bytes()]


async def test_the_first_articles_that_arrive_take_the_place_of_the_sample(
    telegram: TelegramServer, tmp_path: Path, data_dir: Path
) -> None:
    """Sent by an operator, and dropped into a folder; while the bot runs, and after it was started anew."""
    telegram.world.floods.enabled = False
    ann = telegram.world.person("Ann")
    telegram.people.start(ann.id)
    dropped = tmp_path / "dropped"
    dropped.mkdir()
    stated = {"operators": str(ann.id), "watch_folder": str(dropped)}
    environment, output = make_environment(telegram, **stated), tmp_path / "output"
    async with serving(telegram, environment, output) as bot:
        polled = len(telegram.world.called("getMe"))
        text = "Tolls rise\n\nThe bridge company said on Tuesday that the tolls would rise by nine percent.\n"
        telegram.people.send_document(ann.id, ann.id, "tolls.txt", text)
        await bot.until(lambda: bool(answers_to(telegram, ann.id, "Read, and stored")))
        await bot.until(lambda: len(telegram.world.called("getMe")) > polled)
        telegram.people.write(ann.id, ann.id, "By how much would the tolls rise?")
        await bot.until(lambda: bool(answers_to(telegram, ann.id, "The bridge company said")))
        (dropped / "fares.txt").write_text("Fares fall\n\nThe ferry line said that fares would fall by two euros.\n")
        await bot.until(lambda: "1 new article" in read_output(output), tick=True)
        telegram.people.write(ann.id, ann.id, "By how much would fares fall?")
        await bot.until(lambda: bool(answers_to(telegram, ann.id, "The ferry line said")))
        await bot.stop(signal.SIGTERM)
    shown = read_output(output)
    assert "The first articles of your own have arrived" in shown
    assert "Starting with 1 article." in shown
    assert len(answers_to(telegram, ann.id, "Read, and stored")) == 1
