"""aiogram's models as a judge of what this server answers, written by others from Telegram's own description."""

from typing import Any

from aiogram import methods as aiogram_methods
from aiogram.types import TelegramObject, Update
from pydantic import TypeAdapter

from bot.playground.server.methods.registry import METHODS
from bot.playground.server.world import Call, World


def find_model(name: str) -> Any:
    """aiogram's class for a method of the Bot API, by its exact name."""
    return getattr(aiogram_methods, name[0].upper() + name[1:])


def find_extras(value: object, path: str = "") -> list[str]:
    """Fields of an answer, or of anything nested in it, that aiogram's models do not know."""
    if isinstance(value, list):
        return [found for n, item in enumerate(value) for found in find_extras(item, f"{path}[{n}]")]
    if not isinstance(value, TelegramObject):
        return []
    found = [f"{path}.{name}" for name in value.model_extra or {}]
    for name in type(value).model_fields:
        found += find_extras(getattr(value, name), f"{path}.{name}")
    return found


def check_call(call: Call) -> None:
    """Raises pydantic's ValidationError, or AssertionError for a field that Telegram does not have."""
    name = METHODS[call.method.lower()].name
    returning = find_model(name).__returning__
    assert find_extras(TypeAdapter(returning).validate_python(call.result), name) == []


def check_answers(world: World) -> None:
    for call in world.calls:
        if call.code == 200:
            check_call(call)


def check_updates(world: World) -> None:
    """Of what still waits or was taken by a webhook; what was fetched is checked as an answer."""
    for body in world.updates.pending() + world.updates.delivered():
        assert find_extras(Update.model_validate(body)) == []
