"""Where the bot stands in a chat."""

from enum import StrEnum

from pydantic import AwareDatetime

from bot.model.base import Noun


class MembershipState(StrEnum):
    """ACTIVE: messages go there. REMOVED (from a group) and BLOCKED (by a person): they wait until it is back."""

    ACTIVE = "active"
    REMOVED = "removed"
    BLOCKED = "blocked"


class Membership(Noun):
    """Of a whole chat, all its threads. `since`: of the state. `introduced`: the bot has introduced itself there."""

    chat_id: int
    state: MembershipState
    since: AwareDatetime
    introduced: bool = False
