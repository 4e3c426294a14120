"""How a passage lies in tantivy: the fields, one document per passage, nothing stored but what ranks and filters."""

import tantivy

from bot.model.hit import Entry

TOKENS = "whitespace"
"""tantivy's tokenizer that splits at ASCII white space, which our tokens never hold, and changes nothing."""


def compose_schema() -> tantivy.Schema:
    """The schema; a change to it is a new `FORMAT` in `directory.py`."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("body", tokenizer_name=TOKENS, index_option="position")
    for name in ("title", "heading", "outlet"):
        builder.add_text_field(name, tokenizer_name=TOKENS, index_option="freq")
    for name in ("words", "names"):
        builder.add_text_field(name, tokenizer_name=TOKENS, index_option="basic")
    for name in ("article_id", "outlet_name", "language"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("published", indexed=True, fast=True)
    builder.add_unsigned_field("passage_id", fast=True)
    return builder.build()


def compose_document(entry: Entry) -> tantivy.Document:
    """One passage. Unknown outlets and dates are absent values, which no filter for one matches."""
    document = tantivy.Document()
    document.add_unsigned("passage_id", entry.passage_id)
    document.add_text("article_id", entry.article_id)
    document.add_text("language", entry.language)
    for name, tokens in _token_fields(entry):
        if tokens:
            document.add_text(name, " ".join(tokens))
    if entry.outlet is not None:
        document.add_text("outlet_name", entry.outlet.casefold())
    if entry.published is not None:
        document.add_integer("published", entry.published)
    return document


def _token_fields(entry: Entry) -> tuple[tuple[str, tuple[str, ...] | frozenset[str]], ...]:
    return (
        ("body", entry.body),
        ("title", entry.title),
        ("heading", entry.heading),
        ("outlet", entry.outlet_tokens),
        ("words", entry.words),
        ("names", entry.names),
    )
