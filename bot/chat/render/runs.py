"""Text with markup, before it becomes HTML: what can be measured, cut and packed into pages."""

from html import escape
from typing import Literal, NamedTuple

Style = Literal["plain", "bold", "italic", "code", "pre", "link"]

_TAGS = {"bold": "b", "italic": "i", "code": "code", "pre": "pre"}


class Run(NamedTuple):
    """A piece of one style; runs never nest, so that a run with a style is exactly one entity. `href`: of a link."""

    text: str
    style: Style = "plain"
    href: str = ""


class Part(NamedTuple):
    """Runs that stand together: a paragraph, or with `quoted` an expandable quotation. A new line follows it."""

    runs: tuple[Run, ...]
    quoted: bool = False


Unit = tuple[Part, ...]
"""What is never divided between two messages: a claim with its citations, a quotation with its heading."""

Group = tuple[Unit, ...]
"""Units of one matter, kept in one message when they fit into one."""


class Size(NamedTuple):
    """`letters`: UTF-16 units after parsing, never fewer than the code points that Telegram counts (reference,
    section 2, row 1). `entities`: how many the markup makes. `octets`: bytes of the HTML.
    """

    letters: int = 0
    entities: int = 0
    octets: int = 0

    def plus(self, other: "Size") -> "Size":
        return Size(self.letters + other.letters, self.entities + other.entities, self.octets + other.octets)

    def minus(self, other: "Size") -> "Size":
        return Size(self.letters - other.letters, self.entities - other.entities, self.octets - other.octets)

    def within(self, limit: "Size") -> bool:
        return self.letters <= limit.letters and self.entities <= limit.entities and self.octets <= limit.octets


def count_letters(text: str) -> int:
    """UTF-16 units, what Telegram's offsets count in."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def render_part(part: Part) -> str:
    """The HTML of one part."""
    inner = "".join(map(_render_run, part.runs))
    return f"<blockquote expandable>{inner}</blockquote>" if part.quoted else inner


def part_text(part: Part) -> str:
    """What stands there after parsing."""
    return "".join(run.text for run in part.runs)


def measure_part(part: Part) -> Size:
    """The size of one part without the new line after it."""
    entities = part.quoted + sum(run.style != "plain" for run in part.runs)
    return Size(count_letters(part_text(part)), entities, len(render_part(part).encode()))


def measure_unit(unit: Unit) -> Size:
    """The size of a unit with a new line after each part."""
    size = Size()
    for part in unit:
        size = size.plus(measure_part(part)).plus(Size(1, 0, 1))
    return size


def _render_run(run: Run) -> str:
    inner = escape(run.text, quote=False)
    if run.style == "link":
        return f'<a href="{escape(run.href)}">{inner}</a>'
    tag = _TAGS.get(run.style)
    return f"<{tag}>{inner}</{tag}>" if tag and inner else inner
