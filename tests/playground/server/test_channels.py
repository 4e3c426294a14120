"""Posts of channels, albums, documents and forwards, as a bot gets them (checked against aiogram's models)."""

from bot.playground.server import TelegramServer
from bot.playground.server.users import User
from tests.playground.server.calling import Caller


async def test_an_administrator_gets_posts_and_their_edits_and_nobody_else_does(
    call: Caller, telegram: TelegramServer, ann: User
) -> None:
    channel = telegram.world.group("News", ann.id, kind="channel", bot="administrator")
    channel.username = "coast_news"
    other = telegram.world.group("Other", ann.id, kind="channel", bot="")
    telegram.people.write(other.id, ann.id, "unheard")
    post = telegram.people.write(channel.id, ann.id, "Talks go on.")
    telegram.people.edit(channel.id, post, "Talks are over.")
    first, second = await call.updates()
    assert first["channel_post"]["chat"] == {
        "id": channel.id,
        "type": "channel",
        "title": "News",
        "username": "coast_news",
    }
    assert (first["channel_post"]["sender_chat"]["id"], "from" in first["channel_post"]) == (channel.id, False)
    assert second["edited_channel_post"]["text"] == "Talks are over."
    assert second["edited_channel_post"]["edit_date"]


async def test_messages_of_an_album_share_its_id(call: Caller, telegram: TelegramServer, ann: User) -> None:
    channel = telegram.world.group("News", ann.id, kind="channel", bot="administrator")
    for caption in ("Talks go on.", ""):
        telegram.people.send_media(channel.id, ann.id, "photo", caption, album="991")
    posts = [one["channel_post"] for one in await call.updates()]
    assert [one["media_group_id"] for one in posts] == ["991", "991"]
    assert [one.get("caption") for one in posts] == ["Talks go on.", None]


async def test_a_document_has_its_name_and_can_be_fetched(call: Caller, telegram: TelegramServer, ann: User) -> None:
    telegram.people.send_document(ann.id, ann.id, "tolls.pdf", b"%PDF", caption="look")
    [update] = await call.updates()
    document = update["message"]["document"]
    assert (document["file_name"], document["mime_type"], document["file_size"]) == ("tolls.pdf", "application/pdf", 4)
    file = await call("getFile", file_id=document["file_id"])
    content = await call.client.get(f"{telegram.url}/file/bot{telegram.token}/{file['file_path']}")
    assert content.content == b"%PDF"


async def test_a_forward_says_where_it_comes_from_also_when_it_is_forwarded_again(
    call: Caller, telegram: TelegramServer, ann: User
) -> None:
    channel = telegram.world.group("News", ann.id, kind="channel", bot="")
    relay = telegram.world.group("Relay", ann.id, kind="channel", bot="administrator")
    post = telegram.people.write(channel.id, ann.id, "Talks go on.")
    relayed = telegram.people.forward(relay.id, ann.id, channel.id, post)
    telegram.people.forward(ann.id, ann.id, relay.id, relayed)
    first, second = await call.updates()
    origin = first["channel_post"]["forward_origin"]
    assert (origin["type"], origin["chat"]["id"], origin["message_id"]) == ("channel", channel.id, post)
    assert (second["message"]["forward_origin"], second["message"]["text"]) == (origin, "Talks go on.")
