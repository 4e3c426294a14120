"""`chat`: one question after another, until the person leaves."""

import os
import pty
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from tests.cli.conftest import Run


def test_questions_from_a_pipe_are_answered_in_turn(run: Run, folder: Path) -> None:
    done = run("chat", "--corpus", folder, stdin="who walked out?\nwhy was the bridge closed?\n")
    assert done.exit_code == 0
    assert done.stdout.startswith("Ask about 2 articles.")
    first, second = done.stdout.split("Question: ")[1:]
    assert "dockers of Port Varnholm walked out" in first
    assert "cracks in two pillars" in " ".join(second.split())
    assert done.stdout.endswith("Goodbye.\n")


def test_a_follow_up_is_understood_from_the_turn_before(run: Run) -> None:
    done = run("chat", stdin="who is Alexander Grushko?\nwhat did he say?\n")
    second = done.stdout.split("Question: ")[2]
    assert "Grushko" in second
    assert "The corpus does not say." not in second


@pytest.mark.parametrize("leave", ["/quit\nwho walked out?\n", "\nwho walked out?\n", ""])
def test_leaving(leave: str, run: Run, folder: Path) -> None:
    done = run("chat", "--corpus", folder, stdin=leave)
    assert done.exit_code == 0
    assert done.stdout.endswith("Goodbye.\n")
    assert "Varnholm" not in done.stdout


def test_what_cannot_be_asked_does_not_end_the_talk(run: Run, folder: Path) -> None:
    done = run("chat", "--corpus", folder, stdin=f"?!\n{'word ' * 400}\n/nonsense\n/sources\nwho walked out?\n")
    assert done.exit_code == 0
    assert "There is no command /nonsense." in done.stdout
    assert "Tide Post" in done.stdout
    assert "walked out on Monday" in done.stdout


def test_a_data_directory_broken_during_the_talk_does_not_end_it(folder: Path, run: Run, data_dir: Path) -> None:
    run("ingest", folder)
    pipe = subprocess.PIPE
    command = [sys.executable, "-m", "bot", "chat"]
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True) as process:
        assert process.stdout
        process.stdout.readline()  # the welcome: by now the store is open
        (data_dir / "articles.db").write_bytes(b"no database any more" * 1000)
        for left in (data_dir / "articles.db-wal", data_dir / "articles.db-shm"):
            left.unlink(missing_ok=True)
        out, err = process.communicate("who walked out?\nwho walked out?\n", timeout=60)
    assert process.returncode == 0
    assert out.count("Question:") == 2
    assert "database of articles cannot be used" in " ".join(err.split())
    assert out.endswith("Goodbye.\n")
    assert "Traceback" not in err


def test_bytes_that_are_no_text_do_not_end_the_talk(folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bot", "chat", "--corpus", str(folder)],
        input=b"\xff\xfe\x1b[2J who?\nwho walked out?\n",
        capture_output=True,
        check=True,
        timeout=60,
    )
    assert b"walked out on Monday" in done.stdout
    assert b"\x1b" not in done.stdout
    assert not done.stderr


def read_rest(terminal: int) -> bytes:
    """All that is left to read from a terminal nobody writes to any more."""
    shown = b""
    with suppress(OSError):  # Linux says so at the end
        while piece := os.read(terminal, 4096):
            shown += piece
    os.close(terminal)
    return shown


@pytest.mark.skipif(
    signal.getsignal(signal.SIGINT) == signal.SIG_IGN, reason="Ctrl-C is ignored: these tests run in the background"
)
def test_ctrl_c_leaves_politely(folder: Path) -> None:
    parent, child = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "chat", "--corpus", str(folder)],
        stdin=child,
        stdout=child,
        stderr=child,
        start_new_session=True,
    )
    os.close(child)
    shown = b""
    while b"Question:" not in shown:
        shown += os.read(parent, 4096)
    time.sleep(0.2)  # the prompt is printed a moment before the line is waited for
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=30) == 0
    shown = read_rest(parent)
    assert b"Goodbye." in shown
    assert b"Traceback" not in shown
