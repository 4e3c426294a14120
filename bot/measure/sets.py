"""Question sets: a folder with `articles.jsonl` (or `.jsonl.gz`) and `questions.jsonl`."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple, TypeVar

from bot.measure.lines import Identified, end_of_day, find_file, read_unique
from bot.model.errors import InputError, NotFoundError

ARTICLE_FILES = ("articles.jsonl.gz", "articles.jsonl")
QUESTION_FILES = ("questions.jsonl.gz", "questions.jsonl")

Item = TypeVar("Item")


class SetQuestion(Identified):
    """One question of a set. `answers`: strings of which one shows that a reply holds the answer.

    `asked` is a day; `gold_articles` is empty when no human named one.
    """

    question: str
    asked: date | None = None
    answers: tuple[str, ...] = ()
    gold_articles: tuple[str, ...] = ()
    unanswerable: bool = False

    @property
    def now(self) -> datetime | None:
        """The last instant of the day it was asked, UTC: articles of that day count, later ones do not."""
        return end_of_day(self.asked)


class QuestionSet(NamedTuple):
    """`articles` is the file; `questions` in file order, ids unique."""

    name: str
    articles: Path
    questions: tuple[SetQuestion, ...]


def read_set(folder: Path) -> QuestionSet:
    """The set of a folder. Raises NotFoundError when a file is missing, InputError with file and line otherwise."""
    articles = find_file(folder, *ARTICLE_FILES)
    questions = find_file(folder, *QUESTION_FILES)
    if articles is None or questions is None:
        missing = folder / (ARTICLE_FILES if articles is None else QUESTION_FILES)[-1]
        raise NotFoundError(f"{missing} is missing: {folder} is no question set", path=str(missing))
    read = read_unique(questions, SetQuestion)
    if not read:
        raise InputError(f"{questions}: holds no question")
    return QuestionSet(folder.resolve().name, articles, read)


def choose_sample(items: Sequence[Item], limit: int | None) -> list[Item]:
    """At most `limit` of the items, spread evenly from the first to the last, in order; None keeps all.

    Sets are sorted by article or by answerability: their first lines are not like the rest.
    """
    if limit is None or limit >= len(items):
        return list(items)
    return [items[number * len(items) // limit] for number in range(limit)]
