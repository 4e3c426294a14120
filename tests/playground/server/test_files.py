"""Files (section 2, row 27)."""

import pytest

from bot.playground.server import TelegramServer
from bot.playground.server.users import User
from tests.playground.server.calling import Caller


async def test_what_was_sent_can_be_fetched(call: Caller, telegram: TelegramServer, ann: User) -> None:
    files = {"document": ("notes.md", b"some notes")}
    response = await call.client.post(f"{call.base}/sendDocument", data={"chat_id": str(ann.id)}, files=files)
    document = response.json()["result"]["document"]
    assert document["file_name"] == "notes.md"
    file = await call("getFile", file_id=document["file_id"])
    content = await call.client.get(f"{telegram.url}/file/bot{telegram.token}/{file['file_path']}")
    assert content.content == b"some notes"
    again = await call("sendDocument", chat_id=ann.id, document=document["file_id"])
    assert again["document"]["file_id"] == document["file_id"]


async def test_attached_by_name(call: Caller, ann: User) -> None:
    data = {"chat_id": str(ann.id), "photo": "attach://part", "caption": "x" * 1024}
    response = await call.client.post(f"{call.base}/sendPhoto", data=data, files={"part": ("a.jpg", b"abc")})
    assert response.json()["result"]["photo"][0]["file_size"] == 3


async def test_refusals(call: Caller, telegram: TelegramServer, ann: User) -> None:
    told = await call.refused("getFile", file_id="nonsense")
    assert told == (400, "Bad Request: wrong file_id or the file is temporarily unavailable")
    big = telegram.people.store_file("video", b"x", size=21 * 1024 * 1024)
    assert await call.refused("getFile", file_id=big.id) == (400, "Bad Request: file is too big")
    assert (await call.refused("sendDocument", chat_id=ann.id, document="nonsense"))[0] == 400
    long = {"chat_id": ann.id, "document": big.id, "caption": "x" * 1025}
    assert await call.refused("sendDocument", **long) == (400, "Bad Request: message caption is too long")
    response = await call.client.get(f"{telegram.url}/file/bot{telegram.token}/videos/none")
    assert response.status_code == 404


@pytest.mark.parametrize("kind", ["photo", "document"])
async def test_no_file_in_the_request(call: Caller, ann: User, kind: str) -> None:
    told = await call.refused(f"send{kind.capitalize()}", chat_id=ann.id)
    assert told == (400, f"Bad Request: there is no {kind} in the request")
