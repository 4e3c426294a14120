"""What reads and changes editions, each a plain function of a connection."""

import json
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, RowMapping, and_, bindparam, delete, exists, func, insert, or_, select, update

from bot.model.delivery import DeliveryState
from bot.model.subscription import LATE_AFTER, Edition, EditionPlan, EditionState, Pause
from bot.store.chat import telling
from bot.store.chat.digest_rows import read_edition
from bot.store.chat.moving import moved
from bot.store.chat.rows import Values
from bot.store.chat.tables import deliveries, editions, subscriptions, told
from bot.store.sqlite import ids_parameter, insert_new, wanted_ids
from bot.store.times import compose_time, read_time

OPEN = (DeliveryState.WAITING.value, DeliveryState.SENDING.value)
CLOSING = (EditionState.PLANNED.value, EditionState.NOTHING_NEW.value)
UNTOLD = (EditionState.REFUSED, EditionState.MISSED)
ARRIVED = tuple(one.value for one in (DeliveryState.SENDING, DeliveryState.SENT, DeliveryState.UNSURE))
_COUNTS = select(editions.c.state, func.count()).group_by(editions.c.state)
_HELD = select(subscriptions.c.id, subscriptions.c.next_due, subscriptions.c.paused).where(
    subscriptions.c.id.in_(select(wanted_ids().c.value))
)
_MOVE_ON = (
    update(subscriptions)
    .where(subscriptions.c.id == bindparam("of"))
    .values(reached=bindparam("reached_now"), next_due=bindparam("due_next"))
)


class PlannedRows(NamedTuple):
    """An edition ready to be recorded, its deliveries as rows."""

    plan: EditionPlan
    deliveries: list[Values]


def record(connection: Connection, planned: Sequence[PlannedRows]) -> list[bool]:
    """See `EditionStore.record`: an edition each, then what belongs to them in a few statements for all."""
    ids = [one.plan.subscription_id for one in planned]
    held = {row["id"]: row for row in connection.execute(_HELD, {"ids": ids_parameter(ids)}).mappings()}
    fits = [_fits(held.pop(one.plan.subscription_id, None), one.plan) for one in planned]
    made = _insert(connection, [one.plan for one, fit in zip(planned, fits, strict=True) if fit and one.plan.due])
    done = [
        fit and (one.plan.due is None or one.plan.subscription_id in made)
        for one, fit in zip(planned, fits, strict=True)
    ]
    recorded = [one for one, was in zip(planned, done, strict=True) if was]
    _record_all(connection, [(one, made.get(one.plan.subscription_id)) for one in recorded])
    _move_on(connection, [one.plan for one, fit in zip(planned, fits, strict=True) if fit])
    return done


def _fits(held: RowMapping | None, plan: EditionPlan) -> bool:
    """Whether the subscription is as it was when the plan was made."""
    return held is not None and held["paused"] is None and held["next_due"] == compose_time(plan.expected)


def _record_all(connection: Connection, recorded: Sequence[tuple[PlannedRows, int | None]]) -> None:
    parts = [row | {"edition": edition} for rows, edition in recorded for row in rows.deliveries]
    if parts:
        connection.execute(insert(deliveries), moved(connection, parts))
    telling.mark(connection, [(rows.plan.told, edition) for rows, edition in recorded if rows.plan.told])
    missed = [_compose(rows.plan, due, EditionState.MISSED) for rows, _ in recorded for due in rows.plan.missed]
    if missed:
        connection.execute(insert_new(editions, "subscription", "due"), missed)


def _move_on(connection: Connection, plans: Sequence[EditionPlan]) -> None:
    """Also one whose due time has its edition already: whoever put it back would have it due for ever."""
    if plans:
        connection.execute(_MOVE_ON, [_compose_moving_on(plan) for plan in plans])


def _compose_moving_on(plan: EditionPlan) -> Values:
    return {
        "of": plan.subscription_id,
        "reached_now": compose_time(plan.reached),
        "due_next": compose_time(plan.next_due),
    }


def _insert(connection: Connection, plans: Sequence[EditionPlan]) -> dict[int, int]:
    """The new editions' ids by subscription; nothing where there is one for that due time."""
    if not plans:
        return {}
    adding = insert_new(editions, "subscription", "due").returning(editions.c.subscription, editions.c.id)
    rows = [_compose(plan, plan.due, plan.state) for plan in plans if plan.due]
    return {row["subscription"]: row["id"] for row in connection.execute(adding, rows).mappings()}


def _compose(plan: EditionPlan, due: datetime, state: EditionState) -> Values:
    done = state is EditionState.MISSED or not plan.deliveries
    return {
        "subscription": plan.subscription_id,
        "due": compose_time(due),
        "state": state.value,
        "made": compose_time(plan.made),
        "closed": compose_time(plan.made) if done else None,
        "stories": 0 if state is EditionState.MISSED else plan.stories,
    }


def close_done(connection: Connection, edition_ids: Collection[int], now: datetime | None = None) -> None:
    """Closes those of the editions whose last delivery was closed: see `EditionStore`. `now` None: at the moment at
    which they were made. One that was unsure is closed anew: another process may hear later that it arrived."""
    for edition_id in sorted(edition_ids):
        states = set(connection.execute(select(deliveries.c.state).where(deliveries.c.edition == edition_id)).scalars())
        if states.isdisjoint(OPEN):
            is_open = and_(editions.c.state.in_(CLOSING), editions.c.closed.is_(None))
            found = select(editions).where(
                editions.c.id == edition_id, or_(is_open, editions.c.state == EditionState.UNSURE.value)
            )
            row = connection.execute(found).mappings().one_or_none()
            if row is not None:
                closed = now or read_time(row["made"])
                _close(connection, row, _choose_state(row, states, closed), closed)


def _choose_state(row: RowMapping, states: Collection[str], now: datetime) -> EditionState:
    if DeliveryState.REFUSED.value in states:
        return EditionState.REFUSED
    if DeliveryState.DROPPED.value in states:
        return EditionState.MISSED
    if row["state"] == EditionState.NOTHING_NEW.value:
        return EditionState.NOTHING_NEW
    if DeliveryState.UNSURE.value in states:
        return EditionState.UNSURE
    return EditionState.LATE if now - read_time(row["due"]) > LATE_AFTER else EditionState.SENT


def _close(connection: Connection, row: RowMapping, state: EditionState, now: datetime) -> None:
    values = {"state": state.value, "closed": compose_time(now)}
    connection.execute(update(editions).where(editions.c.id == row["id"]).values(values))
    if state in UNTOLD:
        untell(connection, row["id"])
    if state is EditionState.REFUSED:
        pausing = update(subscriptions).where(
            subscriptions.c.id == row["subscription"], subscriptions.c.paused.is_(None)
        )
        connection.execute(pausing.values(paused=Pause.REFUSED.value))


def untell(connection: Connection, edition_id: int) -> None:
    """What it was to tell was not told, but for the stories of those parts that a reader has, or may have."""
    arrived = _read_arrived(connection, edition_id)
    connection.execute(delete(told).where(told.c.edition == edition_id, told.c.story.not_in(arrived)))


def _read_arrived(connection: Connection, edition_id: int) -> set[int]:
    of_part = select(deliveries.c.stories).where(deliveries.c.edition == edition_id, deliveries.c.state.in_(ARRIVED))
    parts = connection.execute(of_part).scalars()
    return {story for part in parts if part for _, story in json.loads(part)}


def read_of_subscription(connection: Connection, subscription_id: int, at_most: int) -> list[Edition]:
    """See `EditionStore.of_subscription`."""
    found = select(editions).where(editions.c.subscription == subscription_id)
    rows = connection.execute(found.order_by(editions.c.due.desc()).limit(at_most)).mappings()
    return [read_edition(row) for row in rows]


def read_latest(connection: Connection, subscription_ids: Collection[int]) -> dict[int, Edition]:
    """See `EditionStore.latest`."""
    theirs = editions.c.subscription.in_(subscription_ids)
    last = select(editions.c.subscription, func.max(editions.c.due).label("due")).where(theirs)
    each = last.group_by(editions.c.subscription).subquery()
    found = select(editions).join(
        each, and_(editions.c.subscription == each.c.subscription, editions.c.due == each.c.due)
    )
    return {row["subscription"]: read_edition(row) for row in connection.execute(found).mappings()}


def read_untold(connection: Connection, subscription_ids: Collection[int]) -> frozenset[int]:
    """See `EditionStore.untold`."""
    states = [one.value for one in UNTOLD]
    read = editions.alias()
    theirs = (read.c.subscription == editions.c.subscription, read.c.state.not_in(states))
    last = select(func.coalesce(func.max(read.c.made), 0)).where(*theirs)
    found = select(editions.c.subscription).where(
        editions.c.subscription.in_(subscription_ids),
        editions.c.state.in_(states),
        editions.c.closed > last.scalar_subquery(),
    )
    return frozenset(connection.execute(found.distinct()).scalars())


def delete_before(connection: Connection, moment: datetime) -> int:
    """See `EditionStore.delete_before`."""
    later = editions.alias()
    read = select(func.max(later.c.due)).where(
        later.c.subscription == editions.c.subscription, later.c.state.not_in([one.value for one in UNTOLD])
    )
    old = delete(editions).where(
        editions.c.due < compose_time(moment),
        editions.c.closed.is_not(None),
        editions.c.due < read.scalar_subquery(),
        ~exists().where(deliveries.c.edition == editions.c.id),
        ~exists().where(told.c.edition == editions.c.id),
    )
    return connection.execute(old).rowcount


def read_counts(connection: Connection) -> dict[EditionState, int]:
    """See `EditionStore.counts`."""
    found: dict[str, int] = dict(connection.execute(_COUNTS).all())
    return {state: found.get(state.value, 0) for state in EditionState}
