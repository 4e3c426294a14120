"""Brings updates to the webhook: in order within a lane, lanes side by side, again until they are taken."""

import asyncio
import json
from dataclasses import dataclass
from typing import NamedTuple

import httpx

from bot.playground.server.arguments import Arguments
from bot.playground.server.dispatch import answer
from bot.playground.server.shared import Json
from bot.playground.server.updates import Pending
from bot.playground.server.webhook import Attempt, Options, read_address
from bot.playground.server.world import World

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 (a header's name)
READING = 60.0
"""Seconds without a byte after which an attempt is given up."""
LONGEST_WAIT = 60.0
"""Seconds; the real one draws its longest wait from 60 to 120 each time (WEBHOOK_MAX_RESEND_TIMEOUT)."""
LONGEST_ASKED = 3600.0
RECONNECT = 2.0
"""Seconds between attempts to connect while nobody listens; these do not count as attempts of the update."""
NOT_IN_ANSWERS = {"deletewebhook", "setwebhook", "close", "logout"}


class Reply(NamedTuple):
    """What an attempt came to; `code` None where no answer came."""

    code: int | None = None
    error: str = ""
    retry_after: float = 0.0
    is_connected: bool = True
    body: bytes = b""


@dataclass
class Waits:
    """How long after each failure of one update the next attempt comes (WebhookActor::on_update_error)."""

    delay: float = 1.0
    failures: int = 0

    def next(self, reply: Reply) -> float:
        if not reply.is_connected:
            return RECONNECT
        wait = min(max(reply.retry_after, 0.0), LONGEST_ASKED)
        if not wait and self.failures:
            wait = self.delay = min(self.delay * 2, LONGEST_WAIT)
        self.failures += 1
        return wait


class Courier:
    """Lives as long as the server runs. A webhook that is set anew begins anew: what was under way is broken off and
    brought once more, which is one way in which an update comes twice."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._client: httpx.AsyncClient | None = None
        self._slots = asyncio.Semaphore(1)
        self._lanes: dict[str, asyncio.Task[None]] = {}
        self._ending: set[asyncio.Task[object]] = set()
        self._is_open = False

    def open(self) -> None:
        self._is_open = True
        self._world.updates.arrived.append(self.wake)
        self._world.webhook.changed = self.restart
        self.restart()

    async def close(self) -> None:
        """Breaks off what is under way; it waits for the next server of this world."""
        if not self._is_open:
            return
        self._is_open = False
        self._world.updates.arrived.remove(self.wake)
        self._world.webhook.changed = lambda: None
        self._stop_lanes()
        for task in self._ending:
            task.cancel()
        await asyncio.gather(*self._ending, return_exceptions=True)
        if self._client:
            await self._client.aclose()

    def restart(self) -> None:
        """After the webhook was set or deleted."""
        self._stop_lanes()
        options = self._world.webhook.options
        self._slots = asyncio.Semaphore(options.max_connections if options else 1)
        self.wake()

    def _stop_lanes(self) -> None:
        current = asyncio.current_task()
        for task in self._lanes.values():
            if task is not current:
                task.cancel()
                self._keep(task)
        self._lanes.clear()

    def _keep(self, task: asyncio.Task[None]) -> None:
        """Until it has ended, so that the end of the server can wait for it."""
        self._ending.add(task)
        task.add_done_callback(self._ending.discard)

    def wake(self) -> None:
        """Starts a lane for whatever waits and has none yet."""
        options = self._world.webhook.options
        if not self._is_open or options is None:
            return
        for update in self._world.updates.waiting():
            if update.lane not in self._lanes:
                self._lanes[update.lane] = asyncio.create_task(self._serve(update.lane, options), name=update.lane)

    async def _serve(self, lane: str, options: Options) -> None:
        """The updates of one lane, oldest first, until there is none."""
        try:
            while self._world.webhook.options is options and (update := self._find_first(lane)):
                await self._bring(update, options)
        finally:
            if self._lanes.get(lane) is asyncio.current_task():
                del self._lanes[lane]

    def _find_first(self, lane: str) -> Pending | None:
        return next((update for update in self._world.updates.waiting() if update.lane == lane), None)

    async def _bring(self, update: Pending, options: Options) -> None:
        """Until it is taken, has expired or was dropped, or the webhook is closed."""
        waits = Waits()
        while update in self._world.updates.waiting():
            async with self._slots:
                reply = await self._post(update, options)
            wait = waits.next(reply) if reply.error else None
            if wait is None or self._world.clock.now() + wait > update.expires:
                self._world.updates.forget(update, is_delivered=wait is None)
                wait = None
            self._note(update, reply, wait)
            if self._world.webhook.options is not options:
                return
            if wait is not None:
                await asyncio.sleep(wait * self._world.webhook_pace)

    def _note(self, update: Pending, reply: Reply, wait: float | None) -> None:
        webhook = self._world.webhook
        webhook.note(Attempt(update.update_id, reply.code, reply.error, wait))
        if webhook.is_gone(reply.code, self._world.webhook_gone_after):
            webhook.put(None)
        if not reply.error:
            self._run_answer(reply.body)
        self._world.change()

    async def _post(self, update: Pending, options: Options) -> Reply:
        if not read_address(options.url).is_loopback:
            return Reply(error="Failed to resolve host: No address associated with hostname", is_connected=False)
        headers = {"Content-Type": self._world.webhook_content_type, "Accept-Encoding": "gzip, deflate"}
        if options.secret_token:
            headers[SECRET_HEADER] = options.secret_token
        url = options.url if "://" in options.url else f"https://{options.url}"
        try:
            response = await self._connection().post(url, content=json.dumps(update.body), headers=headers)
        except (httpx.ConnectError, httpx.ConnectTimeout):
            return Reply(error="Connection refused", is_connected=False)
        except httpx.TimeoutException:
            return Reply(error="Read timeout expired")
        except httpx.HTTPError:
            return Reply(error="Webhook connection closed")
        return read_reply(response)

    def _connection(self) -> httpx.AsyncClient:
        """Made when first needed. Certificates of the loopback are nobody's to judge."""
        if self._client is None:
            limits = httpx.Limits(max_connections=None)
            self._client = httpx.AsyncClient(verify=False, trust_env=False, timeout=READING, limits=limits)  # noqa: S501
        return self._client

    def _run_answer(self, body: bytes) -> None:
        """A call of the Bot API may stand in the answer; its outcome is told to nobody."""
        params = read_call(body)
        method = str(params.pop("method", ""))
        if method and method.lower() not in NOT_IN_ANSWERS and not method.lower().startswith("get"):
            args = Arguments(method, params, {}, self._world.complain)
            task = asyncio.create_task(self._call(args), name=method)
            self._keep(task)

    async def _call(self, args: Arguments) -> None:
        await answer(self._world, args)


def read_reply(response: httpx.Response) -> Reply:
    if response.is_success:
        return Reply(response.status_code, body=response.content)
    asked = response.headers.get("Retry-After", "")
    error = f"Wrong response from the webhook: {response.status_code} {response.reason_phrase}"
    return Reply(response.status_code, error, float(asked) if asked.isdecimal() else 0.0)


def read_call(body: bytes) -> Json:
    """The JSON object in an answer, or nothing."""
    try:
        decoded = json.loads(body)
    except ValueError:
        return {}
    return decoded if isinstance(decoded, dict) else {}
