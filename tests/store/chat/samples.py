"""Updates, deliveries and turns, everything but the named left plain."""

from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.model.answer import Abstention, Answer, Claim, Consulted, Coverage, Nearest, Quote, Reason, Source
from bot.model.article import ArticleHead
from bot.model.delivery import Delivery, Outgoing, Priority
from bot.model.place import Place
from bot.model.query import Correction, Query, Term, Variant
from bot.model.turn import PlacedTurn, Reply
from bot.model.update import Update, UpdateState
from bot.store.chat.sql import SqlChatStore

NOW = datetime(2026, 5, 1, 12, 30, 15, 123456, tzinfo=UTC)
PRIVATE = Place(chat_id=7)
GROUP = Place(chat_id=-1001234567890)
THREAD = Place(chat_id=-1001234567890, thread_id=5)

QUERY = Query(
    question="What does Russia demand?",
    language="en",
    terms=(Term(text="Russia", kind="name", variants=(Variant("russia", 1.0), Variant("moscow", 0.4))),),
    phrases=("an exact phrase",),
    phrase_tokens=(("an", "exact", "phrase"),),
    since=NOW,
    corrections=(Correction("rusia", "Russia"),),
)
QUOTE = Quote(n=1, article_id="talks", start=3, end=9, text="Росія", passage="… 🕊 …")
ANSWER = Answer(
    query=QUERY,
    claims=(Claim(text="Росія", speaker=None, quotes=(QUOTE,), outlets=1, differs=("12 / 15",)),),
    sources=(Source(n=1, article=ArticleHead(id="talks", title="Talks", published=NOW)),),
    confidence=0.75,
    coverage=Coverage(articles=3, oldest=NOW, newest=NOW),
    consulted=(Consulted("talks", 2**62, "text", 1.5),),
)
ABSTENTION = Abstention(
    query=QUERY, reason=Reason.NOT_FOUND, nearest=(Nearest("talks", "close"),), coverage=Coverage(articles=0)
)


def after(seconds: float) -> datetime:
    """That many seconds after NOW."""
    return NOW + timedelta(seconds=seconds)


def update(update_id: int, place: Place | None = PRIVATE, *, received: datetime = NOW, payload: str = "{}") -> Update:
    """A raw update that waits."""
    return Update(update_id=update_id, place=place, received=received, payload=payload)


def outgoing(
    text: str = "hello",
    place: Place = PRIVATE,
    *,
    priority: Priority = Priority.ANSWER,
    person_id: int | None = None,
    not_before: datetime | None = None,
) -> Outgoing:
    """A message to send; the payload is the text, so that a test can tell it again."""
    return Outgoing(
        place=place,
        method="sendMessage",
        payload=text,
        created=NOW,
        priority=priority,
        person_id=person_id,
        not_before=not_before,
    )


def turn(
    turn_id: int,
    place: Place = PRIVATE,
    *,
    person_id: int = 7,
    question_message_id: int | None = None,
    answer_message_ids: tuple[int, ...] = (),
    asked: datetime = NOW,
    continues: int | None = None,
    reply: Reply = ABSTENTION,
    question: str = "what does rusia demand",
) -> PlacedTurn:
    """A turn of the person whose private chat PRIVATE is."""
    return PlacedTurn(
        id=turn_id,
        place=place,
        person_id=person_id,
        question=question,
        reply=reply,
        asked=asked,
        question_message_id=question_message_id,
        answer_message_ids=answer_message_ids,
        continues=continues,
    )


def ids(updates: list[Update]) -> list[int]:
    return [one.update_id for one in updates]


def texts(deliveries: list[Delivery]) -> list[str | None]:
    return [one.payload for one in deliveries]


async def state_of(store: SqlChatStore, update_id: int) -> UpdateState | None:
    found = await store.updates.find(update_id)
    return found.state if found else None


async def send(store: SqlChatStore, message: Outgoing | None = None, now: datetime = NOW) -> Delivery:
    """Records a message, when given, and claims the one that is due."""
    if message:
        assert await store.deliveries.record([message])
    [claimed] = await store.deliveries.claim(now, 1)
    return claimed


async def find_delivery(store: SqlChatStore, delivery_id: int) -> Delivery:
    found = await store.deliveries.find(delivery_id)
    assert found is not None
    return found


@cache
def _empty() -> bytes:
    """The file of an empty database, migrated once and copied from then on."""
    import asyncio

    from bot.store.chat.sql import open_chat_store

    async def make(file: Path) -> None:
        await (await open_chat_store(file)).close()

    with TemporaryDirectory() as folder:
        file = Path(folder) / "chat.db"
        with asyncio.Runner() as runner:
            runner.run(make(file))
        return file.read_bytes()


def lay_empty(file: Path) -> Path:
    """Puts an empty database there. Not from inside an event loop."""
    file.write_bytes(_empty())
    return file
