"""/latest: the newest stories, told before or not."""

from bot.playground.server import TelegramServer
from tests.chat.flows.changing import EN, say
from tests.chat.flows.test_digests import bot, corpus, time, title
from tests.chat.running import Bot
from tests.telegram_fixtures import meet

__all__ = ["bot", "corpus", "time"]


async def test_the_latest_come_again_and_again_and_then_nothing_is_new(telegram: TelegramServer, bot: Bot) -> None:
    ann = meet(telegram)
    first = await say(telegram, ann.id, ann, "/latest")
    lines = first.text.splitlines()
    assert (lines[0], EN.text("bot-digest-first") in lines) == (title(), False)
    assert "1. Russia wants neutrality of Ukraine written into any peace deal [1]" in lines
    assert (await say(telegram, ann.id, ann, "/latest")).text == first.text
    assert (await say(telegram, ann.id, ann, "/digest")).text == EN.text("bot-digest-nothing", since="08:00")


async def test_the_latest_on_words(telegram: TelegramServer, bot: Bot) -> None:
    ann = meet(telegram)
    about = await say(telegram, ann.id, ann, "/latest reservoir")
    assert "1. Rain lifts Kelbry reservoir, minister signs repair [1]" in about.text.splitlines()
    none = await say(telegram, ann.id, ann, "/latest zebras")
    assert none.text == EN.text("bot-digest-nothing-words-ever", words="zebras")
