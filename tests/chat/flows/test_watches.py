"""Standing questions in a chat: begun by command and by button, listed, paused, deleted; alerts while the bot runs."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import pytest_asyncio

from bot.model.delivery import DeliveryState
from bot.model.place import Place
from bot.model.subscription import Pause
from bot.playground.server import TelegramServer
from bot.playground.server.chats import Chat
from bot.playground.server.reading import Shown
from bot.playground.server.users import User
from tests.chat.flows.changing import EN, OLD, TO_US, Corpus, ask, day, find_data, look, say, tap, tap_data
from tests.chat.running import Bot, running

NOW = datetime(2025, 3, 20, 12, tzinfo=UTC)
ASKED = "how many ships wait outside Port Hallowick?"
SEVENTEEN = "Seventeen ships wait outside Port Hallowick for a berth."
TWENTY = "Twenty-three ships wait outside Port Hallowick for a berth."
BEGUN = f"🔔 Watching “{ASKED}”."
ALREADY = EN.text("bot-watch-already", question=ASKED)
ADMINS_ONLY = EN.text("bot-admins-only")
EMPTY = EN.text("bot-watch-empty")
NONE = EN.text("bot-watches-none")


@pytest_asyncio.fixture
async def corpus() -> Corpus:
    made = Corpus()
    await made.put("ships", SEVENTEEN, day(3), "Harbour")
    await made.put("water", "The Kelbry reservoir is 31 percent full after a dry winter.", day(4), "Water")
    return made


@pytest_asyncio.fixture
async def bot(telegram: TelegramServer, file: Path, corpus: Corpus) -> AsyncIterator[Bot]:
    """Looks at the articles all the time."""
    async with running(telegram, file, answers=corpus.answers, clock=lambda: NOW, tick_seconds=0.05) as started:
        yield started


async def come(telegram: TelegramServer, corpus: Corpus, chat_id: int, text: str = TWENTY) -> Shown:
    """The alert when such an article comes."""
    before = len(telegram.answers(chat_id))
    await corpus.put("new", text, day(5), "Harbour")
    return (await telegram.wait_for_answers(chat_id, before + 1))[-1]


async def test_a_command_answers_at_once_and_the_change_is_told_when_it_comes(
    telegram: TelegramServer, bot: Bot, corpus: Corpus, ann: User
) -> None:
    begun = await say(telegram, ann.id, ann, f"/watch {ASKED}")
    assert begun.text.startswith(BEGUN)
    assert SEVENTEEN in begun.text
    assert "at most 3 times a day" in begun.text
    alert = await come(telegram, corpus, ann.id)
    assert alert.text.startswith(f"🔔 {ASKED}\n")
    assert "Seventeen ships → Twenty-three ships" in alert.text
    assert alert.text.index(TWENTY) < alert.text.index(f"“{SEVENTEEN}” (Morning Desk, 3 March 2025)")
    assert alert.reply_to is None
    assert alert.keyboard == [[EN.text("bot-button-ask-now"), EN.text("bot-button-pause")]]
    [watch] = await bot.store.watches.of_chat(ann.id)
    assert (watch.place, watch.person_id, watch.question, watch.alerts) == (Place(chat_id=ann.id), ann.id, ASKED, 1)


async def test_the_button_below_an_answer_watches_its_question(
    telegram: TelegramServer, bot: Bot, corpus: Corpus, ann: User
) -> None:
    answer = await ask(telegram, ann.id, ann, ASKED)
    assert await tap(telegram, ann.id, answer, ann, "watch") == ""
    said = (await telegram.wait_for_answers(ann.id, 2))[-1]
    assert said.text.startswith(BEGUN)
    assert said.reply_to == answer.id
    assert await tap(telegram, ann.id, answer, ann, "watch") == ALREADY
    assert TWENTY in (await come(telegram, corpus, ann.id)).text


async def test_the_button_below_an_abstention_tells_the_first_answer(
    telegram: TelegramServer, bot: Bot, corpus: Corpus, ann: User
) -> None:
    await corpus.remove(["ships"])
    nothing = await ask(telegram, ann.id, ann, ASKED)
    assert SEVENTEEN not in nothing.text
    assert await tap(telegram, ann.id, nothing, ann, "watch") == ""
    await telegram.wait_for_answers(ann.id, 2)
    alert = await come(telegram, corpus, ann.id)
    assert alert.text.startswith(f"🔔 {ASKED}\n\nNew:\n")
    assert TWENTY in alert.text


async def test_a_reply_with_the_command_watches_what_was_asked(telegram: TelegramServer, bot: Bot, ann: User) -> None:
    answer = await ask(telegram, ann.id, ann, ASKED)
    assert (await say(telegram, ann.id, ann, "/watch", reply_to=answer.id)).text.startswith(BEGUN)
    [watch] = await bot.store.watches.of_chat(ann.id)
    assert watch.question == ASKED


async def test_a_follow_up_is_watched_as_it_was_read(telegram: TelegramServer, bot: Bot, ann: User) -> None:
    answer = await ask(telegram, ann.id, ann, ASKED)
    followed = await say(telegram, ann.id, ann, "and Kelbry?", reply_to=answer.id)
    await tap(telegram, ann.id, followed, ann, "watch")
    await telegram.wait_for_answers(ann.id, 3)
    [watch] = await bot.store.watches.of_chat(ann.id)
    assert watch.question == "how many ships wait outside Kelbry?"


@pytest.mark.parametrize("text", ["/watch", "/watch ?", "/watch   ", "/watch 🙂"])
async def test_without_a_question_it_says_how(telegram: TelegramServer, bot: Bot, ann: User, text: str) -> None:
    assert (await say(telegram, ann.id, ann, text)).text.startswith(EMPTY)
    assert await bot.store.watches.of_chat(ann.id) == []


async def test_the_same_question_is_watched_once_in_a_place(telegram: TelegramServer, bot: Bot, ann: User) -> None:
    await say(telegram, ann.id, ann, f"/watch {ASKED}")
    again = await say(telegram, ann.id, ann, f"/watch {ASKED.upper().rstrip('?')}")
    assert "is watched here already" in again.text
    assert len(await bot.store.watches.of_chat(ann.id)) == 1


async def test_twenty_watches_a_chat_are_enough(telegram: TelegramServer, bot: Bot, ann: User) -> None:
    for number in range(20):
        await say(telegram, ann.id, ann, f"/watch {ASKED} {number}")
    said = await say(telegram, ann.id, ann, f"/watch {ASKED}")
    assert said.text.startswith(EN.text("bot-watch-many", count=20))
    assert len(await bot.store.watches.of_chat(ann.id)) == 20
    listed = await say(telegram, ann.id, ann, "/watches")
    assert len(listed.keyboard) == 20
    assert "20. how many ships" in listed.text


async def test_in_a_group_only_administrators_watch(
    telegram: TelegramServer, bot: Bot, corpus: Corpus, ann: User, bob: User, group: Chat
) -> None:
    for text in (f"/watch{TO_US} {ASKED}", f"/watches{TO_US}"):
        assert (await say(telegram, group.id, bob, text)).text == ADMINS_ONLY
    answer = await ask(telegram, group.id, bob, ASKED)
    assert await tap(telegram, group.id, answer, bob, "watch") == ADMINS_ONLY
    begun = await say(telegram, group.id, ann, f"/watch{TO_US} {ASKED}")
    assert begun.text.startswith(BEGUN)
    alert = await come(telegram, corpus, group.id)
    assert TWENTY in alert.text
    [watch] = await bot.store.watches.of_chat(group.id)
    assert await tap_data(telegram, group.id, alert.id, bob, f"watches:pause:{watch.id}") == ADMINS_ONLY
    assert await tap_data(telegram, group.id, alert.id, bob, f"watches:delete:{watch.id}") == ADMINS_ONLY
    [watch] = await bot.store.watches.of_chat(group.id)
    assert watch.paused is None


async def test_anybody_in_the_group_may_ask_for_the_whole_answer(
    telegram: TelegramServer, bot: Bot, corpus: Corpus, ann: User, bob: User, group: Chat
) -> None:
    await say(telegram, group.id, ann, f"/watch{TO_US} {ASKED}")
    alert = await come(telegram, corpus, group.id)
    before = len(telegram.answers(group.id))
    await tap_data(telegram, group.id, alert.id, bob, data_of(alert, 0))
    answer = (await telegram.wait_for_answers(group.id, before + 1))[-1]
    assert ASKED in answer.text
    assert TWENTY in answer.text
    assert answer.reply_to == alert.id
    assert find_data(answer, "up")


def data_of(message: Shown, number: int) -> str:
    return str(message.buttons[0][number]["callback_data"])


async def test_a_thread_is_told_in_the_thread(telegram: TelegramServer, bot: Bot, corpus: Corpus, ann: User) -> None:
    forum = telegram.world.group("Newsroom", ann.id, kind="forum")
    ports = telegram.gatherings.open_thread(forum.id, ann.id, "Ports")
    await say(telegram, forum.id, ann, f"/watch{TO_US} {ASKED}", thread_id=ports)
    assert (await come(telegram, corpus, forum.id)).thread_id == ports
    listed = await say(telegram, forum.id, ann, f"/watches{TO_US}")
    assert (listed.thread_id, EN.text("bot-sub-thread", thread=str(ports)) in listed.text) == (None, True)


async def test_the_pause_button_of_an_alert(telegram: TelegramServer, bot: Bot, corpus: Corpus, ann: User) -> None:
    await say(telegram, ann.id, ann, f"/watch {ASKED}")
    alert = await come(telegram, corpus, ann.id)
    assert await tap_data(telegram, ann.id, alert.id, ann, data_of(alert, 1)) == EN.text("bot-watch-paused")
    assert look(telegram, ann.id, alert.id) == alert
    [watch] = await bot.store.watches.of_chat(ann.id)
    assert watch.paused is Pause.PERSON


async def test_the_list_pauses_resumes_sets_how_often_and_deletes(
    telegram: TelegramServer, bot: Bot, corpus: Corpus, ann: User
) -> None:
    await say(telegram, ann.id, ann, f"/watch {ASKED}")
    listed = await say(telegram, ann.id, ann, "/watches")
    assert listed.text == (f"Standing questions\n\n1. {ASKED}\nat most 3 times a day · no change since 20 March 2025")
    assert listed.keyboard == [["⏸ 1", "3× 1", "🗑 1"]]

    async def change(what: str, said: str, keyboard: list[list[str]]) -> None:
        assert await tap_data(telegram, ann.id, listed.id, ann, find_list_data(what)) == EN.text(said)
        await telegram.until(lambda: look(telegram, ann.id, listed.id).keyboard == keyboard)

    def find_list_data(what: str) -> str:
        [row] = look(telegram, ann.id, listed.id).buttons
        return next(str(one["callback_data"]) for one in row if f":{what}:" in one["callback_data"])

    await change("most", "bot-settings-saved", [["⏸ 1", "10× 1", "🗑 1"]])
    await change("most", "bot-settings-saved", [["⏸ 1", "1× 1", "🗑 1"]])
    await change("most", "bot-settings-saved", [["⏸ 1", "3× 1", "🗑 1"]])
    await change("pause", "bot-watch-paused", [["▶ 1", "3× 1", "🗑 1"]])
    await corpus.put("new", TWENTY, day(5), "Harbour")
    await change("resume", "bot-watch-resumed", [["⏸ 1", "3× 1", "🗑 1"]])
    forgotten = find_list_data("delete")
    await change("delete", "bot-watch-deleted", [])
    assert look(telegram, ann.id, listed.id).text == NONE
    assert await tap_data(telegram, ann.id, listed.id, ann, forgotten) == OLD
    assert await bot.store.watches.of_chat(ann.id) == []
    assert [one.text for one in telegram.answers(ann.id)][1:] == [NONE]
    assert (await bot.store.deliveries.counts())[DeliveryState.REFUSED] == 0


async def test_no_button_reaches_another_chats_watch(telegram: TelegramServer, bot: Bot, ann: User, bob: User) -> None:
    await say(telegram, ann.id, ann, f"/watch {ASKED}")
    [watch] = await bot.store.watches.of_chat(ann.id)
    telegram.people.start(bob.id)
    [welcome] = await telegram.wait_for_answers(bob.id)
    for what in ("pause", "stop", "resume", "delete", "most", "ask"):
        assert await tap_data(telegram, bob.id, welcome.id, bob, f"watches:{what}:{watch.id}") == OLD
    turn = (await ask(telegram, ann.id, ann, ASKED)).buttons
    number = str(turn[-1][-1]["callback_data"]).split(":")[1]
    for data in (f"watch:{number}", "watch:0", "watch:x", "watch", f"watch:{number}:1", "watches", "watches:ask",
                 "watches:ask:²", f"watches:steal:{watch.id}", "watches:ask:" + "9" * 30):  # fmt: skip
        assert await tap_data(telegram, bob.id, welcome.id, bob, data) == OLD, data
    await telegram.wait_for_polls()
    assert telegram.answers(bob.id) == [welcome]
    assert await bot.store.watches.of_chat(ann.id) == [watch]
    assert await bot.store.watches.of_chat(bob.id) == []


async def test_a_watch_goes_on_after_a_restart_and_a_migration(
    telegram: TelegramServer, file: Path, corpus: Corpus, ann: User
) -> None:
    group = telegram.world.group("Desk", ann.id, kind="group")
    async with running(telegram, file, answers=corpus.answers, clock=lambda: NOW, tick_seconds=0.05):
        await say(telegram, group.id, ann, f"/watch{TO_US} {ASKED}")
        new = telegram.gatherings.migrate(group.id, ann.id)
        await telegram.wait_for_polls()
    telegram.world.calls.clear()
    await corpus.put("new", TWENTY, day(5), "Harbour")
    async with running(telegram, file, answers=corpus.answers, clock=lambda: NOW, tick_seconds=0.05):
        [alert] = await telegram.wait_for_answers(new)
    assert alert.text.startswith(f"🔔 {ASKED}\n")


async def test_forget_erases_what_a_person_watches(telegram: TelegramServer, bot: Bot, ann: User) -> None:
    await say(telegram, ann.id, ann, f"/watch {ASKED}")
    forget = await say(telegram, ann.id, ann, "/forget")
    await tap(telegram, ann.id, forget, ann, f"me:{ann.id}")
    await telegram.until(lambda: look(telegram, ann.id, forget.id).text == EN.text("bot-forget-done"))
    assert await bot.store.watches.of_chat(ann.id) == []
