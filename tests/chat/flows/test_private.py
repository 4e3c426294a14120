"""Private chats: any text is a question."""

from tests.chat.running import Bot
from tests.telegram_server import TelegramServer
from tests.telegram_server.users import User

DEMAND = "what does Russia demand?"


async def test_a_question_is_answered_in_one_message(telegram: TelegramServer, bot: Bot, ann: User) -> None:
    telegram.people.write(ann.id, ann.id, DEMAND)
    [answer] = await telegram.wait_for_answers(ann.id)
    assert answer.text.startswith("Russia demands that a peace deal keep Ukraine neutral and outside NATO. [1]\n")
    assert any("Continental Ledger, 17 March 2025" in quotation for quotation in answer.quotations)
    assert "https://example.org/" in "".join(answer.links)
    assert "Newest source 19 March 2025. Corpus: 23 articles, 3–24 March 2025." in answer.text
    assert telegram.world.chats[ann.id].typing == [(None, "typing")]
    await telegram.wait_for_polls()
    assert len(telegram.answers(ann.id)) == 1


async def test_a_follow_up_keeps_the_context(telegram: TelegramServer, bot: Bot, ann: User) -> None:
    telegram.people.write(ann.id, ann.id, DEMAND)
    await telegram.wait_for_answers(ann.id)
    telegram.people.write(ann.id, ann.id, "and Ukraine?")
    answers = await telegram.wait_for_answers(ann.id, 2)
    assert "Understood as “what does Ukraine demand?”." in answers[1].text
