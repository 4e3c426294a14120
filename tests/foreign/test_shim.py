"""What the shim mends, and what it leaves alone."""

from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.chat.webhook import SECRET_HEADER
from tests.foreign.programs import serving
from tests.foreign.shim import Mended, make_relay, make_shim

BAD = {"ok": False, "error_code": 400, "description": "Bad Request: message text is empty"}


def good(result: object) -> dict[str, Any]:
    return {"ok": True, "result": result}


@pytest.mark.parametrize(
    ("method", "came", "mended"),
    [
        ("getMe", good({"id": 7}), good({"id": 7, "is_bot": True})),
        ("getMe", good({"id": 7, "is_bot": True}), good({"id": 7, "is_bot": True})),
        ("sendMessage", good({"date": 1790000000123}), good({"date": 1790000000})),
        ("getUpdates", good([{"message": {"date": 1790000000123}}]), good([{"message": {"date": 1790000000}}])),
        ("sendMessage", good({"date": 1790000000}), good({"date": 1790000000})),
        ("answerCallbackQuery", good(None), good(True)),
        ("getUpdates", good([]), good([])),
        ("setMyCommands", {"message": "no"}, {"ok": False, "error_code": 404, "description": "Not Found: no"}),
        ("sendMessage", BAD, BAD),
    ],
)
def test_answers_get_telegrams_shapes(method: str, came: dict[str, Any], mended: dict[str, Any]) -> None:
    counted = Mended()
    before = repr(came)
    assert counted.mend(method, came) == mended
    assert bool(counted) == (before != repr(mended)), "what is counted was mended"


async def echo(request: Request) -> Response:
    """Says what it was asked, in a shape of its own."""
    body = (await request.body()).decode()
    secret = request.headers.get(SECRET_HEADER)
    return JSONResponse({"message": [request.url.path, body, request.headers["content-type"], secret]}, 500)


async def test_calls_and_updates_are_passed_on() -> None:
    upstream = Starlette(routes=[Route("/{path:path}", echo, methods=["POST"])])
    async with (
        serving(upstream) as url,
        serving(make_shim(url, Mended())) as shim,
        serving(make_relay(f"{url}/hook", "secret")) as relay,
        httpx.AsyncClient(trust_env=False) as client,
    ):
        called = await client.post(f"{shim}/bot7:a/sendMessage", data={"text": "1"})
        brought = await client.post(f"{relay}/x", json={})
    assert called.status_code == 404
    assert called.json()["description"].startswith("Not Found: ['/bot7:a/sendMessage', 'text=1', 'application/x-www")
    assert brought.status_code == 500
    assert brought.json()["message"] == ["/hook", "{}", "application/json", "secret"]
