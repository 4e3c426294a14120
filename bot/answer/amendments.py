"""Whether the sentences that an answer quotes still stand in their articles, and what stands there now. Pure."""

from collections.abc import Iterator, Mapping, Sequence

from bot.answer.citations import stands
from bot.model.amendment import Amendment
from bot.model.answer import Answer, Quote
from bot.model.version import Version
from bot.text.phrases import fold_phrase
from bot.text.sentences import find_sentences

ALIKE = 60.0
"""rapidfuzz's ratio (0..100) of a sentence and the one that took its place: half of the words may be others."""

Versions = Mapping[str, Sequence[Version]]


def find_amendments(answer: Answer, texts: Mapping[str, str], versions: Versions) -> list[Amendment]:
    """The quoted sentences that no longer stand, each once, in the order of the answer; of an article that is gone the
    first.

    `texts`: the clean texts of the cited articles as they are now; `versions`: as `VersionStore.of_articles` gives
    them. A sentence that only moved, or changed in capitals and spaces, stands. What left by age or number (see
    `ingest/retention.py`) was not corrected.
    """
    languages = {source.article.id: source.article.language for source in answer.sources}
    quotes = dict.fromkeys(
        one for claim in answer.claims for quote in claim.quotes for one in _split(quote, languages[quote.article_id])
    )
    return list(_find(quotes, texts, versions, languages))


def still_says(quote: Quote, text: str) -> bool:
    """Whether an article with this text says what was quoted of it, at its place or elsewhere."""
    return stands(quote, {quote.article_id: text}) or fold_phrase(quote.text) in fold_phrase(text)


def find_replacement(quote: Quote, text: str, language: str) -> str | None:
    """The sentence of the text that is most like the quote; None when none is like it."""
    from rapidfuzz import fuzz, process

    sentences = [text[start:end] for start, end in _spans(text, language)]
    best = process.extractOne(quote.text, sentences, scorer=fuzz.ratio, processor=fold_phrase, score_cutoff=ALIKE)
    return best[0] if best else None


def _split(quote: Quote, language: str) -> Iterator[Quote]:
    """The sentences of a quote, each as one."""
    for start, end in _spans(quote.text, language):
        place = {"start": quote.start + start, "end": quote.start + end, "text": quote.text[start:end]}
        yield quote.model_copy(update=place)


def _spans(text: str, language: str) -> Iterator[tuple[int, int]]:
    """Where the sentences stand, line by line."""
    begins = 0
    for line in text.split("\n"):
        yield from ((begins + start, begins + end) for start, end in find_sentences(line, language))
        begins += len(line) + 1


def _find(
    quotes: Sequence[Quote] | Mapping[Quote, None],
    texts: Mapping[str, str],
    versions: Versions,
    languages: Mapping[str, str],
) -> Iterator[Amendment]:
    missing: set[str] = set()
    for quote in quotes:
        of_article = versions.get(quote.article_id, ())
        text = texts.get(quote.article_id)
        if text is None:
            if quote.article_id not in missing and not (of_article and of_article[0].retired):
                missing.add(quote.article_id)
                yield Amendment(quote, None, gone=True)
        elif not still_says(quote, text):
            now = find_replacement(quote, text, languages.get(quote.article_id, "en"))
            ended = next((one.until for one in of_article if still_says(quote, one.text)), None)
            yield Amendment(quote, now, since=ended)
