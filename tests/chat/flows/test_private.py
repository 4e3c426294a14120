"""Private chats: any text is a question."""

import re
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.answer.service import AnswerService
from bot.playground.server import TelegramServer
from bot.playground.server.users import User
from tests.chat.running import Bot, running

DEMAND = "what does Russia demand?"
DEMANDED = "Russia demands that a peace deal keep Ukraine neutral and outside NATO. [1]\n"
SAMPLE = "These are sample articles, written for trying things out."
EMPTY = "Type your question after /ask, or reply to a message with /ask."
TEXT_ONLY = "I can read text only. Please type your question."
TYPED = st.text(st.characters(exclude_categories=["Cc", "Cs"]) | st.sampled_from(" \n/@?«"), min_size=1, max_size=60)
"""What a person may type; Telegram trims it."""
TO_ANOTHER = re.compile(r"/\w+@\w")


async def test_a_question_is_answered_in_one_message(telegram: TelegramServer, bot: Bot, ann: User) -> None:
    telegram.people.write(ann.id, ann.id, DEMAND)
    [answer] = await telegram.wait_for_answers(ann.id)
    assert answer.text.startswith(DEMANDED)
    assert "Newest source 19 March 2025. Corpus: 23 articles, 3–24 March 2025." in answer.text
    assert answer.reply_to is None
    await telegram.wait_for_polls()
    assert len(telegram.answers(ann.id)) == 1
    shown = [call.method for call in telegram.world.calls if call.params.get("chat_id") == str(ann.id)]
    assert shown == ["sendChatAction", "sendMessage"]
    assert telegram.world.chats[ann.id].typing == [(None, "typing")]
    links = dict(zip(answer.spans("text_link"), answer.links, strict=True))
    assert links["[1]"] == "https://example.org/peace-05-grushko-neutrality"
    assert links["[2]"] == "https://example.org/peace-08-nato-question"
    ledger, almanac = answer.spans("expandable_blockquote")
    title = "[1] Russia wants neutrality of Ukraine written into any peace deal\n"
    assert ledger.startswith(title + "Continental Ledger, 17 March 2025\n")
    title = "[2] Explainer: why NATO membership divides the negotiators\n"
    assert almanac.startswith(title + "Evening Almanac, 19 March 2025\n")
    assert answer.spans("blockquote") == []
    assert any(DEMANDED.removesuffix(" [1]\n") in bold for bold in answer.spans("bold"))


async def test_a_follow_up_keeps_the_context(telegram: TelegramServer, bot: Bot, ann: User) -> None:
    telegram.people.write(ann.id, ann.id, DEMAND)
    await telegram.wait_for_answers(ann.id)
    telegram.people.write(ann.id, ann.id, "and Ukraine?")
    answers = await telegram.wait_for_answers(ann.id, 2)
    assert "Understood as “what does Ukraine demand?”." in answers[1].text


async def test_what_the_corpus_does_not_say_is_said_plainly(telegram: TelegramServer, bot: Bot, ann: User) -> None:
    telegram.people.write(ann.id, ann.id, "does Velmora demand bread?")
    [answer] = await telegram.wait_for_answers(ann.id)
    assert answer.text.startswith("The corpus does not say. No article names Velmora.\n")
    assert "Nearest passages, which do not answer the question:" in answer.text
    assert any(near.startswith("Dockers walk out at Port Hallowick\n") for near in answer.quotations)
    assert "https://example.org/harbour-01-walkout" in answer.links
    assert "Corpus: 23 articles, 3–24 March 2025." in answer.text
    assert SAMPLE not in answer.text


async def test_start_offers_a_question_that_one_tap_asks(
    telegram: TelegramServer, file: Path, sample: AnswerService, ann: User
) -> None:
    async with running(telegram, file, answers=sample, sample=True):
        telegram.people.write(ann.id, ann.id, "/start")
        [start] = await telegram.wait_for_answers(ann.id)
        assert "Corpus: 23 articles, 3–24 March 2025. " + SAMPLE in start.text
        assert start.keyboard == [["What does Russia demand?"]]
        query = telegram.people.tap(ann.id, start.id, ann.id, "What does Russia demand?")
        answer = (await telegram.wait_for_answers(ann.id, 2))[1]
        assert answer.text.startswith("What does Russia demand?\n\n" + DEMANDED)
        assert answer.text.endswith("\n\n" + SAMPLE)
        assert telegram.world.queries[query].answer is not None
        telegram.people.write(ann.id, ann.id, "and Ukraine?")
        followed = (await telegram.wait_for_answers(ann.id, 3))[2]
        assert "Understood as “What does Ukraine demand?”." in followed.text


async def test_what_is_no_text_gets_one_clear_sentence(telegram: TelegramServer, bot: Bot, ann: User) -> None:
    for kind, caption in (("photo", DEMAND), ("voice", ""), ("sticker", "")):
        telegram.people.send_media(ann.id, ann.id, kind, caption)
    answers = await telegram.wait_for_answers(ann.id, 3)
    assert [answer.text for answer in answers] == [TEXT_ONLY] * 3


def album_photo(telegram: TelegramServer, person: User, message_id: int, album: str) -> dict[str, Any]:
    """The local server has no media groups."""
    return {
        "message": {
            "message_id": message_id,
            "date": telegram.world.clock.today(),
            "chat": {"id": person.id, "type": "private", "first_name": person.first_name},
            "from": person.as_json(),
            "media_group_id": album,
            "photo": [{"file_id": "p", "file_unique_id": "u", "width": 9, "height": 9}],
        }
    }


async def test_an_album_gets_one_sentence_however_many_photos_it_holds(
    telegram: TelegramServer, bot: Bot, ann: User
) -> None:
    for message_id, album in enumerate(["one", "one", "one", "other", "other"], start=900):
        telegram.world.updates.inject(album_photo(telegram, ann, message_id, album))
    telegram.people.write(ann.id, ann.id, "/ask")
    answers = await telegram.wait_for_answers(ann.id, 3)
    assert [answer.text for answer in answers] == [TEXT_ONLY, TEXT_ONLY, EMPTY]


async def test_commands_are_known_or_said_to_be_unknown_or_another_bots(
    telegram: TelegramServer, bot: Bot, ann: User
) -> None:
    telegram.people.write(ann.id, ann.id, f"/ask@other_bot {DEMAND}")
    telegram.people.write(ann.id, ann.id, "/Weather tomorrow")
    telegram.people.write(ann.id, ann.id, f"/ask {DEMAND}")
    answers = await telegram.wait_for_answers(ann.id, 2)
    assert answers[0].text == "I do not know /weather. /help says what I can do."
    assert answers[1].text.startswith(DEMANDED)


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TYPED.map(str.strip).filter(lambda text: text and not TO_ANOTHER.match(text)))
@example(text="<b>&lt;</b> [x](tg://user?id=1) @ann_reads `")
@example(text="/" * 4096)
async def test_any_text_gets_one_answer(telegram: TelegramServer, bot: Bot, ann: User, text: str) -> None:
    before = len(telegram.answers(ann.id))
    telegram.people.write(ann.id, ann.id, text)
    answers = await telegram.wait_for_answers(ann.id, before + 1)
    assert answers[-1].text != "Something went wrong on my side. Please try again in a minute."
    assert sum((await bot.store.deliveries.counts()).values()) == len(telegram.answers(ann.id)) == before + 1
