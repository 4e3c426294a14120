"""No place learns anything of a collection that it may not read: whatever is asked there, what is said is what would be
said if that collection did not exist. Random collections, places and questions; real stores and indexes."""

import logging
import os
from collections.abc import Iterable, Sequence
from datetime import UTC, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, Phase, given, note, settings
from hypothesis import strategies as st

from bot.chat.alerts import Alerts
from bot.chat.digests.planning import Planner
from bot.chat.manner import Manners
from bot.chat.reading import Reader
from bot.chat.render import render_reply, render_sources, render_why
from bot.chat.render.story import render_side_by_side
from bot.digest.trends import count_trend
from bot.digest.wanted import read_wanted
from bot.digest.windows import Window
from bot.logs import NOISY
from bot.model.answer import Abstention, Consulted, Coverage, Reason
from bot.model.membership import MembershipState
from bot.model.passage import passage_id
from bot.model.place import Place
from bot.model.query import Query
from bot.model.subscription import Filters, Schedule, Subscription, Watch
from bot.model.turn import Reply, Turn
from bot.settings import EngineName
from bot.text.messages import read_messages
from tests.chat.collections.worlds import (
    GROUPS,
    NAMES,
    NOW,
    THINGS,
    TOWNS,
    Doc,
    Opened,
    World,
    marker,
    open_part,
    open_world,
    place,
    worlds,
)

EXAMPLES = int(os.environ.get("LEAK_EXAMPLES", "6"))
"""An example asks four chats and the public, in two worlds each: several seconds. `make chaos` tries more."""
LONGEST = pytest.mark.timeout(120 + EXAMPLES * 30)
"""For all examples together, on a busy machine. Stopped in the middle of one, hypothesis tries it once more, finds
nothing wrong with it and calls it flaky: a run of forty looked like a leak that comes and goes."""
SLOW = (HealthCheck.function_scoped_fixture, HealthCheck.too_slow)
PHASES = tuple(one for one in Phase if one is not Phase.shrink)
"""A smaller example would take minutes to find; what a world held is noted instead."""
EN = read_messages("en")
READERS = range(len(GROUPS) + 1)
WINDOW = Window(None, NOW - timedelta(days=60))
STRANGER_NUMBER = len(GROUPS)


def _mistype(word: str) -> str:
    return word[:3] + word[4:] if len(word) > 5 else word


names, things, towns = st.sampled_from(NAMES), st.sampled_from(THINGS), st.sampled_from(TOWNS)
said = st.builds("What did {} say about the {}?".format, names | names.map(_mistype), things | things.map(_mistype))
cost = st.builds("How much will the {} in {} cost?".format, things, towns | towns.map(_mistype))
exact = st.builds('Who said "We did not want the {}"?'.format, things)
about = st.builds("What does the {} paper say?".format, st.sampled_from([marker(one) for one in range(len(GROUPS))]))
by_outlet = st.sampled_from(
    ["What did Harbour Post report on the bridge?", "What happened since 20 March?", "hi", "?!"]
)
questions = st.lists(said | cost | exact | about | by_outlet, min_size=1, max_size=4, unique=True)


@pytest.fixture(autouse=True)
def _laid(file: Path) -> None:
    """Migrates the empty database that examples copy, while no event loop runs."""


@LONGEST
@pytest.mark.parametrize("engine", ["memory", "disk"])
@given(world=worlds, asked=questions)
@settings(max_examples=EXAMPLES, phases=PHASES, suppress_health_check=SLOW)
async def test_a_place_is_told_what_it_would_be_told_if_nothing_else_existed(
    engine: EngineName, world: World, asked: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.clear()
    caplog.set_level(logging.DEBUG)
    with TemporaryDirectory() as folder:
        async with open_world(world, engine, Path(folder)) as opened:
            for number in READERS:
                note(f"chat {number} reads {world.owners_read_by(number)}")
                reader = await opened.readers.of(place(world, number, thread=number or None))
                await _compare(reader, world, number, opened, asked, engine)
            note("inline, examples and counts know `public` alone")
            everybody = Reader(opened.readers.public, opened.readers.public_stories)
            await _compare(everybody, world._replace(opened=frozenset()), STRANGER_NUMBER, opened, asked, engine)
    assert not _find_markers(_read_log(caplog), READERS)


@LONGEST
@given(world=worlds, asked=questions)
@settings(max_examples=EXAMPLES, phases=PHASES, suppress_health_check=SLOW)
async def test_what_is_sent_without_being_asked_tells_nothing_of_others(
    world: World, asked: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    """Digests at their due times, and alerts: of a watch that was begun when nothing was there yet."""
    caplog.clear()
    caplog.set_level(logging.DEBUG)
    asked = [one for one in asked if not _find_markers(one, READERS)]
    with TemporaryDirectory() as folder:
        async with open_world(world, "memory", Path(folder)) as opened:
            chat, readers = opened.chat, opened.readers
            for number in READERS:
                await chat.subscriptions.add(_subscribe(place(world, number)))
                for question in asked:
                    await chat.watches.add(_watch(place(world, number), question))
            await Planner(chat, readers, lambda: None).plan(NOW)
            await readers.update(NOW)
            await Alerts(chat, readers, Manners(chat, "en"), lambda: NOW, lambda: None).check(NOW)
            for number in READERS:
                await chat.places.set_membership(world.chat(number), MembershipState.ACTIVE, NOW)
            sent: dict[int, str] = dict.fromkeys(map(world.chat, READERS), "")
            while batch := await chat.deliveries.claim(NOW, 100):
                for one in batch:
                    sent[one.place.chat_id] += one.payload or ""
                    await chat.deliveries.sent(one.id, [one.id])
    for number in READERS:
        allowed = world.owners_read_by(number)
        assert not _find_markers(sent[world.chat(number)], set(range(len(GROUPS))) - set(allowed))
        there = number not in world.away  # nothing is written for a group without the bot
        told = [one for one in allowed if there and _is_recent(world.kept[one])]
        assert set(told) <= _find_markers(sent[world.chat(number)], allowed), "what may be read is told"
    assert not _find_markers(_read_log(caplog), READERS)


async def _compare(
    reader: Reader, world: World, number: int, opened: Opened, asked: Sequence[str], engine: EngineName
) -> None:
    async with open_part(world, number, opened.names, engine) as part:
        assert await _tell(reader, asked) == await _tell(part, asked)
        everything = await _list_all(opened)
        assert await _look_up(reader, everything) == await _look_up(part, everything)


async def _tell(reader: Reader, asked: Sequence[str]) -> dict[str, Any]:
    """All that a chat can be told, as it is shown and as it is kept."""
    told: dict[str, Any] = {}
    answers, stories = reader.answers, reader.stories
    turns: list[Turn] = []
    for question in asked:
        reply = await answers.answer(question, now=NOW, turns=turns)
        heads = await answers.heads(reply)
        told[question] = (
            _plain(reply),
            render_reply(reply, EN, heads=heads),
            render_why(reply, EN, heads=heads),
            _plain(await answers.timeline(question, now=NOW)),
            await answers.articles_about(question, now=NOW),
            await count_trend(answers, question, NOW, UTC),
            [one.story_id for one in await stories.find_outlines(read_wanted(question), NOW)],
        )
        turns.append(Turn(question=question, reply=reply, asked=NOW))
    outlets, coverage = await answers.outlets(), await answers.coverage()
    told["sources"] = (outlets, coverage, render_sources(outlets, coverage, EN))
    told["collections"] = answers.collections
    told["digest"] = await stories.choose(Filters(), {}, WINDOW, NOW, 3)
    told["newest"] = await stories.newest()
    return told


class _Everything(NamedTuple):
    """Ids of all stories and articles that there are, and a reply that looked at all: buttons can be forged."""

    stories: list[int]
    articles: list[str]
    reply: Reply


async def _list_all(opened: Opened) -> _Everything:
    services = [opened.readers.public, *[await opened.private.get(name) for name in opened.names.values()]]
    found: dict[str, int] = {}
    for service in services:
        ids = list(await service.store.hashes(service.collection))
        found |= dict.fromkeys(ids, 0) | await service.store.stories.of_articles(service.collection, ids)
    consulted = tuple(
        Consulted(one, passage_id(service.collection, one, ordinal), "", 0.0)
        for service in services
        for one in found
        for ordinal in range(2)
    )
    reply = _abstain("anything").model_copy(update={"consulted": consulted})
    return _Everything(sorted({*found.values()} - {0}), sorted(found), reply)


async def _look_up(reader: Reader, everything: _Everything) -> list[Any]:
    stories, story_ids, article_ids = reader.stories, everything.stories, everything.articles
    side_by_side = [await stories.lay_side_by_side(one) for one in story_ids]
    return [
        await reader.answers.texts(article_ids),
        await reader.answers.joined(article_ids),
        await reader.answers.heads(everything.reply),
        [await stories.find_story(one) for one in story_ids],
        [await stories.find_brief(one) for one in story_ids],
        side_by_side,
        [render_side_by_side(one, EN, zone=UTC) for one in side_by_side if one],
        await stories.rank_stories(story_ids, Filters(), NOW),
    ]


def _plain(reply: Reply) -> dict[str, Any]:
    return reply.model_dump(exclude={"took_ms"})


def _subscribe(where: Place) -> Subscription:
    daily = Schedule(times=(time(8),), zone="UTC")
    before = NOW - timedelta(days=1)
    return Subscription(place=where, person_id=7, created=before, schedule=daily, reached=before, next_due=NOW)


def _watch(where: Place, question: str) -> Watch:
    created = NOW - timedelta(days=1)
    return Watch(
        place=where,
        person_id=7,
        created=created,
        question=question,
        language="en",
        reply=_abstain(question),
        checked=created,
        most_a_day=10,
    )


def _abstain(question: str) -> Abstention:
    query = Query(question=question, language="en")
    return Abstention(query=query, reason=Reason.EMPTY_CORPUS, coverage=Coverage(articles=0))


def _is_recent(kept: Sequence[Doc]) -> bool:
    """An article that every digest of that day has room for: it may be told among few others."""
    return any(doc.age == 0 for doc in kept) and len(kept) == 1


def _find_markers(text: str, numbers: Iterable[int]) -> set[int]:
    return {one for one in numbers if one < len(GROUPS) and marker(one).lower() in text.lower()}


def _read_log(caplog: pytest.LogCaptureFixture) -> str:
    """Everything in every record, but for libraries that the program keeps quiet (`logs.py`)."""
    return "\n".join(repr(vars(one)) for one in caplog.records if one.name.split(".")[0] not in NOISY)
