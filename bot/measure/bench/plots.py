"""Pictures of a report: small SVG without a background, in colours and greys that stand out on white and on dark."""

from pathlib import Path
from typing import Any

from bot.measure.bench.part import Plot

SIZE = (7.2, 3.8)
"""Inches."""
GREY = "#7d8590"
COLOURS = ("#1f83d4", "#e0700e", "#2f9e44", "#d6409f", "#8e63ce", "#c4392f", "#0c9aa6", "#a07a00")
"""Each with a contrast of 3 or more on white and on #0d1117."""
MARKS = "os^Dv<>P"


def write_plot(path: Path, plot: Plot) -> None:
    """The same file for the same figures."""
    import matplotlib

    matplotlib.use("svg")
    from matplotlib.figure import Figure

    style: dict[Any, Any] = {
        "svg.hashsalt": plot.name,
        "svg.fonttype": "none",
        "text.color": GREY,
        "axes.labelcolor": GREY,
        "axes.edgecolor": GREY,
        "xtick.color": GREY,
        "ytick.color": GREY,
        "axes.grid": True,
        "grid.alpha": 0.25,
    }
    with matplotlib.rc_context(style):
        figure = Figure(figsize=SIZE, layout="constrained")
        axes = figure.add_subplot()
        axes.patch.set_alpha(0)
        for number, (name, line) in enumerate(plot.series.items()):
            colour, mark = COLOURS[number % len(COLOURS)], MARKS[number % len(MARKS)]
            axes.plot(*zip(*line, strict=True), marker=mark, markersize=4, color=colour, label=name)
        if plot.log:
            axes.set(xscale="log", yscale="log")
        for axis in (axes.xaxis, axes.yaxis):
            axis.set_major_formatter(lambda value, _: f"{value:,g}" if value < 1e6 else f"{value:,.0f}")
            axis.set_minor_formatter("")
        axes.set(xlabel=plot.x, ylabel=plot.y, title=plot.title)
        axes.spines[["top", "right"]].set_visible(False)
        figure.legend(frameon=False, fontsize="small", loc="outside right upper")
        figure.savefig(path, format="svg", metadata={"Date": None}, transparent=True)
