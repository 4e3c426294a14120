"""The last gate: a quote leaves only when it stands, byte for byte, in the stored article."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from bot.model.answer import Quote


class Verified(NamedTuple):
    """Quotes that stand, and how many were dropped."""

    quotes: list[Quote]
    dropped: int


def verify_quotes(quotes: Sequence[Quote], texts: Mapping[str, str]) -> Verified:
    """Keeps the quotes whose text equals the article's text from start to end; `texts`: clean texts by article id."""
    kept = [quote for quote in quotes if stands(quote, texts)]
    return Verified(kept, len(quotes) - len(kept))


def stands(quote: Quote, texts: Mapping[str, str]) -> bool:
    """Whether the quote is, byte for byte, what the stored article holds at its place."""
    text = texts.get(quote.article_id)
    return (
        text is not None
        and 0 <= quote.start < quote.end <= len(text)
        and text[quote.start : quote.end].encode(errors="surrogatepass") == quote.text.encode(errors="surrogatepass")
    )
