"""Cutting in processes of its own gives what cutting here gives, and ends with whoever began it."""

import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from bot.index.memory import MemoryIndex
from bot.ingest.cutters import pack, unpack
from bot.ingest.cutting import cut_article
from bot.ingest.read import read_articles
from bot.ingest.service import ingest
from bot.measure.bench.made_news import make_news
from bot.model.article import RawArticle
from bot.model.report import Skipped
from bot.store.memory import MemoryStore
from bot.text.resources import corpus_dir

UNTIL = datetime(2025, 3, 17, tzinfo=UTC)
PROGRAM = """
import asyncio, multiprocessing, time
from bot.ingest.cutters import Cutters
from bot.model.article import Article

async def main():
    with Cutters(1) as cutters:
        for _ in range(2):
            await cutters.start([Article(id="a", text="One sentence stands here.")])
        print(multiprocessing.active_children()[0].pid, flush=True)
        time.sleep(60)

if __name__ == "__main__":
    asyncio.run(main())
"""


def _sample() -> list[RawArticle]:
    found = [one for path in sorted(corpus_dir().glob("*.md")) for one in read_articles(path)]
    return [one for one in found if not isinstance(one, Skipped)]


async def test_what_was_packed_is_what_is_unpacked() -> None:
    store, engine = MemoryStore(), MemoryIndex()
    await ingest(_sample(), store=store, engine=engine)
    async for batch in store.stored_articles("public"):
        for article, passages, _ in batch:
            cut = cut_article(article)
            again = unpack(article, pack(cut))
            assert (again.passages, again.entries, again.keys) == (passages, cut.entries, cut.keys)
            assert again.wording.shingles.tolist() == cut.wording.shingles.tolist()
            assert again.wording.figures.tolist() == cut.wording.figures.tolist()
            assert again.wording.denied.tolist() == cut.wording.denied.tolist()


async def test_processes_bring_in_what_one_alone_does_in_the_same_order() -> None:
    news = list(islice(make_news(60, 7, UNTIL, days=30), 60))
    news += [one.model_copy(update={"text": f"{one.text} Changed."}) for one in news[:20]]
    told: list[int] = []
    alone, beside = (MemoryStore(), MemoryIndex()), (MemoryStore(), MemoryIndex())
    first = await ingest(news, store=alone[0], engine=alone[1], batch=10)
    second = await ingest(news, store=beside[0], engine=beside[1], batch=10, workers=2, on_progress=told.append)
    assert first == second
    assert (first.new, first.updated) == (60, 20)
    assert told == list(range(10, 81, 10))
    assert await alone[0].hashes("public") == await beside[0].hashes("public")
    assert alone[1].find_words("") == beside[1].find_words("")


def test_processes_end_when_the_one_that_writes_is_killed(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(PROGRAM)
    with subprocess.Popen([sys.executable, str(program)], stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout
        worker = int(running.stdout.readline())
        running.send_signal(signal.SIGKILL)
    deadline = time.monotonic() + 20
    while _is_running(worker):
        assert time.monotonic() < deadline, "the process that cuts goes on alone"
        time.sleep(0.05)


def _is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{pid}/stat")
    return not (state.is_file() and state.read_text().rpartition(")")[2].split()[0] == "Z")
