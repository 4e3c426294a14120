"""The Dockerfile installs a program that answers, far from the checkout.

There is no Docker engine on the machines that run this, so its steps are read from the file and taken in a fresh
virtual environment (`dockerfile.py` beside this says how). One deviation, since no test reaches beyond loopback: the
step that fetches the locked packages instead links the packages of the environment that runs the tests, without this
project. `.ci/dockerfile` takes that step as it stands, over the network.
"""

import asyncio
import json
import re
import socket
from dataclasses import replace
from pathlib import Path

import pytest

from bot.playground.server import TelegramServer
from tests.packaging.dockerfile import CHECKOUT, Image, Step, ask, build, read_steps, take
from tests.telegram_fixtures import telegram

__all__ = ["telegram"]


def dockerfile_steps() -> list[Step]:
    return read_steps((CHECKOUT / "Dockerfile").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Image:
    return build(tmp_path_factory.mktemp("image"), online=False)


def test_the_installed_program_answers_from_the_wheels_corpus(image: Image, tmp_path: Path) -> None:
    done = ask(image, tmp_path, "--json")
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert not answer["abstained"]
    assert answer["sources"]
    quotes = [quote for claim in answer["claims"] for quote in claim["quotes"]]
    assert any("Russia" in quote["text"] for quote in quotes)
    texts = {path.stem: path.read_text(encoding="utf-8") for path in (CHECKOUT / "corpus").glob("*.md")}
    assert any(quote["text"] in text for quote in quotes for text in texts.values())


def test_the_program_is_the_installed_one(image: Image, tmp_path: Path) -> None:
    script = "import bot, bot.text.resources as r; print(bot.__file__, r.corpus_dir(), r.prompts_dir())"
    done = image.run([str(image.inside("/opt/venv/bin/python")), "-c", script], tmp_path)
    assert done.returncode == 0, done.stderr
    assert all(path.startswith(str(image.inside("/opt/venv/lib"))) for path in done.stdout.split())


def test_without_a_token_the_default_command_says_what_is_missing(image: Image, tmp_path: Path) -> None:
    done = image.run([*image.exec_forms["ENTRYPOINT"], *image.exec_forms["CMD"]], tmp_path)
    assert done.returncode == 2, done.stdout + done.stderr
    assert "BRIEFING_TELEGRAM_TOKEN is not set" in " ".join(done.stderr.split())


def find_free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


async def test_the_default_command_serves_and_is_found_healthy(
    image: Image, telegram: TelegramServer, tmp_path: Path
) -> None:
    image = replace(image, env=image.env | {"BRIEFING_LISTEN": f"127.0.0.1:{find_free_port()}"})
    sick = await asyncio.to_thread(image.run, image.exec_forms["HEALTHCHECK"], tmp_path)
    assert sick.returncode == 1
    variables = {"BRIEFING_TELEGRAM_TOKEN": telegram.token, "BRIEFING_TELEGRAM_API_URL": telegram.url}
    command = [str(image.inside("/opt/venv/bin/briefing-bot")), *image.exec_forms["CMD"]]
    serving = await asyncio.create_subprocess_exec(*command, cwd=tmp_path, env=image.environment() | variables)
    try:
        await telegram.wait_for_polls(seconds=20)
        healthy = await asyncio.to_thread(image.run, image.exec_forms["HEALTHCHECK"], tmp_path)
        assert healthy.returncode == 0, healthy.stdout + healthy.stderr
    finally:
        serving.terminate()
        assert await serving.wait() == 0


def test_the_image_is_slim_staged_and_not_root() -> None:
    steps = dockerfile_steps()
    assert [step.rest.split()[0] for step in steps if step.instruction == "FROM"] == ["python:3.12-slim"] * 2
    assert [step.rest for step in steps if step.instruction == "USER"] == ["briefing"]
    assert Step("VOLUME", "/data") in steps
    assert any("BRIEFING_DATA_DIR=/data" in step.rest for step in steps if step.instruction == "ENV")


def test_only_locked_packages_are_fetched() -> None:
    installs = [step.rest for step in dockerfile_steps() if re.search(r"pip .*(install|wheel|download) ", step.rest)]
    assert installs
    assert all("--no-index" in install or "--require-hashes" in install for install in installs)


def test_dockerignore_lets_in_what_is_copied_and_nothing_else() -> None:
    lines = (CHECKOUT / ".dockerignore").read_text(encoding="utf-8").split()
    copies = [step.rest.split() for step in dockerfile_steps() if step.instruction == "COPY"]
    copied = {name for words in copies if not words[0].startswith("--from=") for name in words[:-1]}
    assert lines[0] == "*"
    assert {line[1:].rstrip("/") for line in lines if line.startswith("!")} == copied


def test_steps_are_read_without_comments_and_with_continued_lines() -> None:
    text = "# why\nFROM a AS b\nRUN one \\\n    # between\n    two\n\ncopy x ./\n"
    assert read_steps(text) == [Step("FROM", "a AS b"), Step("RUN", "one  two"), Step("COPY", "x ./")]


def test_a_failing_step_fails_the_build(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="RUN exit 3"):
        take(Image(tmp_path, online=False), Step("RUN", "exit 3"))


def test_paths_of_the_image_stay_below_its_folder(tmp_path: Path) -> None:
    image = Image(tmp_path, online=False, workdir="/src")
    assert image.translate("cp /opt/a ./b/c d/e && x=/data:/opt/z") == (
        f"cp {tmp_path}/opt/a ./b/c d/e && x={tmp_path}/data:{tmp_path}/opt/z"
    )
    assert image.translate("cat /etc/os-release <https://x.example/y") == "cat /etc/os-release <https://x.example/y"
    assert image.inside("./x") == tmp_path / "src" / "x"
