"""The HTML that a feed gives of an entry -> plain text, in paragraphs. Nothing in it is followed or executed."""

import re
from collections.abc import Iterator
from typing import Any

from bot.ingest.read.encoding import drop_surrogates

LEFT_OUT = frozenset(
    {"script", "style", "iframe", "object", "embed", "form", "button", "svg", "noscript", "template", "figcaption"}
)
_BLOCKS = frozenset(
    {"p", "div", "br", "li", "ul", "ol", "table", "tr", "blockquote", "section", "article", "figure", "pre", "hr"}
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_MORE_WORDS = "read more|continue reading|читать далее|читати далі"
_OPEN_END = re.compile(rf"(?:…|\.\.\.|\[…\]|\[\.\.\.\])\s*(?:{_MORE_WORDS})?\W*\Z", re.IGNORECASE)
_FOOT = re.compile(
    rf"\s*(?:the post .{{1,300}} (?:first )?appeared first on .{{1,200}}\.|\b(?:{_MORE_WORDS})\W*)\Z",
    re.IGNORECASE | re.DOTALL,
)
MOST = 2_000_000
"""Characters that are looked at."""


def read_fragment(html: str) -> str:
    """Paragraphs with a blank line between, headings marked '#', list items '-'; "" when nothing is there."""
    from lxml.etree import LxmlError  # type: ignore[import-untyped]
    from lxml.html import fragment_fromstring  # type: ignore[import-untyped]

    html = drop_surrogates(html[:MOST]).replace("\0", "")
    if not html.strip():
        return ""
    try:
        tree = fragment_fromstring(html, create_parent="div")
    except (LxmlError, ValueError, AssertionError, RecursionError):
        return ""
    lines = "".join(_walk(tree)).split("\n")
    text = "\n\n".join(line for one in lines if (line := " ".join(one.split())) not in ("", "-", "#"))
    return text if is_cut(text) else _FOOT.sub("", text)


def is_cut(text: str) -> bool:
    """Whether it ends as summaries do."""
    return bool(_OPEN_END.search(text))


def _walk(tree: Any) -> Iterator[str]:
    """Depth first, without recursion: nesting has no bound."""
    waiting: list[Any] = [tree]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            yield one
            continue
        waiting.append(_flat(one.tail) if one is not tree else "")
        if not isinstance(one.tag, str) or one.tag in LEFT_OUT:
            continue
        before = _before(one.tag)
        if before:
            waiting.append("\n")
        waiting.extend(reversed(one))
        waiting.append(before + _flat(one.text))


def _flat(text: str | None) -> str:
    return (text or "").replace("\n", " ").replace("\r", " ")


def _before(tag: str) -> str:
    if tag in _HEADINGS:
        return "\n# "
    return "\n- " if tag == "li" else "\n" if tag in _BLOCKS else ""
