"""Rows by the keys of their bands: one hash table a band, its buckets linked lists inside numpy arrays.

In dicts the same would take ten times the memory: a hundred thousand articles have six million keys.
"""

import numpy as np
from numpy.typing import NDArray

LOOKED_AT = 64
"""Rows of a bucket that a search looks at, the newest first: copies of a text come within days of each other."""
_FIRST_ROOM = 64
_NONE = -1

Keys = NDArray[np.uint32]
_Numbers = NDArray[np.int32]


class Buckets:
    """Numbers its rows itself; the number of a removed row is given again."""

    def __init__(self, bands: int) -> None:
        self._bands = np.arange(bands)
        self._order: dict[int, None] = {}
        self._free: list[int] = []
        self._make_room(_FIRST_ROOM, np.empty((0, bands), dtype=np.uint32))

    def add(self, keys: Keys) -> int:
        """`keys`: one for each band, in order. The number of the row: 0 or more."""
        if not self._free:
            self._make_room(2 * len(self._keys), self._keys)
        row = self._free.pop()
        self._keys[row] = keys
        self._order[row] = None
        self._link(row)
        return row

    def remove(self, row: int) -> None:
        """`row`: as `add` numbered it. Raises KeyError when it is gone already."""
        del self._order[row]
        before, after = self._before[row], self._after[row]
        first, last = before == _NONE, after == _NONE
        self._heads[self._bands[first], self._slots(self._keys[row])[first]] = after[first]
        self._after[before[~first], self._bands[~first]] = after[~first]
        self._before[after[~last], self._bands[~last]] = before[~last]
        self._free.append(row)

    def look(self, keys: Keys) -> list[int]:
        """Rows that share a key with `keys`, each once for every band it shares; of a band the newest `LOOKED_AT`."""
        found: list[int] = []
        bands, at = self._bands, self._heads[self._bands, self._slots(keys)]
        for _ in range(LOOKED_AT):
            more = at != _NONE
            bands, at = bands[more], at[more]
            if not len(at):
                break
            found += at[self._keys[at, bands] == keys[bands]].tolist()
            at = self._after[at, bands]
        return found

    def _slots(self, keys: Keys) -> NDArray[np.intp]:
        return (keys & np.uint32(self._heads.shape[1] - 1)).astype(np.intp)

    def _link(self, row: int) -> None:
        """Puts the row at the head of its buckets."""
        slots = self._slots(self._keys[row])
        heads = self._heads[self._bands, slots]
        linked = heads != _NONE
        self._before[row], self._after[row] = _NONE, heads
        self._before[heads[linked], self._bands[linked]] = row
        self._heads[self._bands, slots] = row

    def _make_room(self, room: int, keys: Keys) -> None:
        """Arrays for `room` rows (a power of two), twice as many slots a band; rows are linked again, oldest first."""
        held, bands = keys.shape
        self._keys = np.zeros((room, bands), dtype=np.uint32)
        self._keys[:held] = keys
        self._before = np.full((room, bands), _NONE, dtype=np.int32)
        self._after = np.full((room, bands), _NONE, dtype=np.int32)
        self._heads: _Numbers = np.full((bands, 2 * room), _NONE, dtype=np.int32)
        self._free = list(range(room - 1, held - 1, -1))
        for row in self._order:
            self._link(row)
