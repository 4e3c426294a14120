"""Standing questions asked anew: what is told, what is not, how often, and by whom. Real articles, index and store."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime, timedelta
from html import unescape
from pathlib import Path

import pytest
import pytest_asyncio

from bot.chat.alerts import LOOKS, Alerts
from bot.chat.calls import SEND, read_call
from bot.chat.manner import Manners
from bot.chat.reading import Readers
from bot.digest.service import DigestService
from bot.index.memory import MemoryIndex
from bot.model.answer import Abstention, Answer, Reason
from bot.model.delivery import DeliveryState, Priority
from bot.model.errors import EngineError
from bot.model.hit import Hit
from bot.model.membership import MembershipState
from bot.model.place import Place
from bot.model.query import Query
from bot.model.subscription import Pause, Watch
from bot.store.chat.sql import SqlChatStore, open_chat_store
from tests.chat.flows.changing import Corpus, day

NOW = datetime(2025, 3, 20, 21, 30, tzinfo=UTC)
"""In Kyiv that day is over in half an hour."""
ASKED = "how many ships wait outside Port Hallowick?"
SEVENTEEN = "Seventeen ships wait outside Port Hallowick for a berth."
TWENTY = "Twenty-three ships wait outside Port Hallowick for a berth."
FORTY = "Forty ships wait outside Port Hallowick for a berth."
RESERVOIR = "The Kelbry reservoir is 31 percent full after a dry winter."
LATER = timedelta(minutes=1)
PLACE, OTHER = Place(chat_id=7), Place(chat_id=8)
THREAD = Place(chat_id=-1001234567890, thread_id=5)


@pytest_asyncio.fixture
async def store(file: Path) -> AsyncIterator[SqlChatStore]:
    opened = await open_chat_store(file)
    yield opened
    await opened.close()


class Broken(MemoryIndex):
    """Does not find anything on reservoirs, now that it is broken."""

    is_broken = False

    def search(self, query: Query, k: int) -> list[Hit]:
        if self.is_broken and "reservoir" in query.question:
            raise EngineError("a broken segment")
        return super().search(query, k)


@pytest.fixture
def engine() -> Broken:
    return Broken()


@pytest_asyncio.fixture
async def corpus(engine: Broken) -> Corpus:
    made = Corpus(engine)
    await made.put("ships", SEVENTEEN, day(3), "Harbour")
    await made.put("water", RESERVOIR, day(4), "Water")
    return made


class Desk:
    """`store` looked at by the alerts of one process; `woken`: how often the outbox was told of something."""

    def __init__(self, store: SqlChatStore, corpus: Corpus) -> None:
        self.store = store
        self.corpus = corpus
        self.woken = 0
        self.digests = DigestService(corpus.answers)
        self.alerts = Alerts(
            store, Readers(store.collections, corpus.answers), Manners(store, "en"), lambda: NOW, self._wake
        )

    def _wake(self) -> None:
        self.woken += 1

    async def watch(self, place: Place = PLACE, question: str = ASKED, **changes: object) -> Watch:
        """A watch that knows the answer of now, when every article has its story."""
        await self.digests.update(NOW - LATER)
        reply = await self.corpus.answers.answer(question, now=NOW)
        made = Watch(place=place, person_id=7, created=NOW, question=question, language="en", reply=reply, checked=NOW)
        return await self.store.watches.add(made.model_copy(update=changes))

    async def find(self, watch: Watch) -> Watch:
        found = await self.store.watches.find(watch.id)
        assert found
        return found

    async def told(self) -> list[tuple[Place, str]]:
        """Place and text of all deliveries that wait, in order; they count as sent then."""
        texts = []
        while found := await self.store.deliveries.claim(NOW + timedelta(days=9), 1):
            [one] = found
            assert one.payload
            assert (one.priority, one.method) == (Priority.DIGEST, SEND)
            texts.append((one.place, unescape(str(read_call(one.payload).params["text"]))))
            await self.store.deliveries.sent(one.id, [len(texts)], NOW)
        return texts

    async def check(self, now: datetime = NOW, *others: Alerts) -> int:
        """As a tick does it: what is new joins its stories first."""
        await self.digests.update(now)
        return sum(await asyncio.gather(*(one.check(now) for one in (self.alerts, *others))))


@pytest.fixture
def desk(store: SqlChatStore, corpus: Corpus) -> Desk:
    return Desk(store, corpus)


async def put(corpus: Corpus, *texts: str, number: int = 5) -> None:
    """New articles of that day, one for each text."""
    for text in texts:
        await corpus.put(f"new-{text.split()[0].lower()}", text, day(number), "Harbour")


async def test_another_figure_is_told_with_what_it_was_before(desk: Desk, corpus: Corpus) -> None:
    watch = await desk.watch()
    await put(corpus, TWENTY)
    assert await desk.check() == 1
    [(place, text)] = await desk.told()
    assert place == PLACE
    assert text.startswith(f"<b>🔔 {ASKED}")
    assert "Seventeen ships → Twenty-three ships" in text
    assert text.index(TWENTY) < text.index(f"“{SEVENTEEN}” (Morning Desk, 3 March 2025)")
    found = await desk.find(watch)
    assert isinstance(found.reply, Answer)
    assert TWENTY in [quote.text for claim in found.reply.claims for quote in claim.quotes]
    assert (found.alerts, found.alert_day, found.checked) == (1, NOW.date(), NOW)
    assert desk.woken >= 1


async def test_what_was_told_is_not_told_again(desk: Desk, corpus: Corpus) -> None:
    await desk.watch()
    await put(corpus, TWENTY)
    assert await desk.check() == 1
    assert [await desk.check(NOW + LATER), await desk.check(NOW + timedelta(days=1))] == [0, 0]
    assert len(await desk.told()) == 1


async def test_the_first_answer_is_news(desk: Desk, corpus: Corpus) -> None:
    await corpus.remove(["ships"])
    watch = await desk.watch()
    assert isinstance(watch.reply, Abstention)
    await put(corpus, TWENTY)
    assert await desk.check() == 1
    [(_, text)] = await desk.told()
    assert TWENTY in text
    assert SEVENTEEN not in text


async def test_a_quote_that_is_gone_is_told_as_withdrawn(desk: Desk, corpus: Corpus) -> None:
    watch = await desk.watch()
    await corpus.remove(["ships"])
    assert await desk.check() == 1
    [(_, text)] = await desk.told()
    assert "Gone: the article that said it is not there any more:" in text
    assert SEVENTEEN in text
    assert isinstance((await desk.find(watch)).reply, Abstention)
    assert await desk.check(NOW + LATER) == 0


async def test_a_correction_is_told_with_what_it_says_now(desk: Desk, corpus: Corpus) -> None:
    await desk.watch()
    await corpus.put("ships", FORTY, day(3), "Harbour")
    assert await desk.check() == 1
    [(_, text)] = await desk.told()
    assert "Seventeen ships → Forty ships" in text
    assert FORTY in text


async def test_an_article_that_left_by_age_withdraws_nothing(desk: Desk, corpus: Corpus) -> None:
    await desk.watch()
    await corpus.retire(["ships"], NOW)
    assert await desk.check() == 0
    assert await desk.told() == []


SILENT = {
    "nothing came": [],
    "something else": ["The brewery of Arlby opens its cellar to visitors on Sunday."],
    "a copy": [f"{SEVENTEEN} The trains ran on time."],
    "in other words": ["Seventeen ships are waiting outside Port Hallowick for a berth, the pilots said."],
}


@pytest.mark.parametrize("texts", SILENT.values(), ids=SILENT)
async def test_it_stays_silent_and_writes_nothing(desk: Desk, corpus: Corpus, texts: Sequence[str]) -> None:
    watch = await desk.watch()
    await put(corpus, *texts)
    assert await desk.check() == 0
    assert await desk.told() == []
    assert await desk.find(watch) == watch


async def test_an_article_that_arrives_late_is_told_whatever_its_date(desk: Desk, corpus: Corpus) -> None:
    """Outlets deliver out of order: an article of yesterday may come after one of today."""
    await desk.watch()
    await put(corpus, TWENTY, number=4)
    await corpus.put("far", "The brewery of Arlby opens in ten years.", NOW + timedelta(days=3650))
    assert await desk.check() == 1


async def test_no_more_a_day_than_wanted_and_what_was_held_back_is_told_the_next_day(
    desk: Desk, corpus: Corpus
) -> None:
    watch = await desk.watch(most_a_day=1)
    await put(corpus, TWENTY)
    assert await desk.check() == 1
    await put(corpus, FORTY, number=6)
    assert await desk.check(NOW + LATER) == 0
    assert not desk.alerts.is_due(NOW + LATER)
    tomorrow = NOW + timedelta(days=1)
    assert desk.alerts.is_due(tomorrow)
    assert await desk.check(tomorrow) == 1
    assert not desk.alerts.is_due(tomorrow + timedelta(days=1))
    assert [FORTY in text for _, text in await desk.told()] == [False, True]
    found = await desk.find(watch)
    assert (found.alerts, found.alert_day) == (1, tomorrow.date())


async def test_a_day_is_that_of_the_places_zone(desk: Desk, corpus: Corpus) -> None:
    settings = await desk.store.people.settings(PLACE.chat_id)
    await desk.store.people.save_settings(PLACE.chat_id, settings.model_copy(update={"time_zone": "Europe/Kyiv"}))
    for place in (PLACE, OTHER):
        await desk.watch(place, most_a_day=1)
    await put(corpus, TWENTY)
    assert await desk.check() == 2
    await put(corpus, FORTY, number=6)
    assert await desk.check(NOW + timedelta(hours=1)) == 1
    assert [place for place, text in await desk.told() if FORTY in text] == [PLACE]


async def test_two_processes_tell_it_once(desk: Desk, corpus: Corpus, file: Path) -> None:
    other = await open_chat_store(file)
    try:
        for place in (PLACE, OTHER, THREAD):
            await desk.watch(place)
        await put(corpus, TWENTY)
        assert await desk.check(NOW, Desk(other, corpus).alerts) == 3
    finally:
        await other.close()
    assert {place for place, _ in await desk.told()} == {PLACE, OTHER, THREAD}
    assert (await desk.store.deliveries.counts())[DeliveryState.SENT] == 3


async def test_the_paused_and_places_where_the_bot_is_not_are_left_alone(desk: Desk, corpus: Corpus) -> None:
    await desk.watch(paused=Pause.PERSON)
    await desk.watch(THREAD)
    await desk.store.places.set_membership(THREAD.chat_id, MembershipState.REMOVED, NOW)
    await desk.watch(OTHER)
    await put(corpus, TWENTY)
    assert await desk.check() == 1
    assert [place for place, _ in await desk.told()] == [OTHER]
    await desk.store.places.set_membership(THREAD.chat_id, MembershipState.ACTIVE, NOW)
    assert await desk.check(NOW + LATER) == 1


async def test_who_is_away_is_told_on_coming_back_what_changed_meanwhile(desk: Desk, corpus: Corpus) -> None:
    await desk.watch(THREAD)
    await desk.store.places.set_membership(THREAD.chat_id, MembershipState.REMOVED, NOW)
    await put(corpus, TWENTY)
    assert await desk.check() == 0
    await desk.store.places.set_membership(THREAD.chat_id, MembershipState.ACTIVE, NOW)
    assert await desk.check(NOW + LATER) == 1
    assert [place for place, _ in await desk.told()] == [THREAD]


async def test_all_are_looked_at_however_many_there_are(desk: Desk, corpus: Corpus) -> None:
    for number in range(60):
        await desk.watch(Place(chat_id=100 + number))
    await put(corpus, TWENTY)
    assert await desk.check() == 60
    assert len({place for place, _ in await desk.told()}) == 60


async def test_it_is_told_in_the_language_and_thread_of_the_place(desk: Desk, corpus: Corpus) -> None:
    await desk.watch(THREAD, language="uk")
    await put(corpus, TWENTY)
    assert await desk.check() == 1
    [(place, text)] = await desk.told()
    assert place == THREAD
    assert "3 березня 2025" in text
    assert "Morning Desk" in text


async def test_one_that_fails_stops_no_other_and_is_told_when_it_works_again(
    desk: Desk, corpus: Corpus, engine: Broken
) -> None:
    failing = await desk.watch(question="how full is the Kelbry reservoir?")
    await desk.watch()
    await put(corpus, TWENTY, RESERVOIR.replace("31", "44"))
    engine.is_broken = True
    assert await desk.check() == 1
    assert await desk.find(failing) == failing
    engine.is_broken = False
    assert await desk.check(NOW + LATER) == 1
    assert ["44 percent" in text for _, text in await desk.told()] == [False, True]


async def test_what_a_live_report_adds_is_told(desk: Desk, corpus: Corpus) -> None:
    """Its address stays, and what it said before: only a sentence is new."""
    await desk.watch()
    await corpus.put("ships", f"{SEVENTEEN}\n\n{TWENTY}", day(3), "Harbour")
    assert await desk.check() == 1
    [(_, text)] = await desk.told()
    assert "Seventeen ships → Twenty-three ships" in text
    assert await desk.check(NOW + LATER) == 0


async def test_what_a_live_report_said_all_along_is_not(desk: Desk, corpus: Corpus) -> None:
    """It only stands further down now, where another sentence beside it came up."""
    await corpus.put("ships", f"{SEVENTEEN}\n\n{TWENTY}", day(3), "Harbour")
    watch = await desk.watch()
    assert isinstance(watch.reply, Answer)
    one = watch.reply.claims[:1]
    fewer = watch.reply.model_copy(update={"claims": (one[0].model_copy(update={"quotes": one[0].quotes[:1]}),)})
    await desk.store.watches.save(watch.model_copy(update={"reply": fewer}), [])
    await corpus.put("ships", f"The brewery of Arlby opens.\n\n{SEVENTEEN}\n\n{TWENTY}", day(3), "Harbour")
    assert await desk.check() == 0


async def test_two_outlets_that_disagree_are_told_of_once(desk: Desk, corpus: Corpus) -> None:
    """Not each time one of them repeats what it said."""
    await desk.watch(most_a_day=10)
    await put(corpus, TWENTY)
    assert await desk.check() == 1
    for number, text in enumerate([SEVENTEEN, TWENTY, SEVENTEEN], start=1):
        await corpus.put(f"again-{number}", f"{text} Day {number} of the strike.", day(5 + number), "Harbour")
        assert await desk.check(NOW + number * LATER) == 0


async def test_an_answer_of_old_articles_that_only_came_up_is_not_taken_for_told(desk: Desk, corpus: Corpus) -> None:
    """Who was told that the articles do not say it is told the first answer that new ones give, as the first."""
    watch = await desk.watch()
    nothing = Abstention(query=watch.reply.query, reason=Reason.WEAK_EVIDENCE, coverage=watch.reply.coverage)
    await desk.store.watches.save(watch.model_copy(update={"reply": nothing}), [])
    assert await desk.check() == 0
    await put(corpus, TWENTY)
    assert await desk.check() == 1
    [(_, text)] = await desk.told()
    assert TWENTY in text
    assert "the articles here did not say." in text


class Counting(Broken):
    """Counts what it is asked."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    def search(self, query: Query, k: int) -> list[Hit]:
        self.asked.append(query.question)
        return super().search(query, k)


async def test_an_article_lets_only_those_be_asked_again_whom_it_may_concern(store: SqlChatStore) -> None:
    engine = Counting()
    corpus = Corpus(engine)
    await corpus.put("ships", SEVENTEEN, day(3), "Harbour")
    await corpus.put("water", RESERVOIR, day(4), "Water")
    desk = Desk(store, corpus)
    for number in range(20):
        await desk.watch(Place(chat_id=100 + number), question="how full is the Kelbry reservoir?")
    await desk.watch()
    for number in range(LOOKS + 1):
        await desk.check(NOW + number * LATER)
    engine.asked.clear()
    await put(corpus, TWENTY)
    assert await desk.check(NOW + 9 * LATER) == 1
    assert set(engine.asked) == {ASKED}
    await corpus.remove(["water"])
    assert await desk.check(NOW + 19 * LATER) == 20
    assert len(await desk.told()) == 21


async def test_what_was_held_back_or_failed_is_asked_again_though_nothing_came(
    desk: Desk, corpus: Corpus, engine: Broken
) -> None:
    await desk.watch(most_a_day=1)
    await desk.watch(OTHER, question="how full is the Kelbry reservoir?")
    for number in range(LOOKS):
        await desk.check(NOW - timedelta(days=2) + number * LATER)
    await put(corpus, TWENTY)
    assert await desk.check(NOW) == 1
    engine.is_broken = True
    await put(corpus, FORTY, RESERVOIR.replace("31", "44"), number=6)
    assert await desk.check(NOW + LATER) == 0
    engine.is_broken = False
    for number in range(2, 2 + LOOKS):
        await desk.check(NOW + number * LATER)
    assert await desk.check(NOW + timedelta(days=1)) == 1
    assert [place for place, _ in await desk.told()] == [PLACE, OTHER, PLACE]
