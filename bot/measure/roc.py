"""How well the confidence tells answerable questions from unanswerable ones."""

from collections.abc import Sequence
from itertools import groupby

from bot.measure.percentiles import nearest_rank


def auroc(positives: Sequence[float], negatives: Sequence[float]) -> float | None:
    """Area under the ROC curve: the chance that a positive scores above a negative, ties counting half.

    By rank sums with mid-ranks for ties (Mann-Whitney U; Hanley and McNeil, "The meaning and use of the area under a
    receiver operating characteristic (ROC) curve", Radiology 143, 1982). None when either side is empty.
    """
    if not positives or not negatives:
        return None
    pairs = len(positives) * len(negatives)
    smallest = len(positives) * (len(positives) + 1) / 2
    return (_rank_sum(positives, negatives) - smallest) / pairs


def refused_at(positives: Sequence[float], negatives: Sequence[float], kept: float) -> float | None:
    """Share of the negatives below the highest threshold that at least the share `kept` of the positives reach.

    A point of the ROC curve: 1 - FPR where TPR >= `kept` (Fawcett, "An introduction to ROC analysis", Pattern
    Recognition Letters 27, 2006). None when either side is empty.
    """
    if not positives or not negatives:
        return None
    threshold = sorted(positives, reverse=True)[nearest_rank(kept, len(positives)) - 1]
    return sum(score < threshold for score in negatives) / len(negatives)


def _rank_sum(positives: Sequence[float], negatives: Sequence[float]) -> float:
    scored = sorted([(score, True) for score in positives] + [(score, False) for score in negatives])
    total, below = 0.0, 0
    for _, tied in groupby(scored, key=lambda pair: pair[0]):
        group = [positive for _, positive in tied]
        total += sum(group) * (below + (len(group) + 1) / 2)
        below += len(group)
    return total
