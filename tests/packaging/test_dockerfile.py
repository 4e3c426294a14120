"""The Dockerfile installs a program that answers, far from the checkout.

There is no Docker engine on the machines that run this, so its steps are read from the file and taken in a fresh
virtual environment (`dockerfile.py` beside this says how). One deviation, since no test reaches beyond loopback: the
step that fetches the locked packages instead links the packages of the environment that runs the tests, without this
project. `.ci/dockerfile` takes that step as it stands, over the network.
"""

import json
import re
from pathlib import Path

import pytest

from tests.packaging.dockerfile import CHECKOUT, Image, Step, ask, build, read_steps, take


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


def test_the_healthcheck_passes_with_nothing_ingested(image: Image, tmp_path: Path) -> None:
    done = image.run(image.exec_forms["HEALTHCHECK"], tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_command_without_arguments_starts_and_ends_with_its_input(image: Image, tmp_path: Path) -> None:
    done = image.run([*image.exec_forms["ENTRYPOINT"], *image.exec_forms["CMD"]], tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr


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
