"""`briefing-bot watch-folder` as it runs: a process of its own."""

import asyncio
import os
import signal
import sys
from pathlib import Path

from tests.cli.conftest import Run

SECONDS = 30.0
TOLLS = "Tolls rise\n\nThe bridge company said on Tuesday that the tolls would rise by nine percent.\n"


async def test_what_is_dropped_is_told_and_can_be_asked_about(tmp_path: Path, data_dir: Path, run: Run) -> None:
    folder, output = tmp_path / "in", tmp_path / "output"
    await asyncio.to_thread(folder.mkdir)
    with output.open("wb") as file:
        command = [sys.executable, "-m", "bot", "watch-folder", str(folder)]
        process = await asyncio.create_subprocess_exec(*command, env=dict(os.environ), stdout=file, stderr=file)
    try:
        await until(output, "Watching")
        (folder / "tolls.txt").write_text(TOLLS)
        (folder / "a.gif").write_bytes(b"GIF89a")
        await until(output, "1 new article")
        (folder / "tolls.txt").write_text(TOLLS.replace("nine", "ten"))
        await until(output, "1 updated")
        process.send_signal(signal.SIGINT)
        assert await asyncio.wait_for(process.wait(), SECONDS) == 0
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    shown = read(output)
    assert "not a kind of file that is read: .gif" in shown
    assert "Traceback" not in shown
    asked = await asyncio.to_thread(run, "ask", "By how much would the tolls rise?")
    assert "ten percent" in asked.stdout


def test_what_is_no_folder_is_refused(tmp_path: Path, run: Run) -> None:
    result = run("watch-folder", tmp_path / "nowhere")
    assert result.exit_code == 2
    assert "nowhere" in result.stderr


async def until(output: Path, words: str) -> None:
    async with asyncio.timeout(SECONDS):
        while words not in read(output):  # noqa: ASYNC110 (nothing tells when)
            await asyncio.sleep(0.05)


def read(output: Path) -> str:
    """On one line, since sentences are wrapped."""
    return " ".join(output.read_text().split())
