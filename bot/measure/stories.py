"""How well articles are put into stories: the real grouping over a labelled file, scored. All at once, as an ingestion
brings them, and a few at a time, as feeds do."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from random import Random
from statistics import fmean as mean
from typing import NamedTuple

from pydantic import AwareDatetime, Field

from bot.digest.grouping import Grouping
from bot.digest.keeping import BATCH
from bot.measure.bcubed import BCubed, score
from bot.measure.lines import Identified, read_unique
from bot.model.article import PUBLIC, Article, RawArticle
from bot.model.errors import InputError

SAMPLE = Path(__file__).with_name("sample_stories.json")
"""The stories of the sample corpus, as an editor told them apart: article id -> story."""
F1 = "b-cubed-f1"
PORTION = 10
"""Articles that come at once when feeds are read."""
ORDERS = 5


class LabelledArticle(Identified):
    """One line of a labelled file; fields that it adds are passed over."""

    text: str
    story: str
    language: str = Field(default="en", min_length=2)
    title: str | None = None
    published: AwareDatetime | None = None


class StoryRun(NamedTuple):
    """What was found of a file: story ids by article id, in file order, beside the labels."""

    found: Mapping[str, int]
    labelled: Mapping[str, str]
    articles: Sequence[Article]

    @property
    def score(self) -> BCubed:
        return score(self.found, self.labelled)

    def score_arriving(self, portion: int = PORTION) -> BCubed:
        """The mean over several orders in which the articles may come from feeds: by date, so many at a time."""
        scores = [score(_group(shuffle(self.articles, seed), portion), self.labelled) for seed in range(ORDERS)]
        return BCubed(*(mean(values) for values in zip(*scores, strict=True)))


def run_file(path: Path) -> StoryRun:
    """Groups the articles of a .jsonl or .jsonl.gz file in their order. Raises NotFoundError, or InputError with file
    and line."""
    read = read_unique(path, LabelledArticle)
    if not read:
        raise InputError(f"{path}: holds no article")
    articles = [_as_article(one) for one in read]
    return StoryRun(_group(articles), {one.id: one.story for one in read}, articles)


def run_sample() -> StoryRun:
    """Groups the sample corpus as `serve` would: by date."""
    from bot.app import read_found
    from bot.ingest.files import find_files
    from bot.ingest.metadata import compose_article
    from bot.text.resources import corpus_dir

    labelled: dict[str, str] = json.loads(SAMPLE.read_text(encoding="utf-8"))
    read = read_found(find_files([corpus_dir()], 10_000_000), 10_000_000)
    articles = [compose_article(raw, PUBLIC) for raw in read if isinstance(raw, RawArticle)]
    chosen = [one for one in articles if one.id in labelled]
    chosen.sort(key=_date)
    return StoryRun(_group(chosen), labelled, chosen)


def write_stories(path: Path, run: StoryRun) -> None:
    """A line {"id", "story"} an article. Raises InputError when the file cannot be written."""
    lines = [json.dumps({"id": key, "story": str(story)}, ensure_ascii=False) for key, story in run.found.items()]
    try:
        path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    except OSError as error:
        raise InputError(f"{path}: cannot be written: {error.strerror}") from error


def _group(articles: Sequence[Article], portion: int = BATCH) -> dict[str, int]:
    grouping = Grouping()
    found: dict[str, int] = {}
    for first in range(0, len(articles), portion):
        joinings = grouping.add(articles[first : first + portion])
        found.update((one.article_id, one.story_id) for one in joinings)
    return found


def shuffle(articles: Sequence[Article], seed: int) -> list[Article]:
    """By date, those without one last, as `StoryStore.unassigned` has them; what has the same in any order."""
    order = list(articles)
    Random(seed).shuffle(order)  # noqa: S311 (no secret)
    return sorted(order, key=lambda one: (one.published is None, one.published.timestamp() if one.published else 0.0))


def _as_article(one: LabelledArticle) -> Article:
    return Article(id=one.id, text=one.text, language=one.language, title=one.title, published=one.published)


def _date(article: Article) -> tuple[datetime, str]:
    assert article.published is not None
    return article.published, article.id
