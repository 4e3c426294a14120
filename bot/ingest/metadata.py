"""Fills in what a file does not say, and names what was filled in."""

import re
from hashlib import blake2b
from os.path import abspath
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from bot.ingest.clean import clean_line, clean_text
from bot.ingest.language import detect_language, read_language
from bot.ingest.title import find_title
from bot.model.article import PUBLIC, Article, RawArticle
from bot.model.errors import ReadError

_SLUG_LENGTH = 48
_SLUG_WORD = re.compile(r"[^\W_]+")
_WEB = frozenset({"http", "https"})


def compose_article(raw: RawArticle, collection: str) -> Article:
    """The article with its clean text; `inferred` names the fields that were filled in here or by the reader.

    Inferred are title, language and outlet (the url's host), each only where the file is silent. `published` is
    never guessed here. The id is the stated one, else made from the url, else from the absolute path and line: the
    same in every run; beside `public` the collection's name is part of it, so that no id means two articles. `path`
    becomes absolute. Raises ReadError when the clean text holds no letter.
    """
    text = clean_text(raw.text, raw.markup)
    if not any(character.isalpha() for character in text):
        raise ReadError(raw.path or raw.id or "article", "holds no words", raw.line, kind="no-text")
    stated = {"title": _line(raw.title), "outlet": _line(raw.outlet), "language": read_language(raw.language or "")}
    guessed = _infer(text, raw, {field for field, value in stated.items() if value is None})
    return Article(
        id=compose_own_id(_line(raw.id) or compose_id(raw), collection),
        text=text,
        collection=collection,
        title=stated["title"] or guessed.get("title"),
        outlet=stated["outlet"] or guessed.get("outlet"),
        published=raw.published,
        url=_line(raw.url),
        path=None if raw.path is None else _absolute(raw.path),
        language=stated["language"] or guessed["language"],
        authors=tuple(name for author in raw.authors if (name := clean_line(author))),
        inferred=tuple(sorted({*raw.inferred, *guessed})),
    )


def compose_id(raw: RawArticle) -> str:
    """`<slug>-<8 hex>`: of the canonical url where there is one, else of the absolute path (and line)."""
    address = canonical_url(raw.url) if raw.url else None
    if address is not None:
        return f"{_slug(_url_name(address))}-{_digest(address)}"
    path = _absolute(raw.path) if raw.path else ""
    place = f"{path}:{raw.line}" if raw.line else path or raw.text
    name = Path(path).name.split(".", 1)[0] if path else "article"
    return f"{_slug(name)}-{_digest(place)}"


def compose_own_id(article_id: str, collection: str) -> str:
    """An id as it is kept in a collection; one that is kept there stays as it is."""
    kept = collection == PUBLIC or is_own_id(article_id, collection)
    return article_id if kept else f"{article_id}.{collection}"


def is_own_id(article_id: str, collection: str) -> bool:
    """Whether an id was made by `compose_own_id` for a collection that is not `public`."""
    return article_id.endswith(f".{collection}")


def compose_file_id(name: str, title: str) -> str:
    """`<slug>-<8 hex>` of a file that was sent and stands at no path: its name and title tell it from others."""
    told_apart = _digest(f"{name.casefold()}\n{title.casefold()}")
    return f"{_slug(name.rsplit('.', 1)[0])}-{told_apart}"


def canonical_url(url: str) -> str | None:
    """Host in lower case without 'www.', path without a last slash, scheme and fragment dropped; of the query what is
    no mark of where a reader came from ("utm_source").

    None when it is not an http(s) address with a host.
    """
    parts = _split(drop_trackers(url))
    host = _host(parts) if parts else None
    if parts is None or host is None:
        return None
    query = f"?{parts.query}" if parts.query else ""
    return f"{host}{parts.path.rstrip('/')}{query}"


def drop_trackers(url: str) -> str:
    """The address without the parameters that only tell where a reader came from; as it is when it cannot be read."""
    if "?" not in url:
        return url
    from courlan import normalize_url

    try:
        return normalize_url(url)
    except (ValueError, TypeError):
        return url


def _infer(text: str, raw: RawArticle, missing: set[str]) -> dict[str, str]:
    guesses: dict[str, str | None] = {}
    if "title" in missing:
        guesses["title"] = find_title(text)
    if "outlet" in missing and raw.url:
        parts = _split(raw.url)
        guesses["outlet"] = _host(parts) if parts else None
    if "language" in missing:
        guesses["language"] = detect_language(text)
    return {field: value for field, value in guesses.items() if value is not None}


def _absolute(path: str) -> str:
    return abspath(path)  # noqa: PTH100  resolve() would follow links


def _line(value: str | None) -> str | None:
    return (clean_line(value) or None) if value is not None else None


def _split(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url.strip())
    except ValueError:  # "Invalid IPv6 URL"
        return None
    return parts if parts.scheme.lower() in _WEB else None


def _host(parts: SplitResult) -> str | None:
    host = (parts.hostname or "").removeprefix("www.")
    return host or None


def _url_name(address: str) -> str:
    path = address.split("?", 1)[0]
    return unquote(path.rsplit("/", 1)[-1]).rsplit(".", 1)[0] if "/" in path else path


def _slug(name: str) -> str:
    words = "-".join(_SLUG_WORD.findall(name.casefold()))
    return words[:_SLUG_LENGTH].strip("-") or "article"


def _digest(text: str) -> str:
    return blake2b(text.encode("utf-8", "surrogateescape"), digest_size=4).hexdigest()
