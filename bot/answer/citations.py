"""The last gate: a quote leaves only when it stands, byte for byte, in the stored article."""

from collections.abc import Mapping

from bot.model.answer import Quote


def stands(quote: Quote, texts: Mapping[str, str]) -> bool:
    """Whether the quote is, byte for byte, what the stored article holds at its place."""
    text = texts.get(quote.article_id)
    return (
        text is not None
        and 0 <= quote.start < quote.end <= len(text)
        and text[quote.start : quote.end].encode(errors="surrogatepass") == quote.text.encode(errors="surrogatepass")
    )
