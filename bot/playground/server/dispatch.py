"""One call from its name and parameters to its outcome: faults, the method itself, the record of it."""

import inspect
from dataclasses import dataclass

from bot.playground.server import methods
from bot.playground.server.arguments import Arguments
from bot.playground.server.errors import ApiError, refuse
from bot.playground.server.faults import HTML_502, Fault
from bot.playground.server.methods.registry import METHODS, Described, Method, check_parameters
from bot.playground.server.shared import Json
from bot.playground.server.world import Call, World

assert methods.__all__, "importing the package registers its methods"

BUG = (AttributeError, ValueError, KeyError, TypeError, IndexError)
"""What a method raises when the caller's nested values have shapes that it does not foresee."""


@dataclass(frozen=True)
class Outcome:
    """What goes back over the wire: an envelope, or a body that is none, or nothing (`is_dropped`)."""

    status: int = 200
    envelope: Json | None = None
    html: str = ""
    is_dropped: bool = False


def succeed(result: object) -> Outcome:
    if isinstance(result, Described):
        return Outcome(200, {"ok": True, "result": result.result, "description": result.description})
    return Outcome(200, {"ok": True, "result": result})


def fail(error: ApiError) -> Outcome:
    envelope: Json = {"ok": False, "error_code": error.code, "description": error.description}
    return Outcome(error.code, envelope | ({"parameters": error.parameters} if error.parameters else {}))


def find_method(world: World, name: str) -> Method:
    """An unknown method is a 404; unless the test asked for its absence, it is also a violation."""
    found = METHODS.get(name.lower())
    if name.lower() in world.faults.missing:
        raise refuse(404, "method not found")
    if found is None:
        world.complain(f"method {name} is unknown or not simulated")
        raise refuse(404, "method not found")
    return found


async def run(world: World, args: Arguments) -> Outcome:
    """The method itself, without faults."""
    try:
        found = find_method(world, args.method)
        check_parameters(found, args)
        result = found.run(world, args)
        return succeed(await result if inspect.isawaitable(result) else result)
    except ApiError as error:
        return fail(error)
    except BUG as error:
        world.complain(f"{args.method}: malformed parameters {args.params!r:.300}: {error!r}")
        return fail(refuse(400, f"malformed parameters: {error}"))


def trouble(fault: Fault) -> Outcome | None:
    if fault.drop:
        return Outcome(is_dropped=True)
    if fault.html:
        return Outcome(502, html=HTML_502)
    error = fault.error()
    return fail(error) if error else None


async def answer(world: World, args: Arguments) -> Outcome:
    """The outcome after whatever fault was ordered for this call; the call is recorded in the world."""
    call = Call(args.method, args.params, world.clock.now())
    world.calls.append(call)
    world.change()
    fault = world.faults.take(args.method, args.params.get("chat_id"))
    outcome = await apply_fault(world, args, fault) if fault else await run(world, args)
    record(call, outcome)
    world.change()
    return outcome


async def apply_fault(world: World, args: Arguments, fault: Fault) -> Outcome:
    bad = trouble(fault)
    outcome = await run(world, args) if fault.committed else None
    await world.polling.pause(fault.delay)
    if bad is not None:
        return bad
    return outcome or await run(world, args)


def record(call: Call, outcome: Outcome) -> None:
    envelope = outcome.envelope or {}
    call.code = None if outcome.is_dropped else outcome.status
    call.description = str(envelope.get("description", ""))
    call.result = envelope.get("result")
