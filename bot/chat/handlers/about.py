"""Replies to a digest: which story they are about, and what is asked of it."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from bot.chat.desk import Desk
from bot.chat.handlers.stories import Stories, choose_story, find_shown
from bot.chat.nouns import Question
from bot.chat.reading import Reader
from bot.digest.wanted import read_wanted
from bot.model.answer import Answer
from bot.model.turn import Reply

_NUMBER = re.compile(r"\s*(?:#|№)?\s?(\d{1,2})(?:[.,:)]|\s|$)\s*(?P<rest>.*)", re.DOTALL)

FEW = 4
"""Words, function words included."""


class About(NamedTuple):
    """A question about stories that our message tells: `text` without their number; `story_ids`, the likeliest first.

    `headline`: of the one story that it is about, empty when that is not known.
    """

    text: str
    story_ids: tuple[int, ...]
    headline: str


class AboutAnswer(NamedTuple):
    """`wider`: the stories' own articles do not say; the reply is from all articles."""

    reply: Reply
    wider: bool


class StoryQuestions:
    """Evidence from the story's articles first, then wider."""

    def __init__(self, desk: Desk, stories: Stories) -> None:
        self._desk = desk
        self._stories = stories

    async def take(self, question: Question) -> About | None:
        """What is asked about a story; None when the question does not reply to a message that tells any."""
        shown = await self._find_shown(question)
        if not shown:
            return None
        number, text = read_number(question.text, dict(shown))
        chosen = choose_story(shown, number if number is not None else question.points_at)
        stories = (await self._desk.reader(question)).stories
        if chosen is not None:
            brief = await stories.find_brief(chosen)
            return About(text, (chosen,), brief.headline if brief else "")
        now = self._desk.clock()
        ids = [story_id for _, story_id in shown]
        likely = await stories.rank_stories(ids, read_wanted(text), now)
        return About(text, (*likely, *(one for one in ids if one not in likely)), "")

    async def show(self, question: Question, about: About) -> bool:
        """A bare number opens its story; False when more than that was said."""
        if about.text or len(about.story_ids) != 1:
            return False
        await self._stories.show_number(question, about.story_ids[0])
        return True

    async def answer(self, about: About, reader: Reader) -> AboutAnswer:
        """From the story's articles; from all when these do not say."""
        stories = [await reader.stories.find_story(one) for one in about.story_ids]
        articles = frozenset(one for story in stories if story for one in story.article_ids)
        now = self._desk.clock()
        for text in (about.text, *_with_headline(about)):
            reply = await reader.answers.answer(text, now=now, within=articles)
            if isinstance(reply, Answer):
                return AboutAnswer(reply, wider=False)
        return AboutAnswer(await reader.answers.answer(about.text, now=now), wider=True)

    async def _find_shown(self, question: Question) -> list[tuple[int, int]]:
        if question.answers is None:
            return []
        match = _NUMBER.match(question.text)
        return await find_shown(self._desk, question.place, question.answers, int(match[1]) if match else None)


def _with_headline(about: About) -> list[str]:
    """A question of hardly any words of its own ("who said so?") is asked with the story's headline beside it."""
    few = len(read_wanted(about.text).words) <= FEW
    return [f"{about.text} {about.headline}"] if few and about.headline else []


def read_number(text: str, shown: Sequence[int] | dict[int, int]) -> tuple[int | None, str]:
    """ "2 who said so?" -> 2 and the question; a number that no story there has belongs to the question."""
    match = _NUMBER.match(text)
    if match is None or int(match[1]) not in shown:
        return None, text
    return int(match[1]), match["rest"].strip()
