"""For the tests of buttons: a corpus of a test's own, which it changes, and what it takes to tap."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from bot.answer.service import AnswerService
from bot.app import open_index, read_found
from bot.ingest.addresses import Raw
from bot.ingest.files import find_files
from bot.ingest.service import ingest
from bot.model.article import PUBLIC, RawArticle
from bot.model.protocols import IndexEngine
from bot.model.turn import PlacedTurn
from bot.playground.server import TelegramServer
from bot.playground.server.reading import Shown
from bot.playground.server.users import User
from bot.playground.server.world import Call
from bot.store.memory import MemoryStore
from bot.text.messages import read_messages
from bot.text.resources import corpus_dir
from tests.chat.running import MOST_BYTES, Bot

EN = read_messages("en")
TO_US = "@briefing_test_bot"
DOCKERS = "how many dockers walked out?"
"""Three sources that differ, two speakers, several days, and passages that are not quoted."""
WALKED_OUT = "About 1,400 dockers walked out, according to the Quenmark Dockers' Union. [1]"
VIEWS = ("source:1", "source:2", "source:3", "differ", "more", "who", "timeline", "copy", "markdown")
"""All that can be opened of the answer to DOCKERS, `markdown` from the copy."""
OLD, NOT_YOURS = EN.text("bot-old-button"), EN.text("bot-not-yours")


class Corpus:
    """The sample corpus, for one test alone: `answers` answers from what it holds at that moment."""

    def __init__(self, engine: IndexEngine | None = None) -> None:
        self._store = MemoryStore()
        self._engine = open_index("memory", None) if engine is None else engine
        self.answers = AnswerService(self._store, self._engine)

    async def fill(self) -> "Corpus":
        await self._ingest(read_found(find_files([corpus_dir()], MOST_BYTES), MOST_BYTES))
        return self

    async def put(self, article_id: str, text: str, day: datetime, title: str = "News") -> None:
        """A new article, or another text for one that is there."""
        raw = RawArticle(text=text, id=article_id, title=title, outlet="Morning Desk", published=day, language="en")
        await self._ingest([raw])

    async def take(self, articles: Iterable[Raw]) -> None:
        """Many at once."""
        await self._ingest(articles)

    async def remove(self, article_ids: Sequence[str]) -> None:
        self._engine.update((), list(article_ids))
        await self._store.remove(PUBLIC, article_ids)

    async def retire(self, article_ids: Sequence[str], now: datetime) -> None:
        """As the limits of age and number take them out; all are cited by somebody."""
        self._engine.update((), list(article_ids))
        await self._store.versions.retire(PUBLIC, article_ids, article_ids, now)

    async def _ingest(self, articles: Iterable[Raw]) -> None:
        await ingest(articles, store=self._store, engine=self._engine)


def day(number: int, month: int = 3) -> datetime:
    """A day of 2025; the sample's newest article is of 24 March."""
    return datetime(2025, month, number, 12, tzinfo=UTC)


async def say(
    telegram: TelegramServer,
    chat_id: int,
    person: User,
    text: str,
    reply_to: int | None = None,
    thread_id: int | None = None,
) -> Shown:
    """The next message of the bot there."""
    before = len(telegram.answers(chat_id))
    telegram.people.write(chat_id, person.id, text, reply_to, thread_id)
    return (await telegram.wait_for_answers(chat_id, before + 1))[-1]


async def ask(
    telegram: TelegramServer,
    chat_id: int,
    person: User,
    text: str = DOCKERS,
    reply_to: int | None = None,
    thread_id: int | None = None,
) -> Shown:
    """The answer; in a group to the command, unless it replies."""
    asked = text if chat_id == person.id or reply_to is not None else f"/ask{TO_US} {text}"
    return await say(telegram, chat_id, person, asked, reply_to, thread_id)


def find_data(message: Shown, what: str) -> str:
    """The data of the button below a message that ends with this, or begins with it ("again", "close")."""
    data = [str(one["callback_data"]) for row in message.buttons for one in row]
    [found] = [one for one in data if one.endswith(f":{what}") or one.startswith(f"{what}:")]
    return found


async def tap(telegram: TelegramServer, chat_id: int, message: Shown, person: User, what: str) -> str:
    """What is said over the chat; `what`: see `find_data`."""
    return await tap_data(telegram, chat_id, message.id, person, find_data(message, what))


async def tap_data(telegram: TelegramServer, chat_id: int, message_id: int, person: User, data: str) -> str:
    query = telegram.people.tap_data(chat_id, message_id, person.id, data)
    await telegram.until(lambda: telegram.world.queries[query].answer is not None)
    return str((telegram.world.queries[query].answer or {}).get("text") or "")


def written(telegram: TelegramServer, chat_id: int) -> list[Call]:
    """Messages and edits that were answered, for good or ill."""
    calls = [call for call in telegram.world.calls if call.method in ("sendMessage", "editMessageText")]
    return [call for call in calls if call.params.get("chat_id") == str(chat_id) and call.code is not None]


async def open_view(telegram: TelegramServer, chat_id: int, message: Shown, person: User, what: str) -> Shown:
    """The pane as it stands after the tap; nothing was said over the chat."""
    before = len(written(telegram, chat_id))
    assert await tap(telegram, chat_id, message, person, what) == ""
    await telegram.until(lambda: [call.code for call in written(telegram, chat_id)[before:]][-1:] == [200])
    result = written(telegram, chat_id)[-1].result
    assert isinstance(result, dict)
    return look(telegram, chat_id, result["message_id"])


async def open_all(telegram: TelegramServer, chat_id: int, answer: Shown, person: User) -> dict[str, Shown]:
    """Every view of the answer to DOCKERS, as it stood in the pane."""
    panes = {what: await open_view(telegram, chat_id, answer, person, what) for what in VIEWS[:-1]}
    return panes | {"markdown": await open_view(telegram, chat_id, panes["copy"], person, "markdown")}


def look(telegram: TelegramServer, chat_id: int, message_id: int) -> Shown:
    return next(one for one in telegram.answers(chat_id) if one.id == message_id)


def texts(panes: dict[str, Shown]) -> dict[str, str]:
    return {name: pane.text for name, pane in panes.items()}


def turn_id(answer: Shown) -> int:
    """Of the turn that an answer's buttons are about."""
    return int(find_data(answer, "up").split(":")[1])


async def find_turn(bot: Bot, answer: Shown) -> PlacedTurn:
    turn = await bot.store.turns.find(turn_id(answer))
    assert turn
    return turn
