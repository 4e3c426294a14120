"""What became of every question, from the bot's own database and from what stands in the chats."""

import json
import sqlite3
from collections import Counter
from collections.abc import Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import NamedTuple

from bot.playground.server import TelegramServer
from tests.chaos.load import Asked

_OPEN = """
    SELECT (SELECT count(*) FROM updates WHERE state IN ('waiting', 'in_hand'))
         + (SELECT count(*) FROM deliveries WHERE state IN ('waiting', 'sending'))
"""
_ANSWERS = """
    SELECT m.chat, m.message_id, d.state, d.message_ids
    FROM turn_messages m JOIN turns t ON t.id = m.turn AND NOT m.answers LEFT JOIN deliveries d ON d.turn = t.id
"""


class Verdict(NamedTuple):
    """`sent`, `unsure`: deliveries. `lost`: questions without a turn or a delivery. `doubled`: messages that stand in
    a chat though no delivery is recorded as having sent them, beyond those that may be unsure ones.
    """

    questions: int
    answered: int
    unsure: int
    sent: int
    lost: list[Asked]
    doubled: list[tuple[int, int]]
    failed: int


def count_open(database: Path) -> int:
    """Updates and deliveries that are not closed yet; -1 while there is no database, or no table in it yet."""
    if not database.is_file():
        return -1
    with closing(sqlite3.connect(database)) as raw, suppress(sqlite3.OperationalError):
        return int(raw.execute(_OPEN).fetchone()[0])
    return -1


def judge(database: Path, telegram: TelegramServer, asked: Sequence[Asked]) -> Verdict:
    """Over a database that nothing writes to any more."""
    with closing(sqlite3.connect(database)) as raw:
        rows = raw.execute(_ANSWERS).fetchall()
        failed = raw.execute("SELECT count(*) FROM updates WHERE state = 'failed'").fetchone()[0]
        states = Counter(dict(raw.execute("SELECT state, count(*) FROM deliveries GROUP BY state").fetchall()))
    found: dict[Asked, list[str]] = {}
    sent_ids: list[tuple[int, int]] = []
    unsure_in: Counter[int] = Counter()
    for chat, message_id, state, ids in rows:
        found.setdefault(Asked(chat, message_id), []).append(state)
        sent_ids += [(chat, number) for number in json.loads(ids or "[]")]
        unsure_in[chat] += state == "unsure"
    return Verdict(
        questions=len(asked),
        answered=sum(_is_answered(found.get(one, [])) for one in asked),
        unsure=states["unsure"],
        sent=states["sent"],
        lost=[one for one in asked if not _is_answered(found.get(one, [])) and "unsure" not in found.get(one, [])],
        doubled=_find_doubled(telegram, {one.chat_id for one in asked}, sent_ids, unsure_in),
        failed=failed,
    )


def _is_answered(states: Sequence[str]) -> bool:
    """All messages of the answer were sent."""
    return bool(states) and all(state == "sent" for state in states)


def _find_doubled(
    telegram: TelegramServer, chats: set[int], sent_ids: Sequence[tuple[int, int]], unsure_in: Counter[int]
) -> list[tuple[int, int]]:
    doubled = [one for one, times in Counter(sent_ids).items() if times > 1]
    for chat in sorted(chats):
        standing = {(chat, message.id) for message in telegram.answers(chat)}
        unexplained = sorted(standing - set(sent_ids))
        doubled += unexplained[unsure_in[chat] :]
    return doubled
