"""The control side over HTTP, for tests whose bot or whose people run in another process.

POST /_control/people/<verb>, /_control/gatherings/<verb>, /_control/world/<verb> with a JSON object of arguments;
POST /_control/fault with the fields of Fault; POST /_control/advance {"seconds"}; POST /_control/again {"update_id"};
POST /_control/set with settings of the world; GET /_control/shown/<chat id>; GET /_control/inline/<query id>: what was
offered, or null; GET /_control/webhook: [update id, code or null, error, wait or null] of each attempt;
GET /_control/violations; GET /_control/calls, as [method, code or null, description].
The answer is {"result": ...}, or status 400 and {"error": ...}.
"""

import inspect
import json
from collections.abc import Callable
from dataclasses import asdict, is_dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.playground.server.faults import Fault
from bot.playground.server.gatherings import Gatherings
from bot.playground.server.people import People
from bot.playground.server.reading import read_chat
from bot.playground.server.world import World

ROOT = "/_control"
WORLD_VERBS = {"person", "group", "private"}
SETTINGS = {
    "privacy",
    "is_revoked",
    "query_lifetime",
    "inline_lifetime",
    "webhook_pace",
    "webhook_content_type",
    "webhook_throttled",
    "webhook_gone_after",
}
REFUSED = (KeyError, LookupError, TypeError, ValueError, AttributeError)


def list_verbs(part: object) -> dict[str, Callable[..., object]]:
    """The public methods of one side of the controls."""
    return {name: verb for name, verb in inspect.getmembers(part, callable) if not name.startswith("_")}


def make_plain(value: object) -> object:
    """A result as JSON can carry it: dataclasses by their id, where they have one."""
    if is_dataclass(value) and not isinstance(value, type):
        return getattr(value, "id", None) or asdict(value)
    return value


def reply(result: object, status: int = 200) -> Response:
    body = {"result": result} if status == 200 else {"error": result}
    return Response(json.dumps(body), status, media_type="application/json")


def change_settings(world: World, **settings: object) -> None:
    """Refuses unknown names before anything is changed."""
    if unknown := sorted(set(settings) - SETTINGS):
        raise KeyError(f"no such settings: {unknown}; known: {sorted(SETTINGS)}")
    for name, value in settings.items():
        setattr(world, name, value)


def collect_verbs(world: World) -> dict[str, Callable[..., object]]:
    """Everything that may be called, by `part/verb`."""
    parts = {"people": list_verbs(People(world)), "gatherings": list_verbs(Gatherings(world))}
    parts["world"] = {name: verb for name, verb in list_verbs(world).items() if name in WORLD_VERBS}
    verbs = {f"{part}/{name}": verb for part, found in parts.items() for name, verb in found.items()}
    verbs["fault"] = lambda **fields: world.faults.add(Fault(**fields)).used
    verbs["advance"] = world.clock.advance
    verbs["again"] = world.updates.again
    verbs["set"] = lambda **settings: change_settings(world, **settings)
    verbs["without"] = lambda methods: world.faults.without(*methods)
    return verbs


def control_routes(world: World) -> list[Route]:
    verbs = collect_verbs(world)

    async def act(request: Request) -> Response:
        verb = verbs.get(request.path_params["verb"])
        if verb is None:
            return reply(f"no such verb; known: {sorted(verbs)}", 400)
        raw = await request.body()
        try:
            given = json.loads(raw) if raw else {}
            arguments = given.pop("args", [])
            return reply(make_plain(verb(*arguments, **given)))
        except REFUSED as error:
            return reply(repr(error), 400)

    async def shown(request: Request) -> Response:
        messages = read_chat(world, int(request.path_params["chat_id"]))
        return reply([asdict(message) for message in messages])

    async def inline(request: Request) -> Response:
        query = world.inline.get(request.path_params["query_id"])
        return reply(asdict(query.answer) if query and query.answer else None)

    async def webhook(_request: Request) -> Response:
        return reply([[one.update_id, one.code, one.error, one.wait] for one in world.webhook.attempts])

    async def violations(_request: Request) -> Response:
        return reply(world.violations)

    async def calls(_request: Request) -> Response:
        return reply([[call.method, call.code, call.description] for call in world.calls])

    return [
        Route(f"{ROOT}/shown/{{chat_id}}", shown, methods=["GET"]),
        Route(f"{ROOT}/inline/{{query_id}}", inline, methods=["GET"]),
        Route(f"{ROOT}/webhook", webhook, methods=["GET"]),
        Route(f"{ROOT}/violations", violations, methods=["GET"]),
        Route(f"{ROOT}/calls", calls, methods=["GET"]),
        Route(f"{ROOT}/{{verb:path}}", act, methods=["POST"]),
    ]
