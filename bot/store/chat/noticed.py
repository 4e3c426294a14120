"""What this process knows of the database without asking it: trips that a message need not make."""

from collections.abc import Iterable


class Noticed:
    """`updates`, `deliveries`: some were just stored, so that a claim need not look first. Only ever a hint: a claim
    that is not told looks, and one that is told in vain writes nothing.

    An update that was closed is closed for good, whatever process asks: whoever closed it need not be asked again.
    """

    def __init__(self) -> None:
        self.updates = False
        self.deliveries = False
        self._closed: set[int] = set()

    def recorded(self, update_id: int | None, *, deliveries: bool) -> None:
        """After the commit: what answers an update is recorded, and the update closed with it."""
        self.deliveries |= deliveries
        if update_id is not None:
            self._closed.add(update_id)

    def claimed(self, update_ids: Iterable[int], *, more: bool) -> None:
        """After a claim: these are open, whatever an update of that id was before (ids begin anew after a week of
        silence). `more`: as many as wanted were there, so that there may be others."""
        self.updates |= more
        self._closed.difference_update(update_ids)

    def take_closed(self, update_id: int) -> bool:
        """Whether it was closed here; forgotten then, since nobody asks twice."""
        if update_id not in self._closed:
            return False
        self._closed.remove(update_id)
        return True
