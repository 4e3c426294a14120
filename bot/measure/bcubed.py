"""B-cubed precision and recall of a grouping (Bagga & Baldwin 1998, "Algorithms for scoring coreference chains")."""

from collections import Counter
from collections.abc import Hashable, Mapping
from typing import NamedTuple


class BCubed(NamedTuple):
    """Means over all items: of the share of an item's group that belongs with it, and of what belongs with it that is
    in its group; and their harmonic mean. Zero without items."""

    precision: float
    recall: float
    f1: float


def score(found: Mapping[str, Hashable], labelled: Mapping[str, Hashable]) -> BCubed:
    """Over the labelled items; KeyError when one of them was not grouped."""
    if not labelled:
        return BCubed(0.0, 0.0, 0.0)
    together = Counter((found[one], label) for one, label in labelled.items())
    groups: Counter[Hashable] = Counter(found[one] for one in labelled)
    labels = Counter(labelled.values())
    precision = sum(count * count / groups[group] for (group, _), count in together.items()) / len(labelled)
    recall = sum(count * count / labels[label] for (_, label), count in together.items()) / len(labelled)
    return BCubed(precision, recall, 2 * precision * recall / (precision + recall))
