"""What became of quoted sentences: they stand, moved, were changed or withdrawn, or left with their article."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.answer.amendments import find_amendments, find_replacement, still_says
from bot.answer.service import AnswerService
from bot.index.memory import MemoryIndex
from bot.ingest.retention import Limits, retain
from bot.ingest.service import ingest
from bot.model.amendment import Amendment
from bot.model.answer import Answer, Quote
from bot.model.article import RawArticle
from bot.model.version import Version
from bot.store.memory import MemoryStore
from tests.answer.build import make_raw, quotes_of

FERRY = "Lonnaline cancelled every crossing to Orrick because of a broken propeller."
RAIN = "It rained all day in Vessby, and nobody minded."
ASKED = "why did Lonnaline cancel every crossing to Orrick?"
NOW = datetime(2026, 5, 1, tzinfo=UTC)


def quote(text: str = FERRY, start: int = 0, article: str = "ferry") -> Quote:
    return Quote(n=1, article_id=article, start=start, end=start + len(text), text=text, passage=text)


class Desk:
    """An answer to ASKED, and what becomes of its article then."""

    def __init__(self) -> None:
        self.store, self.engine = MemoryStore(), MemoryIndex()
        self.service = AnswerService(self.store, self.engine)

    async def put(self, text: str) -> None:
        raw: RawArticle = make_raw("ferry", text, "2026-04-01")
        await ingest([raw], store=self.store, engine=self.engine)

    async def answer(self) -> Answer:
        reply = await self.service.answer(ASKED)
        assert isinstance(reply, Answer)
        assert [one.text for one in quotes_of(reply)] == [FERRY]
        return reply


async def test_what_stands_or_only_moved_is_not_amended() -> None:
    desk = Desk()
    await desk.put(f"{FERRY}\n\n{RAIN}")
    answer = await desk.answer()
    assert await desk.service.find_amendments(answer) == []
    await desk.put(f"{RAIN}\n\n{FERRY.replace('every', 'EVERY')}")
    assert await desk.service.find_amendments(answer) == []


async def test_of_sentences_quoted_together_only_the_changed_one_is_told() -> None:
    desk = Desk()
    await desk.put(f"{FERRY} {RAIN}")
    answer = await desk.service.answer(ASKED)
    assert isinstance(answer, Answer)
    assert [one.text for one in quotes_of(answer)] == [f"{FERRY} {RAIN}"]
    dry = RAIN.replace("rained", "snowed")
    await desk.put(f"{FERRY} {dry}")
    [amended] = await desk.service.find_amendments(answer)
    assert (amended.quote.text, amended.now) == (RAIN, dry)
    start = answer.claims[0].quotes[0].start + len(FERRY) + 1
    assert (amended.quote.start, amended.quote.end) == (start, start + len(RAIN))


async def test_a_changed_sentence_is_told_with_what_it_says_now_and_since_when() -> None:
    desk = Desk()
    await desk.put(f"{FERRY}\n\n{RAIN}")
    answer = await desk.answer()
    changed = FERRY.replace("propeller", "rudder")
    before = datetime.now(UTC)
    await desk.put(f"{RAIN} {changed}")
    await desk.put(f"{RAIN} {changed} More later.")
    [found] = await desk.service.find_amendments(answer)
    assert (found.quote.text, found.now, found.gone) == (FERRY, changed, False)
    assert found.since is not None
    assert before <= found.since <= datetime.now(UTC)


async def test_a_withdrawn_sentence_has_nothing_in_its_place() -> None:
    desk = Desk()
    await desk.put(f"{FERRY}\n\n{RAIN}")
    answer = await desk.answer()
    await desk.put(RAIN)
    [found] = await desk.service.find_amendments(answer)
    assert (found.now, found.gone) == (None, False)


async def test_an_article_that_was_removed_is_gone_and_one_that_retired_is_not_amended() -> None:
    desk = Desk()
    await desk.put(f"{FERRY}\n\n{RAIN}")
    answer = await desk.answer()
    await retain(desk.store, desk.engine, Limits(days=10), {"ferry"}, NOW + timedelta(days=30))
    assert await desk.store.find_article("public", "ferry") is None
    assert await desk.service.find_amendments(answer) == []
    assert await desk.service.texts(["ferry", "unknown"]) == {"ferry": f"{FERRY}\n\n{RAIN}"}
    await desk.store.remove("public", ["ferry"])
    assert await desk.service.find_amendments(answer) == [Amendment(quotes_of(answer)[0], None, gone=True)]
    assert await desk.service.texts(["ferry"]) == {}


async def test_of_versions_the_one_that_said_it_tells_when_it_ended() -> None:
    desk = Desk()
    await desk.put(FERRY)
    answer = await desk.answer()
    versions = [
        Version("ferry", RAIN, "2", NOW + timedelta(days=2)),
        Version("ferry", f"{RAIN} {FERRY}", "1", NOW + timedelta(days=1)),
        Version("ferry", FERRY, "0", NOW),
    ]
    [found] = find_amendments(answer, {"ferry": "Nothing."}, {"ferry": versions})
    assert found.since == NOW + timedelta(days=1)
    [unknown] = find_amendments(answer, {"ferry": "Nothing."}, {})
    assert unknown.since is None


@pytest.mark.parametrize(
    ("text", "says"),
    [(FERRY, True), (f"{RAIN} {FERRY}", True), (FERRY.upper(), True), (FERRY.replace(" ", "\n"), True), (RAIN, False)],
)
def test_still_says(text: str, says: bool) -> None:
    assert still_says(quote(), text) == says


def test_the_sentence_most_like_the_quote_takes_its_place() -> None:
    near, nearer = FERRY.replace("every crossing", "all ferries"), FERRY.replace("every", "each")
    assert find_replacement(quote(), f"{RAIN} {near}\n\n{nearer}", "en") == nearer
    assert find_replacement(quote(), RAIN, "en") is None
    assert find_replacement(quote(), "", "en") is None
