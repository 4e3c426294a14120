"""Both engines over text that nobody here wrote: the first ten passages of real questions agree."""

from pathlib import Path

import pytest

from bot.answer.query import compose_query, read_question
from bot.index.disk import DiskIndex
from bot.index.memory import MemoryIndex
from bot.ingest.entries import make_entry
from bot.ingest.metadata import compose_article
from bot.ingest.read import read_articles
from bot.measure.sets import read_set
from bot.model.answer import Coverage
from bot.model.article import PUBLIC, RawArticle
from bot.model.hit import Entry
from bot.text.passages import cut_passages

EVAL = Path(__file__).resolve().parents[3] / "shared" / "eval"
AGREEING = 9
QUESTIONS = 80


def read_entries(folder: Path) -> list[Entry]:
    raw = read_articles(folder / "articles.jsonl.gz")
    articles = [compose_article(one, PUBLIC) for one in raw if isinstance(one, RawArticle)]
    return [make_entry(article, passage) for article in articles for passage in cut_passages(article)]


@pytest.mark.parametrize("name", ["squad2", "xquad-en", "xquad-ru"])
def test_nine_of_the_first_ten_passages_agree(name: str, tmp_path: Path) -> None:
    if not EVAL.exists():
        pytest.skip("../shared/eval is not here")
    memory, disk = MemoryIndex(), DiskIndex(tmp_path / "index")
    entries = read_entries(EVAL / name)
    memory.update(entries)
    disk.update(entries)
    coverage = Coverage(articles=len(entries))
    for asked in read_set(EVAL / name).questions[:QUESTIONS]:
        query = compose_query(read_question(asked.question), engine=memory, coverage=coverage)
        first = [hit.passage_id for hit in memory.search(query, 10)]
        second = [hit.passage_id for hit in disk.search(query, 10)]
        assert len(first) == len(second)
        assert len(set(first) & set(second)) >= min(AGREEING, len(first)), asked.question
    disk.close()
