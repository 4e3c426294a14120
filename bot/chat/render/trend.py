"""A trend as a picture that a phone shows well in a light and in a dark chat: it brings its own ground."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from io import BytesIO
from typing import TYPE_CHECKING

from bot.chat.render.guard import clip, unquoted
from bot.model.story import Trend
from bot.text.messages import Messages

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

MOST_OUTLETS = 6
"""Outlets that get a colour; the others share one."""
LONGEST_OUTLET = 24
LONGEST_WORDS = 60
LONGEST_TITLE = 30
"""Characters of the words in the picture's title; its caption has more room."""
COLOURS = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00")
"""Told apart by the colour-blind (Okabe & Ito 2008, "Color universal design")."""
OTHER = "#8c8c8c"
GROUND, INK, FAINT = "#f7f5f0", "#1f2328", "#c9c6bf"
"""Dark on light with a ratio of about 14:1, on a ground that neither vanishes in a white chat nor glares in a black."""
SIZE, DPI = (7.2, 4.8), 150
"""1080 x 720 dots: Telegram shows them unscaled on a phone."""
TICKS = 5


def trend_caption(trend: Trend, messages: Messages) -> str:
    """Plain text: how many articles, from when to when; or that there is none."""
    total = sum(one.articles for one in trend.counts)
    days = messages.days(date.fromisoformat(trend.first), date.fromisoformat(trend.last))
    words = clip(unquoted(trend.words), LONGEST_WORDS)
    if not total:
        return messages.text("bot-trend-none", words=words, days=days)
    return messages.text("bot-trend-caption", words=words, count=total, days=days)


def draw_trend(trend: Trend, messages: Messages) -> bytes:
    """A PNG of bars, one a day, in the colours of the outlets; call it off the event loop."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=SIZE, dpi=DPI, facecolor=GROUND, layout="constrained")
    axes = figure.add_subplot(facecolor=GROUND)
    days = _days(trend)
    _draw_bars(axes, trend, days, messages)
    _label(axes, trend, days, messages)
    return _save(figure)


def _days(trend: Trend) -> list[date]:
    first, last = date.fromisoformat(trend.first), date.fromisoformat(trend.last)
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def _draw_bars(axes: "Axes", trend: Trend, days: Sequence[date], messages: Messages) -> None:
    """The outlet with most articles at the bottom."""
    totals = Counter(dict.fromkeys({one.outlet for one in trend.counts}, 0))
    for one in trend.counts:
        totals[one.outlet] += one.articles
    named = [outlet for outlet, _ in sorted(totals.items(), key=lambda one: (-one[1], one[0] or ""))][:MOST_OUTLETS]
    bottoms = [0] * len(days)
    for name, colour, heights in _read_series(trend, days, named, messages):
        axes.bar(range(len(days)), heights, bottom=bottoms, color=colour, width=0.8, label=name)
        bottoms = [low + height for low, height in zip(bottoms, heights, strict=True)]


def _read_series(
    trend: Trend, days: Sequence[date], named: Sequence[str | None], messages: Messages
) -> list[tuple[str, str, list[int]]]:
    """(name, colour, articles a day) of each outlet, then of all others together."""
    places = {day.isoformat(): place for place, day in enumerate(days)}
    heights = {outlet: [0] * len(days) for outlet in named}
    others = [0] * len(days)
    for one in trend.counts:
        heights.get(one.outlet, others)[places[one.day]] += one.articles
    series = [
        (_name(outlet, messages), colour, heights[outlet]) for outlet, colour in zip(named, COLOURS, strict=False)
    ]
    return [*series, (messages.text("bot-trend-other"), OTHER, others)] if any(others) else series


def _name(outlet: str | None, messages: Messages) -> str:
    """Legend entries that begin with an underscore are left out by the library."""
    return _drawable(clip(outlet or messages.text("answer-no-outlet"), LONGEST_OUTLET).lstrip("_") or "?")


def _drawable(text: str) -> str:
    """The text with a question mark for each letter that the font does not have."""
    from matplotlib.font_manager import findfont, get_font

    font = get_font(findfont("DejaVu Sans"))
    return "".join(letter if font.get_char_index(ord(letter)) else "?" for letter in text)


def _label(axes: "Axes", trend: Trend, days: Sequence[date], messages: Messages) -> None:
    """Texts are somebody's: nothing in them is read as a formula."""
    from matplotlib.ticker import MaxNLocator

    title = _drawable(messages.text("bot-trend-title", words=clip(trend.words, LONGEST_TITLE)))
    axes.set_title(title, color=INK, fontsize=15, loc="left", pad=12, parse_math=False)
    axes.set_ylabel(messages.text("bot-trend-axis"), color=INK, fontsize=12)
    axes.yaxis.set_major_locator(MaxNLocator(nbins=6, integer=True, min_n_ticks=1))
    step = max(1, (len(days) - 1) // (TICKS - 1))
    shown = list(range(len(days) - 1, -1, -step))[::-1]
    axes.set_xticks(shown, [messages.short_day(days[place]) for place in shown])
    axes.tick_params(colors=INK, labelsize=12)
    axes.grid(axis="y", color=FAINT, linewidth=0.8)
    axes.set_axisbelow(True)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(INK)
    if not trend.counts:
        return
    legend = axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.12), ncols=2, frameon=False, fontsize=11)
    for text in legend.get_texts():
        text.set_color(INK)
        text.set_parse_math(False)


def _save(figure: "Figure") -> bytes:
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    canvas = FigureCanvasAgg(figure)
    written = BytesIO()
    canvas.print_png(written)  # type: ignore[no-untyped-call]
    return written.getvalue()
