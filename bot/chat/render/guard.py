"""Untrusted text made harmless: nothing in an article, a title, a name or a question acts, and no letter changes.

Telegram turns @names, #tags, /commands, addresses and numbers of any message into links and mentions by itself, and
no setting of a message stops that (link previews can be switched off, links not). Text in `<code>` is left alone, so
what would act is set as code, letter by letter as it was; invisible letters put between would change the quote.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from urllib.parse import urlsplit

from bot.chat.render.runs import Run

MOST_ACTING = 12
"""Pieces of one text set as code one by one; a text with more (spam, a list of links) is set as code whole."""
LONGEST_LINK = 1000
"""Characters of an address that is made a link; longer ones are left out, the message has a size of its own."""

_UNSEEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f]")
_DIRECTION = re.compile("[\u2028-\u202e\u2066-\u2069\u200e\u200f\u061c\u0333\u033f]")
_RING = re.compile("(.)\u030a", re.DOTALL)
_SURROGATE = re.compile("[\ud800-\udfff]")

_WORD = re.compile(r"(?<![^ \n])[^ \n]*[@#/$.][^ \n]*")
"""A word that holds what every trigger and every address holds: most words of most texts do not."""
_TRIGGER = re.compile(r"@\w|#[^\s!-/:-@\[-^`{-~]|(?<![0-9A-Za-zА-яЁёІіЇїЄєҐґ_])/\w|\$[A-Z1]|:/|\d\.\d+\.\d")
"""TDLib's Unicode is newer than Python's: what may be a letter is whatever is no ASCII punctuation."""
_LABEL = re.compile(r"(?<=[^\s.])\.([^\W\d_][\w-]+)")
_NUMBER = re.compile(r"\+\d[\d ().\u00a0-]{5,}\d|\d(?:[ \u00a0-]{0,2}\d){12,}")
_BEFORE, _AFTER = "\"'“”«„‘‚([{<", ",;!?…”»\"'"
_HOST = re.compile(r"[\w.-]+(?::\d{1,5})?", re.ASCII)


def visible(text: str) -> str:
    """The text as Telegram would leave it: it drops direction overrides, U+0333, U+033F and U+030A and turns control
    characters into spaces (TDLib, `clean_input_string`). A ring above is composed instead (Å), lone surrogates become
    U+FFFD, direction marks go too. Letters, digits, marks and new lines stay as they are.
    """
    text = _SURROGATE.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _RING.sub(lambda match: unicodedata.normalize("NFC", match[0]), _DIRECTION.sub("", text))
    return _UNSEEN.sub(" ", text.replace("\u030a", ""))


def one_line(text: str) -> str:
    """Visible, on one line."""
    return " ".join(visible(text).split())


def clip(text: str, longest: int) -> str:
    """One line of at most `longest` characters, an ellipsis for what was cut off."""
    line = one_line(text)
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"


def guard(runs: Iterable[Run]) -> tuple[Run, ...]:
    """The runs with what would act as code, also where it stands in several runs. Links keep their text: what stands
    in a link does not act.
    """
    whole = tuple(runs)
    spans = list(_acting("".join(run.text for run in whole)))
    if len(spans) > MOST_ACTING:
        spans = [(0, sum(len(run.text) for run in whole))]
    return tuple(_joined(_divide(whole, spans))) if spans else whole


def find_link(url: str | None) -> str | None:
    """The address when it can be a link: http or https, a host of plain letters, nothing that needs guessing."""
    if not url or len(url) > LONGEST_LINK or visible(url) != url or any(mark in url for mark in " \n<>\"'\\"):
        return None
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not host or "." not in host:
        return None
    return url if _HOST.fullmatch(parts.netloc) else None


def _acting(text: str) -> Iterator[tuple[int, int]]:
    """Spans that Telegram might act on, in order, merged: more than it would, never fewer (tested against TDLib)."""
    words = [_trimmed(match) for match in _WORD.finditer(text) if _acts(match[0])]
    spans = sorted([*words, *(match.span() for match in _NUMBER.finditer(text))])
    start, end = -1, -1
    for first, last in spans:
        if first > end:
            if end > start:
                yield start, end
            start, end = first, last
        end = max(end, last)
    if end > start:
        yield start, end


def _acts(word: str) -> bool:
    """A word whose label after a full stop has one capital is a sentence's beginning ("end.Next"), as for TDLib."""
    return bool(_TRIGGER.search(word)) or any(label != label.capitalize() for label in _LABEL.findall(word))


def _trimmed(word: re.Match[str]) -> tuple[int, int]:
    """Without the quotation marks and points around it, as far as they cannot belong to an address."""
    start, end = word.span()
    start += len(word[0]) - len(word[0].lstrip(_BEFORE))
    return start, max(start, end - (len(word[0]) - len(word[0].rstrip(_AFTER))))


def _divide(runs: Iterable[Run], spans: Sequence[tuple[int, int]]) -> Iterator[Run]:
    """The runs cut at the spans' ends, those inside spans as code."""
    cuts = sorted({cut for span in spans for cut in span})
    start = 0
    for run in runs:
        end = start + len(run.text)
        if run.style == "link":
            yield run
        else:
            edges = [start, *(cut for cut in cuts if start < cut < end), end]
            for first, last in pairwise(edges):
                inside = any(low <= first and last <= high for low, high in spans)
                yield Run(run.text[first - start : last - start], "code" if inside else run.style)
        start = end


def _joined(runs: Iterable[Run]) -> Iterator[Run]:
    """Neighbours that are both code as one run."""
    held: Run | None = None
    for run in runs:
        if held and held.style == run.style == "code":
            held = Run(held.text + run.text, "code")
        else:
            if held:
                yield held
            held = run
    if held:
        yield held


def unquoted(text: str) -> str:
    """Without the quotation marks around all of it: what shows it puts its own around it."""
    inner = text.strip()
    pairs = ('""', "“”", "„“", "„”", "«»")
    if len(inner) > len("“”") and any(inner[0] == one[0] and inner[-1] == one[1] for one in pairs):
        bare = inner[1:-1]
        return bare if not any(mark in bare for pair in pairs for mark in pair) else text
    return text
