"""How well articles are put into stories: the real grouping over a labelled file, scored."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
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

    @property
    def score(self) -> BCubed:
        return score(self.found, self.labelled)


def run_file(path: Path) -> StoryRun:
    """Groups the articles of a .jsonl or .jsonl.gz file in their order. Raises NotFoundError, or InputError with file
    and line."""
    read = read_unique(path, LabelledArticle)
    if not read:
        raise InputError(f"{path}: holds no article")
    articles = [_as_article(one) for one in read]
    return StoryRun(_group(articles), {one.id: one.story for one in read})


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
    return StoryRun(_group(sorted(chosen, key=_date)), labelled)


def write_stories(path: Path, run: StoryRun) -> None:
    """A line {"id", "story"} an article. Raises InputError when the file cannot be written."""
    lines = [json.dumps({"id": key, "story": str(story)}, ensure_ascii=False) for key, story in run.found.items()]
    try:
        path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    except OSError as error:
        raise InputError(f"{path}: cannot be written: {error.strerror}") from error


def _group(articles: Sequence[Article]) -> dict[str, int]:
    grouping = Grouping()
    found: dict[str, int] = {}
    for first in range(0, len(articles), BATCH):
        joinings = grouping.add(articles[first : first + BATCH])
        found.update((one.article_id, one.story_id) for one in joinings)
    return found


def _as_article(one: LabelledArticle) -> Article:
    return Article(id=one.id, text=one.text, language=one.language, title=one.title, published=one.published)


def _date(article: Article) -> tuple[datetime, str]:
    assert article.published is not None
    return article.published, article.id
