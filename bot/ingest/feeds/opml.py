"""Lists of feeds as feed readers exchange them: OPML 2.0 (http://opml.org/spec2.opml)."""

from collections.abc import Iterable
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import NamedTuple

from bot.ingest.clean import clean_line
from bot.model.errors import InputError
from bot.model.feed import Feed

MOST = 5_000


class OutlineFeed(NamedTuple):
    """A feed as a list names it."""

    url: str
    title: str | None


def read_opml(data: bytes, name: str) -> list[OutlineFeed]:
    """The feeds of a list, in order, each address once; groups within groups are looked through.

    Nothing is expanded, loaded or followed. Raises InputError when `name` is no OPML, or declares entities.
    """
    from lxml import etree  # type: ignore[import-untyped]

    if b"<!ENTITY" in data.replace(b"\0", b"").upper():
        raise InputError(f"{name}: declares entities", message_id="error-opml", name=name)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False)
    try:
        root = etree.fromstring(data.strip(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError(f"{name}: {error}", message_id="error-opml", name=name) from error
    if root is None or str(root.tag).casefold() != "opml":
        raise InputError(f"{name}: no OPML", message_id="error-opml", name=name)
    found: dict[str, OutlineFeed] = {}
    for outline in root.iter("outline"):
        said = {key.casefold(): value for key, value in outline.attrib.items()}
        url = "".join(said.get("xmlurl", "").split())
        if url.startswith(("http://", "https://")):
            title = clean_line(said.get("title") or said.get("text") or "") or None
            found.setdefault(url, OutlineFeed(url, title))
    return list(found.values())[:MOST]


def compose_opml(feeds: Iterable[Feed], title: str, now: datetime) -> bytes:
    """UTF-8 with a declaration; what `read_opml` reads back."""
    from lxml import etree

    root = etree.Element("opml", version="2.0")
    head = etree.SubElement(root, "head")
    etree.SubElement(head, "title").text = title
    etree.SubElement(head, "dateCreated").text = format_datetime(now.astimezone(UTC), usegmt=True)
    body = etree.SubElement(root, "body")
    for feed in feeds:
        name = feed.title or feed.url
        etree.SubElement(body, "outline", type="rss", text=name, title=name, xmlUrl=feed.url)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))
