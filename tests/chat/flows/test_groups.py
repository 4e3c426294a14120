"""Groups: the bot speaks only when it is addressed."""

from time import time
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.playground.server import TelegramServer
from bot.playground.server.chats import Chat
from bot.playground.server.users import User
from tests.chat.running import Bot

ASK = "/ask@briefing_test_bot"
DEMAND = "what does Russia demand?"
DEMANDED = "Russia demands that a peace deal keep Ukraine neutral and outside NATO. [1]\n"
WALKED_OUT = "About 1,400 dockers walked out, according to the Quenmark Dockers' Union. [1]\n"
EMPTY = "Type your question after /ask, or reply to a message with /ask."
TEXT_ONLY = "I can read text only. Please type your question."
CHANNEL = {"id": -1009999999999, "type": "channel", "title": "News"}
SAID = st.text(st.characters(exclude_categories=["Cc", "Cs"]) | st.sampled_from(" \n/?«"), min_size=1, max_size=60)


async def ask(telegram: TelegramServer, chat: Chat, person: User, text: str, reply_to: int | None = None) -> int:
    """Asks and waits until it is answered, by reply and with one message; returns the answer's id."""
    before = len(telegram.answers(chat.id))
    asked = telegram.people.write(chat.id, person.id, text, reply_to=reply_to)
    answers = await telegram.wait_for_answers(chat.id, before + 1)
    assert len(answers) == before + 1
    assert answers[-1].reply_to == asked
    return answers[-1].id


async def test_ask_is_seen_and_answered_by_one_reply(telegram: TelegramServer, bot: Bot, ann: User) -> None:
    group = telegram.world.group("Desk", ann.id, kind="group")
    asked = telegram.people.write(group.id, ann.id, f"{ASK} {DEMAND}")
    [answer] = await telegram.wait_for_answers(group.id)
    assert answer.text.startswith(DEMANDED)
    assert (answer.reply_to, answer.thread_id) == (asked, None)
    await telegram.until(lambda: group.typing == [(None, "typing")])
    await telegram.until(lambda: telegram.shown(group.id)[0].reactions == {telegram.world.bot.id: ["👀"]})
    await ask(telegram, group, ann, "/ask how many dockers walked out?")
    assert telegram.answers(group.id)[1].text.startswith(WALKED_OUT)


async def test_it_keeps_silent_unless_addressed(
    telegram: TelegramServer, bot: Bot, ann: User, bob: User, group: Chat
) -> None:
    telegram.world.privacy = False
    said = telegram.people.write(group.id, bob.id, DEMAND)
    telegram.people.write(group.id, ann.id, "and you?", reply_to=said)
    telegram.people.write(group.id, ann.id, f"/ask@other_bot {DEMAND}", reply_to=said)
    telegram.people.write(group.id, ann.id, f"@other_bot, {DEMAND}")
    telegram.people.write(group.id, ann.id, "@ann_reads briefing_test_bot@example.org t.me/briefing_test_bot")
    telegram.people.write(group.id, bob.id, "/weather tomorrow")
    telegram.people.write(group.id, bob.id, f"I say: /ask {DEMAND}")
    telegram.people.send_media(group.id, bob.id, "photo", DEMAND)
    telegram.gatherings.join(group.id, telegram.world.person("Cid").id)
    asked = telegram.people.write(group.id, bob.id, f"{ASK} {DEMAND}")
    [answer] = await telegram.wait_for_answers(group.id)
    assert answer.reply_to == asked
    await telegram.until(lambda: group.typing == [(None, "typing")])
    await telegram.until(lambda: [one.id for one in telegram.shown(group.id) if one.reactions] == [asked])


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(said=st.lists(SAID.map(str.strip).filter(bool), min_size=1, max_size=8))
async def test_whatever_people_say_to_each_other_gets_no_answer(
    telegram: TelegramServer, bot: Bot, ann: User, said: list[str]
) -> None:
    telegram.world.privacy = False
    group = telegram.world.group("Desk", ann.id)
    for text in said:
        telegram.people.write(group.id, ann.id, text)
    asked = telegram.people.write(group.id, ann.id, ASK)
    [answer] = await telegram.wait_for_answers(group.id)
    assert (answer.reply_to, answer.text) == (asked, EMPTY)


async def test_a_reply_to_its_message_asks_and_its_thread_id_is_not_echoed(
    telegram: TelegramServer, bot: Bot, ann: User, bob: User, group: Chat
) -> None:
    first = await ask(telegram, group, ann, f"{ASK} {DEMAND}")
    second = await ask(telegram, group, bob, "how many dockers walked out?", reply_to=first)
    assert group.messages[second - 1].thread_id is not None
    assert telegram.answers(group.id)[1].text.startswith(WALKED_OUT)
    await telegram.until(lambda: group.typing == [(None, "typing")] * 2)
    voice = telegram.people.send_media(group.id, bob.id, "voice", reply_to=second)
    answer = (await telegram.wait_for_answers(group.id, 3))[2]
    assert (answer.text, answer.reply_to) == (TEXT_ONLY, voice)
    sent = [call for call in telegram.world.calls if call.params.get("chat_id") == str(group.id)]
    assert all("message_thread_id" not in call.params for call in sent)


async def test_a_mention_asks_where_telegram_delivers_it(telegram: TelegramServer, bot: Bot, ann: User) -> None:
    """To an administrator, or with privacy mode off. What addresses the bot is no part of the question."""
    administered = telegram.world.group("Desk", ann.id, bot="administrator")
    named = {"Briefing": telegram.world.bot.id}
    asked = telegram.people.write(administered.id, ann.id, f"Briefing: {DEMAND}", mentions=named)
    [answer] = await telegram.wait_for_answers(administered.id)
    assert answer.reply_to == asked
    telegram.world.privacy = False
    group = telegram.world.group("Other desk", ann.id)
    await ask(telegram, group, ann, "what does Russia demand, @Briefing_Test_Bot?")
    for one in (answer, *telegram.answers(group.id)):
        assert one.text.startswith(DEMANDED)
        assert "Understood as" not in one.text


async def test_what_asks_nothing_is_answered_by_reply_too(
    telegram: TelegramServer, bot: Bot, ann: User, group: Chat
) -> None:
    telegram.world.privacy = False
    answer = await ask(telegram, group, ann, "/start@briefing_test_bot")
    await ask(telegram, group, ann, ASK)
    await ask(telegram, group, ann, "@briefing_test_bot")
    await ask(telegram, group, ann, ASK, reply_to=answer)
    assert [one.text for one in telegram.answers(group.id)[1:]] == [EMPTY] * 3


async def test_ask_as_a_reply_asks_about_the_colleagues_text(
    telegram: TelegramServer, bot: Bot, ann: User, bob: User, group: Chat
) -> None:
    said = telegram.people.write(group.id, bob.id, DEMAND)
    captioned = telegram.people.send_media(group.id, bob.id, "photo", "how many dockers walked out?")
    speechless = telegram.people.send_media(group.id, bob.id, "sticker")
    for reply_to in (said, captioned, speechless):
        await ask(telegram, group, ann, ASK, reply_to=reply_to)
    texts = [answer.text for answer in telegram.answers(group.id)]
    assert texts[0].startswith(DEMANDED)
    assert texts[1].startswith(WALKED_OUT)
    assert texts[2] == EMPTY


async def test_where_reactions_are_not_allowed_none_is_tried_again(
    telegram: TelegramServer, bot: Bot, ann: User, group: Chat
) -> None:
    group.reactions_allowed = set()
    await ask(telegram, group, ann, f"{ASK} {DEMAND}")
    await telegram.until(lambda: [call.code for call in telegram.world.called("setMessageReaction")] == [400])
    await ask(telegram, group, ann, f"{ASK} how many dockers walked out?")
    await telegram.until(lambda: len(group.typing) == 2)
    assert len(telegram.world.called("setMessageReaction")) == 1


async def test_a_question_deleted_meanwhile_is_answered_and_the_next_is_seen_again(
    telegram: TelegramServer, bot: Bot, ann: User, group: Chat
) -> None:
    asked = telegram.people.write(group.id, ann.id, f"{ASK} {DEMAND}")
    telegram.people.delete(group.id, asked)
    [answer] = await telegram.wait_for_answers(group.id)
    assert answer.text.startswith(DEMANDED)
    assert answer.reply_to is None
    await telegram.until(lambda: [call.code for call in telegram.world.called("setMessageReaction")] == [400])
    await ask(telegram, group, ann, f"{ASK} how many dockers walked out?")
    await telegram.until(lambda: telegram.shown(group.id)[-2].reactions == {telegram.world.bot.id: ["👀"]})


async def test_other_bots_and_forwarded_posts_of_a_channel_are_not_answered(
    telegram: TelegramServer, bot: Bot, ann: User, group: Chat
) -> None:
    """Nor what a person sends by means of another bot."""
    other = telegram.world.person("Other", username="other_bot", is_bot=True)
    answer = await ask(telegram, group, ann, ASK)
    telegram.people.write(group.id, other.id, f"{ASK} {DEMAND}")
    telegram.people.write(group.id, other.id, DEMAND, reply_to=answer)
    telegram.world.updates.inject(forwarded(group, f"{ASK} {DEMAND}", ann, via_bot=other.as_json()))
    service = User(777000, "Telegram")
    post = forwarded(group, f"{ASK} {DEMAND}", service, sender_chat=CHANNEL, is_automatic_forward=True)
    telegram.world.updates.inject(post)
    await ask(telegram, group, ann, f"{ASK} {DEMAND}")
    await telegram.until(lambda: group.typing == [(None, "typing")])


def forwarded(group: Chat, text: str, sender: User, **more: Any) -> dict[str, Any]:
    """A message of a kind that the local server does not make."""
    message = {"message_id": 900, "date": int(time()), "chat": group.render(), "from": sender.as_json()}
    return {"message": message | {"text": text} | more}


async def test_anonymous_administrators_and_channels_may_ask(
    telegram: TelegramServer, bot: Bot, ann: User, group: Chat
) -> None:
    asked = telegram.people.write(group.id, ann.id, f"{ASK} {DEMAND}", is_anonymous=True)
    [answer] = await telegram.wait_for_answers(group.id)
    assert (answer.reply_to, answer.text[: len(DEMANDED)]) == (asked, DEMANDED)
    sender = User(136817688, "Channel", username="Channel_Bot", is_bot=True)
    telegram.world.updates.inject(forwarded(group, f"{ASK} {DEMAND}", sender, sender_chat=CHANNEL))
    answers = await telegram.wait_for_answers(group.id, 2)
    assert answers[1].text.startswith(DEMANDED)
