"""The Bot API over HTTP: addresses, tokens, encodings, envelopes."""

import json
import re

from starlette.applications import Starlette
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.playground.server.arguments import Arguments
from bot.playground.server.connections import cut_connection
from bot.playground.server.control import control_routes
from bot.playground.server.dispatch import Outcome, answer, fail
from bot.playground.server.errors import ApiError, bad_request
from bot.playground.server.shared import Json
from bot.playground.server.world import World

TOKEN = re.compile(r"\d{3,}:[A-Za-z0-9_-]{16,}")
JSON_TYPE = "application/json"
Files = dict[str, tuple[str, bytes]]


def check_token(world: World, token: str) -> None:
    if not TOKEN.fullmatch(token):
        raise ApiError(401, "Unauthorized: invalid token specified")
    if token != world.token or world.is_revoked:
        raise ApiError(401, "Unauthorized")


async def read_parameters(request: Request) -> tuple[Json, Files]:
    """From the address, and from a body that is JSON, a form, or a multipart form."""
    params: Json = dict(request.query_params)
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == JSON_TYPE:
        return params | await read_json(request), {}
    if kind not in {"application/x-www-form-urlencoded", "multipart/form-data"}:
        return params, {}
    files: Files = {}
    async with request.form() as form:
        for name, value in form.multi_items():
            if isinstance(value, UploadFile):
                files[name] = (value.filename or "", await value.read())
            else:
                params[name] = value
    return params, files


async def read_json(request: Request) -> Json:
    raw = await request.body()
    try:
        decoded = json.loads(raw) if raw else {}
    except ValueError:
        raise bad_request("can't parse request: invalid JSON") from None
    if not isinstance(decoded, dict):
        raise bad_request("can't parse request: object expected")
    return decoded


def respond(outcome: Outcome, request: Request) -> Response:
    """A dropped connection is cut here; the response that is returned then reaches nobody."""
    if outcome.is_dropped and request.client:
        cut_connection((request.client.host, request.client.port))
    if outcome.html:
        return Response(outcome.html, outcome.status, media_type="text/html")
    envelope = outcome.envelope or {}
    headers = {}
    if outcome.status == 429:
        headers["Retry-After"] = str(envelope.get("parameters", {}).get("retry_after", 1))
    return Response(json.dumps(envelope), outcome.status, headers, media_type=JSON_TYPE)


def make_app(world: World) -> Starlette:
    async def call(request: Request) -> Response:
        try:
            check_token(world, request.path_params["token"])
            params, files = await read_parameters(request)
        except ApiError as error:
            return respond(fail(error), request)
        args = Arguments(request.path_params["method"], params, files, world.complain)
        return respond(await answer(world, args), request)

    async def download(request: Request) -> Response:
        try:
            check_token(world, request.path_params["token"])
        except ApiError as error:
            return respond(fail(error), request)
        wanted = request.path_params["path"]
        found = next((file for file in world.files.values() if file.path == wanted), None)
        return Response(found.content) if found else not_found(request)

    def not_found(request: Request) -> Response:
        return respond(fail(ApiError(404, "Not Found")), request)

    async def handle_missing(request: Request, _: Exception) -> Response:
        return not_found(request)

    routes = [
        *control_routes(world),
        Route("/file/bot{token}/{path:path}", download, methods=["GET"]),
        Route("/bot{token}/{method}", call, methods=["GET", "POST"]),
    ]
    return Starlette(routes=routes, exception_handlers={404: handle_missing})
