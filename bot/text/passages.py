"""Cuts an article into passages: whole sentences, about 100 words, lists kept with what introduces them."""

from collections.abc import Iterator
from typing import NamedTuple

from bot.model.article import Article
from bot.model.errors import ReadError
from bot.model.passage import ORDINAL_BITS, Passage, Sentence, SentenceKind, passage_id
from bot.text.analysis import analyze
from bot.text.blocks import Block, read_blocks
from bot.text.sentences import find_sentences

TARGET_WORDS = 120
FULL_WORDS = 160
LIST_WORDS = 300

_OPENING = '“„«"'
_CLOSING = {"“": "”", "„": "“”", "«": "»", '"': '"'}


class _Draft(NamedTuple):
    """A passage being filled: its sentences, and the list lead that stands in an earlier passage."""

    heading: str | None
    sentences: list[Sentence]
    lead: tuple[int, int] | None = None


def cut_passages(article: Article) -> tuple[Passage, ...]:
    """The passages of an article in order, each with its sentences; none when the text holds no sentence.

    Raises ReadError when the article has more passages than an id can number (4 096).
    """
    drafts = [draft for section in _sections(article) for draft in section]
    if len(drafts) > 1 << ORDINAL_BITS:
        raise ReadError(article.path or article.id, f"is too long: {len(drafts)} passages", kind="too-long")
    return tuple(_compose(article, ordinal, draft) for ordinal, draft in enumerate(drafts))


def _compose(article: Article, ordinal: int, draft: _Draft) -> Passage:
    return Passage(
        id=passage_id(article.collection, article.id, ordinal),
        article_id=article.id,
        ordinal=ordinal,
        start=draft.sentences[0].start,
        end=draft.sentences[-1].end,
        heading=draft.heading,
        lead=draft.lead,
        sentences=tuple(draft.sentences),
    )


def _sections(article: Article) -> Iterator[list[_Draft]]:
    """Drafts section by section: a heading begins one, and gives its words to what stands below it."""
    heading: str | None = None
    section: list[Block] = []
    for block in read_blocks(article.text):
        if block.kind != "heading":
            section.append(block)
            continue
        yield _fill(article, section, heading)
        heading, section = article.text[block.start : block.end], []
    yield _fill(article, section, heading)


def _fill(article: Article, blocks: list[Block], heading: str | None) -> list[_Draft]:
    drafts: list[_Draft] = []
    items: list[Sentence] = []
    for block in blocks:
        sentences = _read_sentences(article, block)
        if block.kind == "item":
            items.extend(sentences)
            continue
        _add_list(drafts, items, heading)
        items = []
        _add_paragraph(drafts, sentences, heading)
    _add_list(drafts, items, heading)
    return drafts


def _read_sentences(article: Article, block: Block) -> list[Sentence]:
    if block.kind == "item":
        return [_sentence(article, block.start, block.end, "item")]
    start = block.start + _stray_mark(article.text[block.start : block.end])
    spans = find_sentences(article.text[start : block.end], article.language)
    return [_sentence(article, start + left, start + right, "sentence") for left, right in spans]


def _sentence(article: Article, start: int, end: int, kind: SentenceKind) -> Sentence:
    return Sentence(start, end, kind, " ".join(analyze(article.text[start:end], article.language)))


def _stray_mark(paragraph: str) -> int:
    """1 when the paragraph opens with a quotation mark that never closes: it belongs to no quotation."""
    first = paragraph[0]
    closes = first in _OPENING and not any(mark in paragraph[1:] for mark in _CLOSING[first])
    return 1 if closes and len(paragraph) > 1 and not paragraph[1].isspace() else 0


def _words(sentences: list[Sentence]) -> int:
    return sum(sentence.terms.count(" ") + 1 for sentence in sentences)


def _add_paragraph(drafts: list[_Draft], sentences: list[Sentence], heading: str | None) -> None:
    """Joins a short paragraph to the one before it, or cuts a long one into even runs of sentences."""
    words = _words(sentences)
    if drafts and drafts[-1].sentences[-1].kind == "sentence" and _words(drafts[-1].sentences) + words <= TARGET_WORDS:
        drafts[-1].sentences.extend(sentences)
        return
    runs = max(1, round(words / TARGET_WORDS)) if words > FULL_WORDS else 1
    drafts.extend(_Draft(heading, run) for run in _even_runs(sentences, words / runs))


def _even_runs(sentences: list[Sentence], size: float) -> Iterator[list[Sentence]]:
    run: list[Sentence] = []
    filled = 0.0
    for sentence in sentences:
        words = _words([sentence])
        if run and filled + words / 2 > size:
            yield run
            run, filled = [], 0.0
        run.append(sentence)
        filled += words
    if run:
        yield run


def _add_list(drafts: list[_Draft], items: list[Sentence], heading: str | None) -> None:
    """A list takes the sentence that introduces it along; a long one is cut between items and remembers it."""
    if not items:
        return
    lead = _take_lead(drafts)
    runs = list(_even_runs(items, LIST_WORDS)) if _words(items) > LIST_WORDS else [items]
    first = ([lead] if lead else []) + runs[0]
    drafts.append(_Draft(heading, first))
    drafts.extend(_Draft(heading, run, (lead.start, lead.end) if lead else None) for run in runs[1:])


def _take_lead(drafts: list[_Draft]) -> Sentence | None:
    if not drafts or drafts[-1].sentences[-1].kind != "sentence":
        return None
    lead = drafts[-1].sentences.pop()
    if not drafts[-1].sentences:
        drafts.pop()
    return lead._replace(kind="lead")
