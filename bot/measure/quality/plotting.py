"""The picture of a report: at every threshold, what share of the questions is answered, and of the others refused."""

from collections.abc import Sequence
from pathlib import Path

from bot.answer.confidence import THRESHOLD
from bot.measure.quality.collecting import Measured
from bot.measure.replies import answerable, unanswerable

Point = tuple[float, float]
SIZE = (7.0, 5.0)
"""Inches."""


def trace_curve(positives: Sequence[float], negatives: Sequence[float]) -> list[Point]:
    """(share of the answerable answered, share of the unanswerable refused) at every threshold, from refusing nothing
    to refusing everything; [] when either side is empty.

    Confidences of abstentions that come before any score are 0, so that no threshold answers them."""
    if not positives or not negatives:
        return []
    thresholds = sorted({0.0, *positives, *negatives, 1.01})
    return [_at(threshold, positives, negatives) for threshold in thresholds]


def write_plot(path: Path, sets: Sequence[Measured]) -> bool:
    """An SVG, the same for the same figures; False, and nothing written, when no set has unanswerable questions."""
    curves = {one.run.set: trace_curve(*_confidences(one)) for one in sets}
    if not any(curves.values()):
        return False
    import matplotlib

    matplotlib.use("svg")
    from matplotlib.figure import Figure

    with matplotlib.rc_context({"svg.hashsalt": "quality", "svg.fonttype": "none"}):
        figure = Figure(figsize=SIZE, layout="constrained")
        axes = figure.add_subplot()
        for one in sets:
            if curve := curves[one.run.set]:
                (line,) = axes.plot(*zip(*curve, strict=True), label=one.run.set)
                axes.plot(*_at(THRESHOLD, *_confidences(one)), "o", color=line.get_color())
        axes.plot([0, 1], [1, 0], ":", color="grey", label="chance")
        axes.set(
            xlabel="answerable questions answered",
            ylabel="unanswerable questions refused",
            xlim=(0, 1.02),
            ylim=(0, 1.02),
        )
        axes.legend(loc="lower left", frameon=False)
        figure.savefig(path, format="svg", metadata={"Date": None})
    return True


def _confidences(one: Measured) -> tuple[list[float], list[float]]:
    outcomes = one.run.outcomes
    return [each.confidence for each in answerable(outcomes)], [each.confidence for each in unanswerable(outcomes)]


def _at(threshold: float, positives: Sequence[float], negatives: Sequence[float]) -> Point:
    answered = sum(score >= threshold for score in positives) / len(positives)
    return answered, sum(score < threshold for score in negatives) / len(negatives)
