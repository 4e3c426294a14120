"""`@bot question` in any chat: the answer and its best quotes, offered at once and kept nowhere."""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from time import monotonic

import pytest

from bot.answer.service import AnswerService
from bot.index.memory import MemoryIndex
from bot.model.hit import Hit
from bot.model.query import Query
from bot.playground.server import TelegramServer
from bot.playground.server.inline import InlineAnswer
from bot.playground.server.users import User
from bot.text.messages import LANGUAGES, read_messages
from tests.chat.flows.changing import DOCKERS, EN, WALKED_OUT, Corpus, ask, day
from tests.chat.running import Bot, running

DEMAND = "what does Russia demand?"
DEMANDED = "Russia demands that a peace deal keep Ukraine neutral and outside NATO."
TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"
IN_TIME = 2.0
"""Seconds; Telegram waits about ten."""


class Counting(MemoryIndex):
    """Knows what it was asked."""

    def __init__(self) -> None:
        super().__init__()
        self.questions: list[str] = []

    def search(self, query: Query, k: int) -> list[Hit]:
        self.questions.append(query.question)
        return super().search(query, k)


async def type_inline(telegram: TelegramServer, person: User, text: str, chat_id: int | None = None) -> InlineAnswer:
    """What is offered."""
    query = telegram.world.inline[telegram.people.inline(person.id, text, chat_id)]
    await telegram.until(lambda: query.answer is not None)
    assert query.answer
    return query.answer


def titles(offered: InlineAnswer) -> list[str]:
    return [one.title for one in offered.results]


async def test_the_answer_and_its_quotes_can_be_sent_into_any_chat(
    telegram: TelegramServer, bot: Bot, ann: User, bob: User
) -> None:
    desk = telegram.world.group("Desk", ann.id, bob.id)
    query = telegram.people.inline(ann.id, DEMAND, desk.id)
    await telegram.until(lambda: telegram.world.inline[query].answer is not None)
    offered = telegram.world.inline[query].answer
    assert offered
    whole, *single = offered.results
    assert (whole.title, whole.description) == ("The answer, 4 quotes", DEMANDED)
    assert len(single) >= 4
    telegram.people.choose(ann.id, desk.id, query, whole.id)
    telegram.people.choose(ann.id, desk.id, query, single[0].id)
    answer, quote = telegram.shown(desk.id)
    assert answer.text.startswith(f"{DEMAND}\n\n{DEMANDED} [1]\n")
    assert dict(zip(answer.spans("text_link"), answer.links, strict=True))["[1]"].startswith("https://example.org/")
    assert quote.text.startswith(f"{DEMANDED}\n\nRussia wants neutrality of Ukraine written into any peace deal\n")
    assert quote.text.endswith("Continental Ledger, 17 March 2025")
    assert quote.links == ["https://example.org/peace-05-grushko-neutrality"]
    assert quote.quotations == [DEMANDED]
    assert {one.sender for one in (answer, quote)} == {ann.id}


async def test_what_was_sent_inline_is_no_question_to_the_bot(telegram: TelegramServer, bot: Bot, ann: User) -> None:
    """Chosen in the chat with the bot itself."""
    query = telegram.people.inline(ann.id, DEMAND, ann.id)
    await telegram.until(lambda: telegram.world.inline[query].answer is not None)
    telegram.people.choose(ann.id, ann.id, query, "0")
    telegram.people.write(ann.id, ann.id, "/cancel")
    [only] = await telegram.wait_for_answers(ann.id)
    assert only.text == EN.text("bot-cancel-nothing")


async def test_an_empty_query_offers_the_newest_articles_until_there_are_stories(
    telegram: TelegramServer, file: Path, bob: User
) -> None:
    corpus = await Corpus().fill()
    await corpus.put("new", "A bridge opened in Vellenby.", day(1, 4), title="Bridge opens")
    async with running(telegram, file, answers=corpus.answers, tick_seconds=60.0):
        offered = await type_inline(telegram, bob, "  ")
        assert len(offered.results) == 10
        first, second, *_ = offered.results
        assert (first.title, first.description) == ("Bridge opens", "Morning Desk, 1 April 2025")
        assert first.text == "Bridge opens\nMorning Desk, 1 April 2025\n\nA bridge opened in Vellenby."
        assert second.description.endswith(", 24 March 2025")


async def test_an_empty_query_offers_the_newest_stories(telegram: TelegramServer, file: Path, bob: User) -> None:
    corpus = await Corpus().fill()
    async with running(telegram, file, answers=corpus.answers, clock=lambda: day(25), tick_seconds=0.05) as bot:
        await bot.front.readers.update(day(25))
        offered = await type_inline(telegram, bob, "")
        first, *others = offered.results
        assert first.title == "Russia wants neutrality of Ukraine written into any peace deal"
        assert first.description == DEMANDED
        headline, told, *_ = first.text.splitlines()
        assert headline == f"{first.title} [1]"
        assert told.startswith(f"{DEMANDED} [1]")
        assert "3 outlets" in first.text
        assert others


async def test_an_empty_corpus_offers_nothing_and_fails_nowhere(
    telegram: TelegramServer, file: Path, bob: User
) -> None:
    async with running(telegram, file, answers=Corpus().answers):
        assert titles(await type_inline(telegram, bob, "")) == []
        assert titles(await type_inline(telegram, bob, DEMAND)) == ["The corpus does not say."]


async def test_what_the_corpus_does_not_say_is_offered_as_that(telegram: TelegramServer, bot: Bot, bob: User) -> None:
    [only] = (await type_inline(telegram, bob, "does Velmora demand bread?")).results
    assert (only.title, only.description) == ("The corpus does not say.", "No article names Velmora.")
    assert only.text.startswith("does Velmora demand bread?\n\nThe corpus does not say. No article names Velmora.\n")


async def test_nothing_is_looked_for_while_too_little_is_typed(telegram: TelegramServer, file: Path, bob: User) -> None:
    engine = Counting()
    corpus = await Corpus(engine).fill()
    async with running(telegram, file, answers=corpus.answers):
        for text in ("w", "wh", " w ", "🤔"):
            assert titles(await type_inline(telegram, bob, text)) == []
        assert engine.questions == []
        assert titles(await type_inline(telegram, bob, "what does Russia demand"))[0].startswith("The answer")


async def test_who_is_not_let_in_is_told_where_to_ask(
    telegram: TelegramServer, file: Path, sample: AnswerService, ann: User, bob: User
) -> None:
    """Ann is an operator and lets Bob in."""
    async with running(telegram, file, answers=sample, access="listed", operators=frozenset({ann.id})):
        for text in (DEMAND, ""):
            refused = await type_inline(telegram, bob, text)
            assert (refused.results, refused.cache_time) == ([], 0)
            assert refused.button == {"text": EN.text("bot-inline-refused"), "start_parameter": "inline"}
        assert (await type_inline(telegram, ann, DEMAND)).results
        telegram.people.write(ann.id, ann.id, f"/allow {bob.id}")
        await telegram.wait_for_answers(ann.id)
        allowed = await type_inline(telegram, bob, DEMAND)
        assert allowed.results
        assert allowed.button is None


async def test_the_button_leads_to_a_start_that_says_how_to_be_let_in(
    telegram: TelegramServer, file: Path, sample: AnswerService, bob: User
) -> None:
    async with running(telegram, file, answers=sample, access="listed"):
        button = (await type_inline(telegram, bob, DEMAND)).button
        assert button
        telegram.people.start(bob.id, str(button["start_parameter"]))
        [answer] = await telegram.wait_for_answers(bob.id)
        assert answer.text == EN.text("bot-refused", id=str(bob.id))


async def test_the_same_question_is_looked_up_once(telegram: TelegramServer, file: Path, ann: User, bob: User) -> None:
    """By Telegram for the same person, by us for another one, until there is a new article."""
    engine = Counting()
    corpus = await Corpus(engine).fill()
    async with running(telegram, file, answers=corpus.answers):
        first = await type_inline(telegram, bob, DOCKERS)
        assert (first.cache_time, first.is_personal) == (60, True)
        assert (await type_inline(telegram, bob, DOCKERS)) == first
        assert len(telegram.world.called("answerInlineQuery")) == 1
        assert (await type_inline(telegram, ann, f" {DOCKERS.upper()}  ")).results == first.results
        assert len(telegram.world.called("answerInlineQuery")) == 2
        assert len(engine.questions) == 1
        await corpus.put("new", "About 1,450 dockers walked out at Port Hallowick, the union said.", day(1, 4))
        cid = telegram.world.person("Cid")
        assert any("1,450" in one.text for one in (await type_inline(telegram, cid, DOCKERS)).results)
        assert len(engine.questions) == 2


@pytest.mark.parametrize("language", LANGUAGES)
async def test_results_speak_the_language_of_who_asks(telegram: TelegramServer, bot: Bot, language: str) -> None:
    messages = read_messages(language)
    await type_inline(telegram, telegram.world.person("Other", "en"), DEMAND)
    offered = await type_inline(telegram, telegram.world.person("Reader", language), DEMAND)
    assert offered.results[0].title == messages.text("bot-inline-answer", count=4)
    nothing = await type_inline(telegram, telegram.world.person("Reader", language), "does Velmora demand bread?")
    assert titles(nothing) == [messages.text("abstain")]


async def test_inline_queries_are_kept_nowhere(telegram: TelegramServer, bot: Bot, file: Path, bob: User) -> None:
    for text in (DEMAND, "", "x", "secret Zambrovia"):
        await type_inline(telegram, bob, text)
    await telegram.wait_for_polls()
    assert set((await bot.store.updates.counts()).values()) == {0}
    assert set((await bot.store.deliveries.counts()).values()) == {0}
    await bot.stop()
    await bot.store.close()
    kept = b"".join(one.read_bytes() for one in file.parent.iterdir() if one.name.startswith(file.name))
    assert b"Zambrovia" not in kept
    assert str(bob.id).encode() not in kept


async def test_questions_beside_inline_queries_are_stored_and_answered(
    telegram: TelegramServer, file: Path, sample: AnswerService, ann: User, bob: User
) -> None:
    """All that waited while the bot was away comes in one poll."""
    telegram.people.write(ann.id, ann.id, DOCKERS)
    query = telegram.world.inline[telegram.people.inline(bob.id, DEMAND)]
    telegram.people.write(ann.id, ann.id, DEMAND)
    async with running(telegram, file, answers=sample) as bot:
        answers = await telegram.wait_for_answers(ann.id, 2)
        await telegram.until(lambda: query.answer is not None)
        assert [one.text.startswith(said) for one, said in zip(answers, (WALKED_OUT, DEMANDED), strict=True)]
        await telegram.wait_for_polls()
        assert sum((await bot.store.updates.counts()).values()) == 2


async def test_many_at_once_are_answered_in_time_while_questions_are(
    telegram: TelegramServer, bot: Bot, ann: User
) -> None:
    people = [telegram.world.person(f"Person {number}") for number in range(20)]
    asking = [telegram.world.person(f"Reader {number}") for number in range(8)]
    for person in asking:
        telegram.people.start(person.id)
    telegram.world.updates.clear()
    questions = (DEMAND, DOCKERS, "who is the mayor?", "why is water short in Brackenfall?", "zelensky delay tactic")
    started = monotonic()
    for number, person in enumerate(asking):
        telegram.people.write(person.id, person.id, questions[number % len(questions)])
    queries = [
        telegram.world.inline[telegram.people.inline(person.id, f"{questions[number % len(questions)]} {number}")]
        for number, person in enumerate(people)
    ]
    await telegram.until(lambda: all(query.answer is not None for query in queries))
    assert monotonic() - started < IN_TIME
    assert all(query.answer and query.answer.results for query in queries)
    for person in asking:
        await telegram.wait_for_answers(person.id)


@pytest.mark.parametrize(
    "fault",
    [{"code": 400, "description": TOO_OLD}, {"code": 500}, {"html": True}, {"drop": True}, {"retry_after": 600}],
    ids=["too old", "500", "502", "dropped", "429"],
)
async def test_an_answer_that_does_not_arrive_is_let_go(
    telegram: TelegramServer, bot: Bot, ann: User, bob: User, fault: dict[str, object]
) -> None:
    order = telegram.fault("answerInlineQuery", **fault)
    lost = telegram.world.inline[telegram.people.inline(bob.id, DEMAND)]
    await telegram.until(lambda: order.used == 1)
    assert (await type_inline(telegram, ann, DEMAND)).results
    assert lost.answer is None
    assert (await ask(telegram, ann.id, ann)).text.startswith(WALKED_OUT)
    assert len(telegram.world.called("answerInlineQuery")) == 2


@pytest.mark.parametrize(
    "text",
    ["<b>&lt;</b> [x](tg://user?id=1) @durov #tag https://evil.com ", "что требует @durov? " * 12, "\u202e" * 9, "???",
     "x" * 256, "«".join("word" * 60)],
    ids=["markup", "long", "marks", "signs", "one word", "quoted"],
)  # fmt: skip
async def test_any_text_is_answered_with_results_that_telegram_takes(
    telegram: TelegramServer, bot: Bot, bob: User, text: str
) -> None:
    await type_inline(telegram, bob, text)
    assert [call.code for call in telegram.world.called("answerInlineQuery")] == [200]


def unreadable(bob: User) -> Sequence[dict[str, object]]:
    return (
        {"inline_query": None},
        {"inline_query": {"id": 1}},
        {"inline_query": {"id": "1", "from": bob.as_json(), "query": 5, "offset": ""}},
        {"inline_query": {"id": "1", "from": bob.as_json() | {"is_bot": True}, "query": DEMAND, "offset": ""}},
    )


async def test_queries_that_cannot_be_read_and_those_of_bots_are_passed_over(
    telegram: TelegramServer, bot: Bot, ann: User, bob: User
) -> None:
    for body in unreadable(bob):
        telegram.world.updates.inject(body)
    assert (await type_inline(telegram, ann, DEMAND)).results
    assert len(telegram.world.called("answerInlineQuery")) == 1
    assert set((await bot.store.updates.counts()).values()) == {0}


async def test_a_stop_gives_up_what_is_being_answered(
    telegram: TelegramServer, file: Path, sample: AnswerService, bob: User
) -> None:
    async with running(telegram, file, answers=sample, grace=0.2) as bot:
        order = telegram.fault("answerInlineQuery", delay=60.0)
        telegram.people.inline(bob.id, DEMAND)
        await telegram.until(lambda: order.used == 1)
        async with asyncio.timeout(3):
            await bot.stop()
