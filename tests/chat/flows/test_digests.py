"""/digest, /new, /story, /timeline, /trend, and replies to what a digest tells; over the local Bot API server."""

import asyncio
import string
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest_asyncio

from bot.playground.server import TelegramServer
from bot.text.messages import read_messages
from tests.chat.flows.changing import EN, TO_US, Corpus, say, tap_data
from tests.chat.running import Bot, running
from tests.telegram_fixtures import meet

NOW = datetime(2025, 3, 25, 8, tzinfo=UTC)
"""A day after the sample's newest article."""


class Time:
    """A clock that is put forward by hand."""

    def __init__(self) -> None:
        self.moment = NOW

    def now(self) -> datetime:
        return self.moment


@pytest_asyncio.fixture
async def corpus() -> Corpus:
    return await Corpus().fill()


@pytest_asyncio.fixture
async def time() -> Time:
    return Time()


@pytest_asyncio.fixture
async def bot(telegram: TelegramServer, tmp_path: Path, corpus: Corpus, time: Time) -> AsyncIterator[Bot]:
    file = tmp_path / "chat.db"
    async with running(telegram, file, answers=corpus.answers, clock=time.now, tick_seconds=0.05) as started:
        await telegram.until(lambda: bool(corpus.answers))
        yield started


def title(moment: datetime = NOW) -> str:
    return EN.text("bot-digest-title-now", when=EN.weekday_moment(moment))


async def wait_for_stories(bot: Bot, corpus: Corpus) -> None:
    """Until the running bot has seen all that is there."""
    version = await corpus.answers.store.version(corpus.answers.collection)
    async with asyncio.timeout(20):
        while bot.front.readers.public_stories.seen != version:  # noqa: ASYNC110 (nothing tells when)
            await asyncio.sleep(0.01)


RAIN = "Rain lifts Kelbry reservoir, minister signs repair"


def find_number(digest: str, headline: str) -> str:
    """Under which a story stands in a digest."""
    return next(line.partition(".")[0] for line in digest.splitlines() if f". {headline}" in line)


async def test_the_first_digest_tells_the_newest_and_the_next_only_what_is_new(
    telegram: TelegramServer, bot: Bot, corpus: Corpus, time: Time
) -> None:
    ann = meet(telegram)
    first = await say(telegram, ann.id, ann, "/digest")
    lines = first.text.splitlines()
    assert lines[:2] == [title(), EN.text("bot-digest-first")]
    assert lines[3] == "1. Russia wants neutrality of Ukraine written into any peace deal [1]"
    assert "Russia demands that a peace deal keep Ukraine neutral and outside NATO. [1]" in lines
    assert first.keyboard[0][0] == "🔎 1"
    again = await say(telegram, ann.id, ann, "/digest")
    assert again.text == EN.text("bot-digest-nothing", since="08:00")
    time.moment = NOW + timedelta(hours=2)
    text = "Kyiv said on Tuesday that its delegation would travel to Geneva for peace talks with 12 experts."
    await corpus.put("fresh", text, NOW + timedelta(hours=1), "Kyiv sends twelve experts to Geneva")
    await wait_for_stories(bot, corpus)
    news = await say(telegram, ann.id, ann, "/digest")
    assert news.text.splitlines()[0] == title(time.moment)
    assert text in news.text
    assert "a peace deal keep Ukraine neutral" not in news.text, "that was told before"


async def test_nothing_new_offers_the_latest_again(telegram: TelegramServer, bot: Bot) -> None:
    ann = meet(telegram)
    first = await say(telegram, ann.id, ann, "/digest")
    nothing = await say(telegram, ann.id, ann, "/digest")
    assert nothing.keyboard == [[EN.text("bot-button-digest-again")]]
    assert await tap_data(telegram, ann.id, nothing.id, ann, "digest:again") == ""
    answers = await telegram.wait_for_answers(ann.id, 3)
    assert answers[-1].text == first.text


async def test_a_digest_about_words(telegram: TelegramServer, bot: Bot) -> None:
    ann = meet(telegram)
    about = await say(telegram, ann.id, ann, "/digest reservoir -Putin")
    assert [line for line in about.text.splitlines() if line.startswith("1. ")] == [
        "1. Rain lifts Kelbry reservoir, minister signs repair [1]"
    ]
    assert "2. " not in about.text
    none = await say(telegram, ann.id, ann, "/digest zebras")
    assert none.text == EN.text("bot-digest-nothing-words", words="zebras", since="08:00")


async def test_what_a_digest_about_words_left_out_is_new_in_the_next(
    telegram: TelegramServer, bot: Bot, corpus: Corpus, time: Time
) -> None:
    ann = meet(telegram)
    await say(telegram, ann.id, ann, "/digest")
    time.moment = NOW + timedelta(hours=3)
    fire = "A fire destroyed the fish market of Arlby on Monday night. Some 240 people worked there."
    strike = "Dockers in Sandrake voted on Tuesday for a strike over night shifts in the port."
    await corpus.put("fire", fire, NOW + timedelta(hours=1), "Fire destroys Arlby fish market")
    await corpus.put("strike", strike, NOW + timedelta(hours=1), "Sandrake dockers vote")
    await wait_for_stories(bot, corpus)
    about = await say(telegram, ann.id, ann, "/digest Arlby")
    assert "1. Fire destroys Arlby fish market" in about.text
    time.moment = NOW + timedelta(hours=4)
    news = await say(telegram, ann.id, ann, "/digest")
    assert "Sandrake dockers vote" in news.text
    assert "Arlby" not in news.text


async def test_each_place_has_its_own_news(telegram: TelegramServer, bot: Bot) -> None:
    ann = meet(telegram)
    forum = telegram.world.group("Desk", ann.id, kind="forum")
    one, other = (telegram.gatherings.open_thread(forum.id, ann.id, name) for name in ("Ports", "Talks"))
    first = await say(telegram, forum.id, ann, f"/digest{TO_US}", thread_id=one)
    second = await say(telegram, forum.id, ann, f"/digest{TO_US}", thread_id=other)
    assert (first.thread_id, second.thread_id) == (one, other)
    assert first.text == second.text
    nothing = await say(telegram, forum.id, ann, f"/digest{TO_US}", thread_id=one)
    assert nothing.text == EN.text("bot-digest-nothing", since="08:00")


async def test_a_reply_with_a_number_asks_about_that_story(telegram: TelegramServer, bot: Bot) -> None:
    ann = meet(telegram)
    digest = await say(telegram, ann.id, ann, "/digest")
    about = await say(telegram, ann.id, ann, f"{find_number(digest.text, RAIN)} who signed the approval?", digest.id)
    lines = about.text.splitlines()
    assert lines[0] == EN.text("bot-story-about", headline=RAIN)
    assert lines[2].startswith("Minister of Waters Hesper Dunnick signed the approval")
    assert "🔔" in about.keyboard[-1]


async def test_who_said_so_asks_who_said_what_was_told(telegram: TelegramServer, bot: Bot) -> None:
    ann = meet(telegram)
    digest = await say(telegram, ann.id, ann, "/digest")
    told = digest.text.splitlines()[4]
    about = await say(telegram, ann.id, ann, "1 who said so?", digest.id)
    first = about.text.splitlines()[2]
    assert first.startswith(told.removesuffix(" [1]"))
    assert "Alexander Grushko, a deputy foreign minister of Russia, set out the position" in first


async def test_a_question_of_no_words_of_its_own_is_asked_back(telegram: TelegramServer, bot: Bot) -> None:
    ann = meet(telegram)
    digest = await say(telegram, ann.id, ann, "/digest")
    assert (await say(telegram, ann.id, ann, "why?", digest.id)).text == EN.text("bot-story-which-asked", typed="why?")
    number = find_number(digest.text, RAIN)
    opened = await say(telegram, ann.id, ann, f"tell me more about {number}", digest.id)
    assert opened.text.startswith(RAIN)
    one = await say(telegram, ann.id, ann, "who said so?", opened.id)
    assert one.text.startswith(EN.text("bot-story-about", headline=RAIN))


async def test_a_reply_that_quotes_a_story_asks_about_it(telegram: TelegramServer, bot: Bot) -> None:
    ann = meet(telegram)
    digest = await say(telegram, ann.id, ann, "/digest")
    quoted = "Rain lifts Kelbry reservoir"
    position = len(digest.text[: digest.text.index(quoted)].encode("utf-16-le")) // 2
    body = {
        "update_id": 900_000_001,
        "message": {
            "message_id": 9_000,
            "date": int(NOW.timestamp()),
            "chat": {"id": ann.id, "type": "private"},
            "from": {"id": ann.id, "is_bot": False, "first_name": "Ann"},
            "text": "who leads the farmers' league?",
            "quote": {"text": quoted, "position": position},
            "reply_to_message": {
                "message_id": digest.id,
                "text": digest.text,
                "from": {"id": telegram.world.bot.id, "is_bot": True, "first_name": "Bot"},
            },
        },
    }
    before = len(telegram.answers(ann.id))
    telegram.world.updates.inject(body)
    answer = (await telegram.wait_for_answers(ann.id, before + 1))[-1]
    assert answer.text.splitlines()[0].endswith("Rain lifts Kelbry reservoir, minister signs repair")
    assert "Orsola Tammering" in answer.text


async def test_what_the_story_does_not_say_is_looked_for_everywhere(telegram: TelegramServer, bot: Bot) -> None:
    ann = meet(telegram)
    digest = await say(telegram, ann.id, ann, "/digest")
    wider = await say(telegram, ann.id, ann, "2 how many dockers walked out?", digest.id)
    assert wider.text.splitlines()[0] == EN.text("bot-story-wider")
    assert "1,400 dockers" in wider.text
    nowhere = await say(telegram, ann.id, ann, "1 what is the capital of Peru?", digest.id)
    assert nowhere.text.startswith(EN.text("abstain"))


LONG = [
    *(("Arlby", "ravens"), ("Brack", "teapots"), ("Corm", "trams"), ("Dunmere", "otters")),
    *(("Eskel", "violins"), ("Farrow", "glaciers"), ("Gorst", "bakers"), ("Hallow", "comets")),
]


async def test_a_number_of_another_part_of_a_long_digest_is_found(
    telegram: TelegramServer, bot: Bot, corpus: Corpus, time: Time
) -> None:
    ann = meet(telegram)
    for number, (place, what) in enumerate(LONG):
        text = f"{place} {' and '.join(f'{what} {one}' for one in string.ascii_lowercase[:24])} were seen by {place}."
        await corpus.put(f"long-{place}", text, NOW - timedelta(minutes=number), f"{place}: {what} seen " * 7)
    await wait_for_stories(bot, corpus)
    await say(telegram, ann.id, ann, "/digest")
    first, last = await telegram.wait_for_answers(ann.id, 2)
    assert first.text.splitlines()[3].startswith("1. ")
    assert "8. " in last.text
    assert "8. " not in first.text
    told = next(line for line in last.text.splitlines() if line.startswith("8. "))
    opened = await say(telegram, ann.id, ann, "8", first.id)
    assert opened.text.splitlines()[0][:30] == told[3:33]
    again = await say(telegram, ann.id, ann, "/story 1", last.id)
    assert again.text.splitlines()[0][:30] == first.text.splitlines()[3][3:33]
    asked = await say(telegram, ann.id, ann, "1 what was seen?", last.id)
    assert asked.text.splitlines()[0].startswith("About the story: ")


async def test_a_bare_number_opens_the_story_and_its_message_can_be_closed(telegram: TelegramServer, bot: Bot) -> None:
    ann = meet(telegram)
    digest = await say(telegram, ann.id, ann, "/digest")
    opened = await say(telegram, ann.id, ann, "1", digest.id)
    assert opened.text.splitlines()[:2] == [
        "Russia wants neutrality of Ukraine written into any peace deal",
        EN.text("bot-story-title", count=3),
    ]
    asked = await say(telegram, ann.id, ann, "what does Russia insist on?", opened.id)
    assert asked.text.splitlines()[0].startswith("About the story: ")
    assert await tap_data(telegram, ann.id, digest.id, ann, f"story:close:{ann.id}") == EN.text("bot-old-button")
    assert await tap_data(telegram, ann.id, opened.id, ann, f"story:close:{ann.id}") == ""
    await telegram.until(lambda: opened.id not in [one.id for one in telegram.answers(ann.id)])


async def test_the_button_of_a_story_lays_its_reports_side_by_side(telegram: TelegramServer, bot: Bot) -> None:
    ann = meet(telegram)
    digest = await say(telegram, ann.id, ann, "/digest")
    data = str(digest.buttons[0][0]["callback_data"])
    assert await tap_data(telegram, ann.id, digest.id, ann, data) == ""
    opened = (await telegram.wait_for_answers(ann.id, 2))[-1]
    assert opened.reply_to == digest.id
    assert await tap_data(telegram, ann.id, digest.id, ann, "story:12345") == EN.text("bot-story-gone")
    assert await tap_data(telegram, ann.id, digest.id, ann, "story:x") == EN.text("bot-old-button")


async def test_where_outlets_differ_is_shown(telegram: TelegramServer, bot: Bot) -> None:
    ann = meet(telegram)
    story = await say(telegram, ann.id, ann, "/story dockers")
    assert "≠ 1,400 dockers / 1,100 dockers" in story.text.splitlines()
    nothing = await say(telegram, ann.id, ann, "/story zebras")
    assert nothing.text == EN.text("bot-story-none", words="zebras")
    empty = await say(telegram, ann.id, ann, "/story")
    assert empty.text == EN.text("bot-story-empty")
    digest = await say(telegram, ann.id, ann, "/digest")
    which = await say(telegram, ann.id, ann, "/story", digest.id)
    assert which.text == EN.text("bot-story-which")
    chosen = await say(telegram, ann.id, ann, f"/story {find_number(digest.text, RAIN)}", digest.id)
    assert chosen.text.startswith(RAIN)


async def test_new_on_something(telegram: TelegramServer, bot: Bot, corpus: Corpus, time: Time) -> None:
    ann = meet(telegram)
    assert (await say(telegram, ann.id, ann, "/new")).text == EN.text("bot-new-empty")
    nothing = await say(telegram, ann.id, ann, "/new dockers")
    since = EN.text("bot-digest-nothing-words", words="dockers", since="24 March, 00:00")
    assert nothing.text.splitlines()[:2] == [since, EN.text("bot-digest-latest", day="14 March 2025")]
    time.moment = NOW + timedelta(hours=3)
    await corpus.put("n", "Dockers in Sandrake voted for a strike on Tuesday.", time.moment, "Sandrake dockers vote")
    await wait_for_stories(bot, corpus)
    found = await say(telegram, ann.id, ann, "/new Dockers")
    assert found.text.splitlines()[0] == EN.text("bot-digest-title-words", words="Dockers", since="08:00")
    assert "Dockers in Sandrake voted for a strike on Tuesday. [1]" in found.text
    time.moment += timedelta(minutes=1)
    await say(telegram, ann.id, ann, "/new dockers")
    time.moment += timedelta(minutes=1)
    again = await say(telegram, ann.id, ann, "/new dockers")
    assert again.text.splitlines()[0] == EN.text("bot-digest-nothing-words", words="dockers", since="11:01")


async def test_a_whole_question_is_new_only_where_its_subject_is(
    telegram: TelegramServer, bot: Bot, corpus: Corpus
) -> None:
    """Every story holds "how", "at" or "the"."""
    ann = meet(telegram)
    await wait_for_stories(bot, corpus)
    asked = "How many dockers walked out at Port Hallowick?"
    shown = await say(telegram, ann.id, ann, f"/new {asked}")
    since = "24 March, 00:00"
    assert shown.text.splitlines()[0] == EN.text("bot-digest-nothing-words", words=asked, since=since)
    assert "Hallowick dockers accept 8 percent" in shown.text
    quoted = await say(telegram, ann.id, ann, "/new “dockers”")
    assert quoted.text.splitlines()[0] == EN.text("bot-digest-nothing-words", words="dockers", since=since)
    assert (await say(telegram, ann.id, ann, "/new the")).text == EN.text("bot-new-empty")


async def test_they_all_say_how_a_slip_was_read(telegram: TelegramServer, bot: Bot, corpus: Corpus) -> None:
    ann = meet(telegram)
    await wait_for_stories(bot, corpus)
    read = EN.text("answer-reading", typed="ceasefyre", read="ceasefire")
    for command in ("new", "timeline", "trend"):
        shown = await say(telegram, ann.id, ann, f"/{command} ceasefyre")
        assert read in shown.text.splitlines()


async def test_a_timeline_is_an_answer_with_its_buttons(telegram: TelegramServer, bot: Bot) -> None:
    ann = meet(telegram)
    shown = await say(telegram, ann.id, ann, "/timeline dockers strike")
    days = [line for line in shown.text.splitlines() if line.endswith("March 2025")]
    assert days == ["3 March 2025", "5 March 2025", "6 March 2025", "13 March 2025"]
    assert shown.keyboard[0][0] == "[1]"
    await telegram.until(lambda: telegram.world.called("sendMessage")[-1].code == 200)
    assert shown.keyboard[-1] == ["Copy", "🔔", "👍", "👎"]
    assert (await say(telegram, ann.id, ann, "/timeline")).text == EN.text("bot-timeline-empty")
    assert (await say(telegram, ann.id, ann, "/timeline Velmora")).text.startswith(EN.text("abstain"))


async def test_a_trend_is_a_picture(telegram: TelegramServer, bot: Bot) -> None:
    ann = meet(telegram, language="uk")
    uk = read_messages("uk")
    shown = await say(telegram, ann.id, ann, "/trend ceasefire")
    assert "ceasefire" in shown.text
    [call] = telegram.world.called("sendPhoto")
    assert call.code == 200
    none = await say(telegram, ann.id, ann, "/trend zebra")
    days = uk.days(date(2025, 2, 25), date(2025, 3, 24))
    assert none.text == uk.text("bot-trend-none", words="zebra", days=days)
    for nothing in ("", " ?", " 🙂"):
        assert (await say(telegram, ann.id, ann, f"/trend{nothing}")).text == uk.text("bot-trend-empty")
    quoted = await say(telegram, ann.id, ann, "/trend «ceasefire»")
    assert quoted.text == shown.text


async def test_no_stories_at_all(telegram: TelegramServer, tmp_path: Path) -> None:
    empty, ann = Corpus(), meet(telegram)
    async with running(telegram, tmp_path / "chat.db", answers=empty.answers):
        shown = await say(telegram, ann.id, ann, "/digest")
        assert shown.text == EN.text("bot-digest-nothing-ever")
        await say(telegram, ann.id, ann, "/timeline x")
        await say(telegram, ann.id, ann, "/trend x")
        await say(telegram, ann.id, ann, "/story x")
