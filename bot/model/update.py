"""Updates: what Telegram sends in, as stored before it is confirmed."""

from enum import StrEnum
from typing import Annotated

from pydantic import AwareDatetime, Field

from bot.model.base import Noun
from bot.model.place import Place


class UpdateState(StrEnum):
    """WAITING -> IN_HAND -> DONE or FAILED (set aside, with its error). After a crash IN_HAND -> WAITING."""

    WAITING = "waiting"
    IN_HAND = "in_hand"
    DONE = "done"
    FAILED = "failed"


class Update(Noun):
    """One raw update. `payload` is its JSON as it came; nothing but `update_id` and `place` was read of it.

    `place` is None where the update has none (an inline query, a payload that cannot be read). `received`: when it
    was stored, UTC-aware, not when it was sent. `attempts`: how often it was taken in hand.
    """

    update_id: Annotated[int, Field(ge=0, lt=2**63)]
    place: Place | None
    received: AwareDatetime
    payload: str
    state: UpdateState = UpdateState.WAITING
    error: str | None = None
    attempts: int = 0
