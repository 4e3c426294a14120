"""Inline queries, their answers, Telegram's cache, and what becomes of a result (section 2, rows 7 and 23)."""

import asyncio

import httpx
import pytest

from bot.playground.server import TelegramServer
from bot.playground.server.shared import Json
from bot.playground.server.users import User
from tests.playground.server.calling import Caller

TOO_OLD = (400, "Bad Request: query is too old and response timeout expired or query ID is invalid")
UNREADABLE = "Bad Request: can't parse inline query result: "


def article(result_id: str = "1", text: str = "<b>so</b>", **more: object) -> Json:
    content = {"message_text": text, "parse_mode": "HTML", "link_preview_options": {"is_disabled": True}}
    return {"type": "article", "id": result_id, "title": "So", "input_message_content": content} | more


async def answer(call: Caller, query_id: str, *results: Json, **more: object) -> None:
    assert await call("answerInlineQuery", inline_query_id=query_id, results=list(results), **more) is True


async def test_the_bot_says_that_it_answers_them(call: Caller) -> None:
    assert (await call("getMe"))["supports_inline_queries"] is True


async def test_a_query_arrives(call: Caller, telegram: TelegramServer, ann: User) -> None:
    group = telegram.world.group("Desk", ann.id, bot="")
    ids = [
        telegram.people.inline(ann.id, "rates"),
        telegram.people.inline(ann.id, "rates", ann.id),
        telegram.people.inline(ann.id, "r" * 300, group.id, "10"),
    ]
    queries = [update["inline_query"] for update in await call.updates()]
    assert [query["id"] for query in queries] == ids
    assert [query["chat_type"] for query in queries] == ["private", "sender", "supergroup"]
    assert [query["offset"] for query in queries] == ["", "", "10"]
    assert (queries[0]["query"], len(queries[2]["query"])) == ("rates", 256)
    assert queries[0]["from"]["id"] == ann.id


async def test_asking_opens_no_chat(call: Caller, telegram: TelegramServer) -> None:
    ben = telegram.world.person("Ben")
    telegram.people.inline(ben.id, "rates")
    assert (await call.refused("sendMessage", chat_id=ben.id, text="x"))[0] == 403


async def test_an_answer_is_shown(call: Caller, telegram: TelegramServer, ann: User) -> None:
    query_id = telegram.people.inline(ann.id, "rates")
    waiting = asyncio.create_task(telegram.wait_for_results(query_id))
    button = {"text": "Ask in private", "start_parameter": "inline"}
    keyboard = {"inline_keyboard": [[{"text": "Why?", "callback_data": "why"}]]}
    first = article("1", description="Of the bank", url="https://a.bc/", reply_markup=keyboard)
    await answer(call, query_id, first, article("2", "plain"), button=button, next_offset="2", cache_time=10**6)
    shown = await waiting
    assert [(one.id, one.title, one.description, one.text) for one in shown.results] == [
        ("1", "So", "Of the bank", "so"),
        ("2", "So", "", "plain"),
    ]
    assert (shown.button, shown.next_offset, shown.cache_time, shown.is_personal) == (button, "2", 86400, False)


async def test_one_answer_in_time_and_no_second(call: Caller, telegram: TelegramServer, ann: User) -> None:
    query_id = telegram.people.inline(ann.id, "rates")
    await answer(call, query_id)
    assert await call.refused("answerInlineQuery", inline_query_id=query_id, results=[]) == TOO_OLD
    assert await call.refused("answerInlineQuery", inline_query_id="7", results=[]) == TOO_OLD
    late = telegram.people.inline(ann.id, "wages")
    telegram.world.clock.advance(31)
    assert await call.refused("answerInlineQuery", inline_query_id=late, results=[]) == TOO_OLD
    assert await call.updates() == []


@pytest.mark.parametrize(
    ("result", "told"),
    [
        ("x", "Inline query result must be an object"),
        ({"id": "1"}, 'Can\'t find field "type"'),
        ({"type": "article"}, 'Can\'t find field "id"'),
        ({"type": "", "id": "1"}, 'type "" is unsupported for the inline query result'),
        ({"type": "article", "id": "1", "title": "x"}, "Input message content is not specified"),
        (article(text=""), "Input message content is not specified"),
        (article(text=["x"]), 'Field "message_text" must be of type String'),  # type: ignore[arg-type]
        (article(title=None), 'Can\'t find field "title"'),
        (article(text="<b>x"), "Can't parse entities: Can't find end tag corresponding to start tag \"b\""),
        (article(text="x" * 32769), "Text is too long"),
        (
            article(reply_markup={"inline_keyboard": [[{"text": "x"}]]}),
            "Can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
    ],
)
async def test_results_that_cannot_be_read(
    call: Caller, telegram: TelegramServer, ann: User, result: object, told: str
) -> None:
    query_id = telegram.people.inline(ann.id, "rates")
    params = {"inline_query_id": query_id, "results": [article("0"), result]}
    assert await call.refused("answerInlineQuery", **params) == (400, UNREADABLE + told)
    await answer(call, query_id, article())


@pytest.mark.parametrize(
    ("params", "told"),
    [
        ({"results": {"a": 1}}, "expected an Array of inline query results"),
        ({"results": [article(str(n)) for n in range(51)]}, "too many inline query results specified"),
        ({"results": [article(), article()]}, "RESULT_ID_DUPLICATE"),
        ({"results": [article("")]}, "RESULT_ID_EMPTY"),
        ({"results": [article("ж" * 33)]}, "RESULT_ID_INVALID"),
        ({"results": [article(title=" ")]}, "ARTICLE_TITLE_EMPTY"),
        ({"results": [article(text="x" * 4097)]}, "MESSAGE_TOO_LONG"),
        ({"results": [article(text="<b> </b>")]}, "text must be non-empty"),
        (
            {"results": [article(reply_markup={"inline_keyboard": [[{"text": "x", "callback_data": "x" * 65}]]})]},
            "BUTTON_DATA_INVALID",
        ),
        ({"next_offset": "x" * 65}, "NEXT_OFFSET_INVALID"),
        ({"button": "x"}, "can't parse button JSON object"),
        ({"button": []}, "can't parse inline query results button: InlineQueryResultsButton must be an Object"),
        ({"button": {}}, "can't parse inline query results button: Can't find field \"text\""),
        (
            {"button": {"text": "x"}},
            "can't parse inline query results button: InlineQueryResultsButton must have exactly one optional field",
        ),
        ({"button": {"text": "x", "start_parameter": ""}}, "can't use empty start_parameter"),
        ({"button": {"text": "x", "start_parameter": "x" * 65}}, "too long start_parameter specified"),
        ({"button": {"text": "x", "start_parameter": "a b"}}, "unallowed characters in start_parameter are used"),
    ],
)
async def test_answers_that_are_refused(
    call: Caller, telegram: TelegramServer, ann: User, params: dict[str, object], told: str
) -> None:
    query_id = telegram.people.inline(ann.id, "rates")
    assert await call.refused("answerInlineQuery", inline_query_id=query_id, **params) == (400, f"Bad Request: {told}")
    await answer(call, query_id, *[article(str(n)) for n in range(50)], next_offset="x" * 64)


async def test_what_is_not_simulated_is_a_violation(call: Caller, telegram: TelegramServer, ann: User) -> None:
    query_id = telegram.people.inline(ann.id, "rates")
    photo = {"type": "photo", "id": "1"}
    assert (await call.refused("answerInlineQuery", inline_query_id=query_id, results=[photo]))[0] == 400
    await answer(call, query_id, article(hide_url=True), switch_pm_text="x")
    assert [text.partition(": ")[2] for text in telegram.world.violations] == [
        "results of type photo are not simulated",
        "unknown parameter switch_pm_text='x'",
        "InlineQueryResultArticle.hide_url",
    ]
    telegram.world.violations.clear()


async def test_one_answer_for_everybody_is_cached(call: Caller, telegram: TelegramServer, ann: User) -> None:
    ben = telegram.world.person("Ben")
    await answer(call, telegram.people.inline(ann.id, "rates"), article(), cache_time=60)
    asked = len(await call.updates())
    cached = telegram.world.inline[telegram.people.inline(ben.id, "rates")]
    assert cached.is_cached
    assert cached.answer is not None
    assert [one.text for one in cached.answer.results] == ["so"]
    assert not telegram.world.inline[telegram.people.inline(ben.id, "rates", offset="2")].is_cached
    assert not telegram.world.inline[telegram.people.inline(ben.id, "wages")].is_cached
    telegram.world.clock.advance(60)
    assert not telegram.world.inline[telegram.people.inline(ben.id, "rates")].is_cached
    assert asked == 1
    assert await call.refused("answerInlineQuery", inline_query_id=cached.id, results=[]) == TOO_OLD


async def test_a_personal_answer_is_cached_for_one_person(call: Caller, telegram: TelegramServer, ann: User) -> None:
    ben = telegram.world.person("Ben")
    await answer(call, telegram.people.inline(ann.id, "rates"), article(), is_personal=True)
    assert telegram.world.inline[telegram.people.inline(ann.id, "rates")].is_cached
    bens = telegram.people.inline(ben.id, "rates")
    assert not telegram.world.inline[bens].is_cached
    telegram.world.clock.advance(20)
    await answer(call, bens, article("2"), cache_time=0)
    assert not telegram.world.inline[telegram.people.inline(ben.id, "rates")].is_cached
    telegram.world.inline_cache.clear()
    assert not telegram.world.inline[telegram.people.inline(ann.id, "rates")].is_cached


async def test_a_chosen_result_is_sent_by_the_person(call: Caller, telegram: TelegramServer, ann: User) -> None:
    group = telegram.world.group("Desk", ann.id)
    elsewhere = telegram.world.group("Elsewhere", ann.id, bot="")
    keyboard = {"inline_keyboard": [[{"text": "Why?", "callback_data": "why"}]]}
    query_id = telegram.people.inline(ann.id, "rates", group.id)
    await answer(call, query_id, article(text="<b>so</b> https://a.bc", reply_markup=keyboard))
    telegram.world.updates.clear()
    sent = telegram.people.choose(ann.id, group.id, query_id, "1")
    telegram.people.choose(ann.id, elsewhere.id, query_id, "1")
    (update,) = await call.updates()
    message = update["message"]
    assert (message["message_id"], message["from"]["id"]) == (sent, ann.id)
    assert (message["via_bot"]["id"], message["text"]) == (telegram.world.bot.id, "so https://a.bc")
    assert [entity["type"] for entity in message["entities"]] == ["bold", "url"]
    assert message["reply_markup"] == keyboard
    (shown,) = telegram.shown(elsewhere.id)
    assert (shown.sender, shown.via_bot, shown.is_bot, shown.keyboard) == (
        ann.id,
        telegram.world.bot.id,
        False,
        [["Why?"]],
    )
    assert telegram.answers(group.id) == []
    telegram.people.tap(group.id, sent, ann.id, "Why?")
    tapped = (await call.updates(offset=update["update_id"] + 1))[0]["callback_query"]
    assert "message" not in tapped
    assert tapped["inline_message_id"]


async def test_only_what_was_offered_can_be_chosen(call: Caller, telegram: TelegramServer, ann: User) -> None:
    ben = telegram.world.person("Ben")
    query_id = telegram.people.inline(ann.id, "rates")
    with pytest.raises(LookupError):
        telegram.people.choose(ann.id, ann.id, query_id, "1")
    await answer(call, query_id, article())
    with pytest.raises(LookupError):
        telegram.people.choose(ann.id, ann.id, query_id, "2")
    with pytest.raises(LookupError):
        telegram.people.choose(ben.id, ann.id, query_id, "1")
    telegram.people.write(ann.id, ann.id, "plain")
    assert telegram.shown(ann.id)[-1].via_bot is None


async def test_over_http(call: Caller, telegram: TelegramServer, ann: User) -> None:
    async def control(verb: str, **fields: object) -> httpx.Response:
        return await call.client.post(f"{telegram.url}/_control/{verb}", json=fields)

    async def offered(query_id: str) -> Json | None:
        response = await call.client.get(f"{telegram.url}/_control/inline/{query_id}")
        found: Json | None = response.json()["result"]
        return found

    query_id = (await control("people/inline", user_id=ann.id, query="rates")).json()["result"]
    assert await offered(query_id) is None
    await answer(call, query_id, article())
    found = await offered(query_id)
    assert found is not None
    assert [(one["id"], one["title"], one["content"]["text"]) for one in found["results"]] == [("1", "So", "so")]
    chosen = {"user_id": ann.id, "chat_id": ann.id, "query_id": query_id, "result_id": "1"}
    sent = (await control("people/choose", **chosen)).json()["result"]
    shown = (await call.client.get(f"{telegram.url}/_control/shown/{ann.id}")).json()["result"]
    assert (shown[-1]["id"], shown[-1]["via_bot"]) == (sent, telegram.world.bot.id)
    assert (await control("set", inline_lifetime=0, webhook_pace=0.5)).status_code == 200
    assert (telegram.world.inline_lifetime, telegram.world.webhook_pace) == (0, 0.5)
    assert (await control("set", token="x")).status_code == 400
    assert (await call.client.get(f"{telegram.url}/_control/webhook")).json() == {"result": []}
