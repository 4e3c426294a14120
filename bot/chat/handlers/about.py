"""Replies to a digest: which story they are about, and what is asked of it."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from bot.answer.followups.asking import asks_of_something_said, asks_who_said
from bot.chat.desk import Desk
from bot.chat.handlers.stories import Stories, choose_story, find_shown
from bot.chat.nouns import Question
from bot.chat.reading import Reader
from bot.chat.render.guard import clip
from bot.digest.wanted import read_wanted
from bot.model.answer import Answer
from bot.model.turn import Reply
from bot.text.phrases import quote_phrase

_NUMBER = re.compile(r"\s*(?:#|№)?\s?(\d{1,2})(?:[.,:)]|\s|$)\s*(?P<rest>.*)", re.DOTALL)
_TELL = r"(?:please |(?:tell|show) me |расскажи(?:те)? |покажи(?:те)? |розкажи |розкажіть )?"
_MORE = r"(?:more |(?:по)?подробнее |еще |ещё |больше |більше |детальніше |докладніше |ще )?"
_OF = r"(?:about |on |о |об |про |по )?"
_ITEM = r"(?:story |number |item |point |no\.? |сюжет\w* |новост\w+ |пункт\w* |номер\w* |новин\w+ )"
_NAMED = re.compile(
    rf"\s*{_TELL}{_MORE}{_OF}(?:the )?(?:{_ITEM}(?:#|№)?(\d{{1,2}})\b|(?:#|№)?(\d{{1,2}})(?=\s*(?:[.,:;)?!–—-]|$)))"
    r"[\s.,:;)?!–—-]*(?P<rest>.*)",
    re.DOTALL | re.IGNORECASE,
)
"""The number in words: "more about 2", "story 3: why?"."""

LONGEST_TYPED = 60
FEW = 4
"""Words, function words included."""


class About(NamedTuple):
    """A question about stories that our message tells: `text` without their number; `story_ids`, the likeliest first.

    `headline`, and `told`, its first sentence: of the one story that it is about, empty when that is not known.
    """

    text: str
    story_ids: tuple[int, ...]
    headline: str = ""
    told: str = ""


class AboutAnswer(NamedTuple):
    """`wider`: the stories' own articles do not say; the reply is from all articles. `asked`: what was asked of them,
    which may be more than was typed."""

    reply: Reply
    wider: bool
    asked: str


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
            if brief is None:
                return About(text, (chosen,))
            return About(text, (chosen,), brief.headline, brief.quotes[0].text if brief.quotes else "")
        now = self._desk.clock()
        ids = [story_id for _, story_id in shown]
        likely = await stories.rank_stories(ids, read_wanted(text), now)
        return About(text, (*likely, *(one for one in ids if one not in likely)))

    async def settle(self, question: Question, about: About) -> bool:
        """What needs no answer from articles: a bare number opens its story, and "why?" of several is asked back.
        False when more than that was said."""
        if len(about.story_ids) == 1 and not about.text:
            await self._stories.show_number(question, about.story_ids[0])
            return True
        if len(about.story_ids) > 1 and asks_of_something_said(about.text):
            messages = (await self._desk.manners.of(question)).messages
            text = messages.text("bot-story-which-asked", typed=clip(about.text, LONGEST_TYPED))
            await self._desk.say(question, text, messages, trusted=False)
            return True
        return False

    async def answer(self, about: About, reader: Reader) -> AboutAnswer:
        """From the story's articles; from all when these do not say."""
        stories = [await reader.stories.find_story(one) for one in about.story_ids]
        articles = frozenset(one for story in stories if story for one in story.article_ids)
        now = self._desk.clock()
        for text in _ask(about):
            reply = await reader.answers.answer(text, now=now, within=articles)
            if isinstance(reply, Answer):
                return AboutAnswer(reply, wider=False, asked=text)
        return AboutAnswer(await reader.answers.answer(about.text, now=now), wider=True, asked=about.text)

    async def _find_shown(self, question: Question) -> list[tuple[int, int]]:
        if question.answers is None:
            return []
        number, _ = _split_number(question.text)
        return await find_shown(self._desk, question.place, question.answers, number)


def _ask(about: About) -> list[str]:
    """What to ask the story's articles, one after the other until they answer.

    "who said so?" asks who said what was told; a question of hardly any words of its own ("how long?") is asked with
    the headline beside it too.
    """
    asked = [about.text]
    if about.told and asks_who_said(about.text):
        asked.insert(0, f"{about.text} {quote_phrase(about.told)}")
    if about.headline and len(about.text.split()) <= FEW:
        asked.append(f"{about.text} {about.headline}")
    return asked


def read_number(text: str, shown: Sequence[int] | dict[int, int]) -> tuple[int | None, str]:
    """ "2 who said so?" -> 2 and the question; a number that no story there has belongs to the question."""
    number, rest = _split_number(text)
    return (number, rest) if number in shown else (None, text)


def _split_number(text: str) -> tuple[int | None, str]:
    """The number that a text names at its beginning, in figures or in words around them, and what follows."""
    match = _NUMBER.match(text) or _NAMED.match(text)
    if match is None:
        return None, text
    return next(int(one) for one in match.groups()[:-1] if one), match["rest"].strip()
