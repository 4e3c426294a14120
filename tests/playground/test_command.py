"""`briefing-bot playground` as it runs, and what it says when it cannot."""

import asyncio
import os
import re
import signal
import socket
import sys
from asyncio.subprocess import DEVNULL, PIPE
from pathlib import Path

import httpx
import pytest

from bot.commands import playground
from bot.commands.playground import check_extra
from bot.commands.shared import describe_error
from bot.model.errors import SettingsError
from bot.text.messages import LANGUAGES, read_messages

SECONDS = 30
COMMAND = (sys.executable, "-m", "bot", "playground")


async def test_it_serves_until_it_is_interrupted(tmp_path: Path) -> None:
    environment = os.environ | {"BRIEFING_DATA_DIR": str(tmp_path)}
    process = await asyncio.create_subprocess_exec(
        *COMMAND, "--port", "0", env=environment, stdout=DEVNULL, stderr=PIPE
    )
    assert process.stderr
    async with asyncio.timeout(SECONDS):
        url = await anext(
            found[0] async for line in process.stderr if (found := re.search(r"http://\S+/", line.decode()))
        )
        async with httpx.AsyncClient() as client:
            assert "playground" in (await client.get(url)).text
        process.send_signal(signal.SIGINT)
        await process.communicate()
    assert process.returncode == 0
    assert os.listdir(tmp_path) == []  # noqa: PTH208 - nothing was kept


async def test_a_port_that_is_taken_is_named(tmp_path: Path) -> None:
    environment = os.environ | {"BRIEFING_DATA_DIR": str(tmp_path), "COLUMNS": "200"}
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        process = await asyncio.create_subprocess_exec(
            *COMMAND, "--port", str(port), env=environment, stdout=DEVNULL, stderr=PIPE
        )
        async with asyncio.timeout(SECONDS):
            _, said = await process.communicate()
    assert process.returncode == 2
    assert f"127.0.0.1:{port}" in said.decode()
    assert "--port" in said.decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_missing_package_is_named_with_the_way_to_get_it(monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    monkeypatch.setattr(playground, "EXTRA", {"no_such_module": "no-such-package"})
    with pytest.raises(SettingsError) as caught:
        check_extra()
    said = describe_error(caught.value, read_messages(language))
    assert "no-such-package" in said
    assert "pip install '.[playground]'" in said
