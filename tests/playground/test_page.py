"""The page's own routes, without a browser: the world as JSON, word of changes, and who is let in."""

import asyncio
import json
from typing import Any

import httpx
import pytest

from bot.commands.playground import Playground
from bot.playground.page import Page
from bot.playground.server import TelegramServer

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def see(opened: Playground, user_id: int | None = None) -> dict[str, Any]:
    """The world as the page gets it."""
    async with httpx.AsyncClient(base_url=opened.page.url) as client:
        answer = await client.get("/_page/world", params={"as": user_id} if user_id else {})
    found: dict[str, Any] = answer.raise_for_status().json()
    return found


def find_chat(world: dict[str, Any], chat_id: int) -> dict[str, Any]:
    [chat] = [one for one in world["chats"] if one["id"] == chat_id]
    return chat  # type: ignore[no-any-return]


async def test_the_scene_is_set(opened: Playground) -> None:
    world = await see(opened)
    assert [person["name"] for person in world["people"]] == ["Ann", "Борис", "Олена"]
    assert [person["language"] for person in world["people"]] == ["en", "ru", "uk"]
    assert [chat["title"] for chat in world["chats"]] == ["Briefing", "Newsdesk", "Embassy desk"]
    assert [thread["name"] for thread in find_chat(world, opened.scene.forum)["threads"]] == [
        "General",
        "Talks",
        "Ports",
    ]


async def test_everybody_sees_their_own_private_chat(opened: Playground) -> None:
    for person in opened.scene.people:
        private = [chat["id"] for chat in (await see(opened, person))["chats"] if chat["type"] == "private"]
        assert private == [person]


async def test_somebody_unknown_is_the_first_person(opened: Playground) -> None:
    assert (await see(opened, 1))["me"]["id"] == opened.scene.people[0]


async def test_the_menu_is_that_of_scope_and_language(opened: Playground) -> None:
    ann, boris, olena = opened.scene.people

    async def menu(person: int, chat: int) -> dict[str, str]:
        commands = find_chat(await see(opened, person), chat)["commands"]
        return {one["command"]: one["description"] for one in commands}

    assert "report" in await menu(ann, ann), "the first person is operator"
    assert "report" not in await menu(boris, boris)
    assert "settings" in await menu(ann, opened.scene.group), "the creator is an administrator"
    assert "settings" not in await menu(olena, opened.scene.group)
    descriptions = [(await menu(person, opened.scene.group))["ask"] for person in opened.scene.people]
    assert len(set(descriptions)) == 3


async def test_an_answer_carries_what_the_page_draws(opened: Playground) -> None:
    boris = opened.scene.people[1]
    asked = opened.telegram.people.write(boris, boris, "what does Russia demand?")
    await opened.telegram.until(lambda: len(opened.telegram.answers(boris)) >= 2)
    question, answer = find_chat(await see(opened, boris), boris)["messages"][-2:]
    assert (question["id"], question["sender"]) == (asked, boris)
    assert answer["sender"] == opened.telegram.world.bot.id
    assert {"bold", "text_link", "expandable_blockquote"} <= {one["type"] for one in answer["entities"]}
    assert answer["keyboard"][0][0]["text"] == "[1]"


async def test_a_picture_of_the_bot_is_there_to_be_shown(opened: Playground) -> None:
    ann = opened.scene.people[0]
    opened.telegram.people.write(ann, ann, "/trend Russia")
    await opened.telegram.until(lambda: [call.code for call in opened.telegram.world.called("sendPhoto")] == [200])
    picture = find_chat(await see(opened, ann), ann)["messages"][-1]["picture"]
    async with httpx.AsyncClient(base_url=opened.page.url) as client:
        shown = await client.get(f"/_page/pictures/{picture}")
        assert (shown.headers["content-type"], shown.content[:4]) == ("image/png", b"\x89PNG")
        assert (await client.get("/_page/pictures/none")).status_code == 404


async def test_what_is_no_picture_is_not_shown_as_one(opened: Playground) -> None:
    boris = opened.scene.people[1]
    sent = opened.telegram.people.send_media(opened.scene.group, boris, "photo")
    found = find_chat(await see(opened, boris), opened.scene.group)["messages"]
    assert [(one["media"], one["picture"]) for one in found if one["id"] == sent] == [(["photo"], None)]


async def test_typing_ends_with_the_answer(opened: Playground) -> None:
    olena = opened.scene.people[2]
    opened.telegram.fault("sendMessage", delay=0.3)
    before = len(opened.telegram.answers(olena))
    opened.telegram.people.write(olena, olena, "what does Russia demand?")
    await opened.telegram.until(lambda: bool(opened.telegram.world.chats[olena].typing))
    [typing] = find_chat(await see(opened, olena), olena)["typing"]
    assert typing["thread"] is None
    assert 0 < typing["seconds"] <= 5
    await opened.telegram.until(lambda: len(opened.telegram.answers(olena)) > before)
    await opened.telegram.wait_for_polls()
    assert find_chat(await see(opened, olena), olena)["typing"] == []


async def test_a_group_that_moved_is_one_chat_with_its_past(opened: Playground) -> None:
    ann = opened.scene.people[0]
    group = opened.telegram.world.group("Night shift", ann, kind="group").id
    opened.telegram.people.write(group, ann, "before")
    moved = opened.telegram.gatherings.migrate(group, ann)
    opened.telegram.people.write(moved, ann, "after")
    await opened.telegram.wait_for_polls()
    world = await see(opened, ann)
    assert group not in [chat["id"] for chat in world["chats"]]
    chat = find_chat(world, moved)
    assert chat["was"] == [group]
    assert [(one["chat"], one["text"]) for one in chat["messages"] if one["text"]] == [
        (group, "before"),
        (moved, "after"),
    ]


async def test_inline_results_are_shown_to_who_asked(opened: Playground) -> None:
    ann, boris, _ = opened.scene.people
    query = opened.telegram.people.inline(ann, "what does Russia demand?", ann)
    await opened.telegram.until(lambda: opened.telegram.world.inline[query].answer is not None)
    assert (await see(opened, ann))["inline"][query]["results"][0]["title"]
    assert query not in (await see(opened, boris))["inline"]


async def test_every_change_is_told(opened: Playground) -> None:
    ann = opened.scene.people[0]
    async with httpx.AsyncClient(base_url=opened.page.url) as client, client.stream("GET", "/_page/events") as stream:
        assert stream.headers["content-type"].startswith("text/event-stream")
        lines = (line async for line in stream.aiter_lines() if line.startswith("event:"))
        async with asyncio.timeout(5):
            assert await anext(lines) == "event: changed"
            opened.telegram.people.react(ann, next(iter(opened.telegram.world.chats[ann].messages)), ann, "👍")
            assert await anext(lines) == "event: changed"
        await stream.aclose()


async def test_the_controls_are_on_the_same_address(opened: Playground) -> None:
    ann = opened.scene.people[0]
    async with httpx.AsyncClient(base_url=opened.page.url) as client:
        body = {"chat_id": opened.scene.group, "user_id": ann, "text": "hello all"}
        answer = await client.post("/_control/people/write", content=json.dumps(body))
    world = await see(opened, ann)
    assert answer.json()["result"] == find_chat(world, opened.scene.group)["messages"][-1]["id"]


@pytest.mark.parametrize("path", ["/", "/static/app.js", "/static/style.css", "/static/icons/send.svg"])
async def test_the_files_are_served(opened: Playground, path: str) -> None:
    async with httpx.AsyncClient(base_url=opened.page.url) as client:
        assert (await client.get(path)).status_code == 200


@pytest.mark.parametrize("path", ["/", "/_page/world", "/_page/events", "/static/app.js", "/_control/calls"])
@pytest.mark.parametrize(
    "headers", [{"Host": "playground.example"}, {"Host": ""}, {"Origin": "https://example.org"}, {"Origin": "null"}]
)
async def test_other_hosts_and_other_sites_are_refused(opened: Playground, path: str, headers: dict[str, str]) -> None:
    async with httpx.AsyncClient(base_url=opened.page.url) as client:
        assert (await client.get(path, headers=headers)).status_code == 403


async def test_a_closing_page_lets_listeners_go() -> None:
    async with TelegramServer() as telegram, httpx.AsyncClient() as client:
        telegram.world.person("Ann")
        async with Page(telegram.world) as page:
            stream = client.stream("GET", f"{page.url}_page/events")
            response = await stream.__aenter__()
            lines = response.aiter_lines()
            assert await anext(lines) == "event: changed"
        rest = [line async for line in lines]
        assert "event: changed" not in rest
        await stream.__aexit__(None, None, None)
