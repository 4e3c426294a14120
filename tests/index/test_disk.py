"""What the engine on disk promises beyond the contract: it lasts, survives, shares, and says what is wrong."""

import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.index.directory import FORMAT, META_FILE, VERSION_FILE, discard_index
from bot.index.disk import DiskIndex
from bot.model.errors import EngineError

from .build import ask, find_ids, make_entry

CHECKOUT = Path(__file__).resolve().parents[2]

STOP_HALFWAY = """
import sys, time
from pathlib import Path
from bot.index.disk import DiskIndex
from tests.index.build import make_entry

def entries():
    for number in range(2_000):
        yield make_entry(number, "strike " * 40, article="a")
    print("halfway", flush=True)
    time.sleep(60)

DiskIndex(Path(sys.argv[1])).update(entries(), remove=["b"])
"""

WRITE_ON = """
import itertools, sys
from pathlib import Path
from bot.index.disk import DiskIndex
from tests.index.build import make_entry

engine = DiskIndex(Path(sys.argv[1]))
for version in itertools.count(1):
    engine.update([make_entry(version * 10 + place, "truce", article="a") for place in range(3)])
    print(version, flush=True)
"""


@contextmanager
def writing_process(code: str, path: Path) -> Iterator[subprocess.Popen[str]]:
    """A process at work on the index, given when it has printed its first line; killed (-9) at the end."""
    command = [sys.executable, "-c", code, str(path)]
    with subprocess.Popen(command, cwd=CHECKOUT, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline()
            yield process
        finally:
            process.kill()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "index"


@pytest.fixture
def filled(path: Path) -> Path:
    """An index of articles a and b, one passage each."""
    engine = DiskIndex(path)
    engine.update([make_entry(1, "truce talk", article="a"), make_entry(2, "truce", article="b")])
    engine.close()
    return path


def refuse(path: Path) -> str:
    """What opening, or using when opening still works, says."""
    with pytest.raises(EngineError) as refused:
        find_ids(DiskIndex(path), ask("truce"))
    return refused.value.text


class TestLasting:
    def test_reopened_it_holds_the_same(self, filled: Path) -> None:
        engine = DiskIndex(filled)
        assert find_ids(engine, ask("truce")) == [2, 1]
        assert engine.article_passages() == {"a": 1, "b": 1}

    def test_another_open_index_sees_each_commit_at_once(self, filled: Path) -> None:
        reader, writer = DiskIndex(filled), DiskIndex(filled)
        for number in range(3, 8):
            writer.update([make_entry(number, "strike")])
            assert find_ids(reader, ask("strike")) == list(range(3, number + 1))
        writer.clear()
        assert len(reader) == 0

    def test_a_temporary_index_is_gone_when_closed(self) -> None:
        engine = DiskIndex(None)
        engine.update([make_entry(1, "truce")])
        folder = engine.path
        assert (folder / META_FILE).exists()
        engine.close()
        assert not folder.exists()

    def test_a_closed_index_says_so(self, filled: Path) -> None:
        engine = DiskIndex(filled)
        engine.close()
        with pytest.raises(EngineError, match="closed"):
            engine.search(ask("truce"), 5)
        with pytest.raises(EngineError, match="closed"):
            engine.update([])

    def test_many_small_updates_do_not_pile_up_segments(self, path: Path) -> None:
        engine = DiskIndex(path)
        for number in range(30):
            engine.update([make_entry(number, "truce", article=str(number % 7))])
        assert len(list(path.glob("*.idx"))) < 15
        assert len(engine) == 7


class TestSurviving:
    def test_killed_halfway_the_last_state_stands_and_writing_goes_on(self, filled: Path) -> None:
        with writing_process(STOP_HALFWAY, filled):
            pass
        engine = DiskIndex(filled)
        assert find_ids(engine, ask("truce", "strike")) == [2, 1]
        engine.update([make_entry(3, "strike", article="c")])
        assert engine.article_passages() == {"a": 1, "b": 1, "c": 1}

    @pytest.mark.parametrize("seed", [1, 2, 3])
    def test_killed_at_any_moment_it_holds_one_whole_version(self, filled: Path, seed: int) -> None:
        with writing_process(WRITE_ON, filled) as process:
            time.sleep(random.Random(seed).uniform(0, 0.15))
            process.kill()
            written = [1, *map(int, process.stdout or [])]
        engine = DiskIndex(filled)
        version = find_ids(engine, ask("truce"))[-1] // 10
        assert version >= written[-1]
        assert sorted(find_ids(engine, ask("truce"))) == [2, *(version * 10 + place for place in range(3))]
        engine.update([make_entry(3, "strike")])
        assert find_ids(engine, ask("strike")) == [3]

    def test_a_commit_that_was_killed_before_its_end_is_in_nobody_s_way(self, filled: Path) -> None:
        """Its list of removed passages is written, and not yet named in the list of segments."""
        before = (filled / META_FILE).read_bytes()
        engine = DiskIndex(filled)
        engine.update([], ["a"])
        engine.close()
        left = sorted(path.name for path in filled.glob("*.del"))
        assert left
        (filled / META_FILE).write_bytes(before)
        engine = DiskIndex(filled)
        assert find_ids(engine, ask("truce")) == [2, 1]
        engine.update([], ["a"])
        assert find_ids(engine, ask("truce")) == [2]

    def test_while_another_process_writes_reading_works_and_writing_says_why_not(self, filled: Path) -> None:
        engine = DiskIndex(filled)
        with writing_process(STOP_HALFWAY, filled):
            assert find_ids(engine, ask("truce", "strike")) == [2, 1]
            assert find_ids(DiskIndex(filled), ask("truce")) == [2, 1]
            with pytest.raises(EngineError, match="being written by another process"):
                engine.update([make_entry(3, "strike")])
        engine.update([make_entry(3, "strike")])
        assert find_ids(engine, ask("strike")) == [3]


class TestRefusing:
    def test_another_version(self, filled: Path) -> None:
        (filled / VERSION_FILE).write_text(json.dumps({"format": FORMAT + 1}))
        assert "another version: run `briefing-bot reindex`" in refuse(filled)

    @pytest.mark.parametrize("content", [b"", b"[]", b"\xff\xfe{", b"{"])
    def test_an_unreadable_version(self, filled: Path, content: bytes) -> None:
        (filled / VERSION_FILE).write_bytes(content)
        assert "briefing-bot reindex" in refuse(filled)

    def test_a_folder_of_something_else_is_left_as_it_is(self, path: Path) -> None:
        path.mkdir()
        (path / "holiday.txt").write_text("beach")
        assert "is not an index" in refuse(path)
        discard_index(path)
        assert [file.name for file in path.iterdir()] == ["holiday.txt"]

    def test_a_file_in_the_place_of_the_folder(self, path: Path) -> None:
        path.write_text("beach")
        assert "cannot be used" in refuse(path)

    @pytest.mark.parametrize("content", [None, "", "{"])
    def test_a_lost_or_broken_list_of_segments(self, filled: Path, content: str | None) -> None:
        if content is None:
            (filled / META_FILE).unlink()
        else:
            (filled / META_FILE).write_text(content)
        assert "briefing-bot reindex" in refuse(filled)

    @pytest.mark.parametrize("kind", ["term", "idx", "fast", "fieldnorm", "store"])
    def test_a_segment_cut_short(self, filled: Path, kind: str) -> None:
        for file in filled.glob(f"*.{kind}"):
            os.truncate(file, file.stat().st_size // 2)
        assert "briefing-bot reindex" in refuse(filled)

    def test_a_failed_assertion_in_rust_is_an_engine_error(self, filled: Path) -> None:
        for file in filled.glob("*.fast"):
            content = bytearray(file.read_bytes())
            content[len(content) // 4 : len(content) // 2] = bytes(
                byte ^ 0x5A for byte in content[len(content) // 4 : len(content) // 2]
            )
            file.write_bytes(content)
        assert "briefing-bot reindex" in refuse(filled)

    def test_the_folder_gone_under_an_open_index(self, filled: Path) -> None:
        engine = DiskIndex(filled)
        discard_index(filled)
        with pytest.raises(EngineError, match="briefing-bot reindex"):
            engine.search(ask("truce"), 5)

    def test_a_person_is_told_by_the_index_message(self, filled: Path) -> None:
        (filled / VERSION_FILE).write_text("{}")
        with pytest.raises(EngineError) as refused:
            DiskIndex(filled)
        assert refused.value.message_id == "error-index"
        assert refused.value.values == {"path": str(filled)}


class TestDiscarding:
    def test_a_damaged_index_can_be_made_anew(self, filled: Path) -> None:
        (filled / META_FILE).write_text("{")
        discard_index(filled)
        assert list(filled.iterdir()) == []
        engine = DiskIndex(filled)
        engine.update([make_entry(1, "truce")])
        assert find_ids(engine, ask("truce")) == [1]

    def test_a_missing_folder_is_fine(self, path: Path) -> None:
        discard_index(path)
        assert not path.exists()


def test_the_same_articles_written_alike_score_alike_to_the_last_digit(tmp_path: Path) -> None:
    """What stands in other indexes changes nothing, nor what was asked before: an answer betrays neither."""
    dice = random.Random(7)
    words = [f"word{number}" for number in range(12)]
    entries = [
        make_entry(number, " ".join(dice.choices(words, k=30)), title=words[number % 12]) for number in range(90)
    ]
    queries = [ask(*[[(word, 1.0), (words[0], 0.5)] for word in dice.sample(words, 5)]) for _ in range(20)]
    one, other = DiskIndex(tmp_path / "one"), DiskIndex(tmp_path / "other")
    one.update(entries)
    found = [one.search(query, 30) for query in queries]
    other.update(entries)
    assert [other.search(query, 30) for query in reversed(queries)] == found[::-1]
    assert [one.search(query, 30) for query in queries] == found
    one.close()
    other.close()
