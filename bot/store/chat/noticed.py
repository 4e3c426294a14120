"""What this process knows of the database without asking it: trips that a message need not make."""


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

    def take_closed(self, update_id: int) -> bool:
        """Whether it was closed here; forgotten then, since nobody asks twice."""
        if update_id not in self._closed:
            return False
        self._closed.remove(update_id)
        return True
