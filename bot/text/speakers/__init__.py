"""Who a sentence attributes its words to: the person or body, by the name a reader wants to see."""

import re

from bot.text.speakers import english, english_people, slavic, slavic_people
from bot.text.speakers.mention import Context
from bot.text.speakers.quoted import Paragraph, read_paragraph, split_masked

_INSERTED = re.compile(r"[,!?…]\s[—–-]\s([^—–«»]{3,160}[,.])\s[—–-]\s")
"""The reporter's words between dashes inside one pair of marks: «Рынок, — отметил аналитик, — уже не тот»."""
LANGUAGES = frozenset({"en", "ru", "uk"})
_MAX_SENTENCE = 2000
"""Characters: what is longer is no sentence of a news text and costs more than it tells."""


def find_speaker(sentence: str, before: str, article: str, language: str) -> str | None:
    """The speaker as the article names him, her or it most fully, without title or role; None when nobody or unsure.

    `before` is the article's text up to the sentence, `article` the whole clean text. Pronouns and short roles are
    resolved within the article. A sentence that stands wholly inside a quotation is its speaker's.
    """
    if language not in LANGUAGES or len(sentence) > _MAX_SENTENCE or not sentence.strip():
        return None
    paragraph = read_paragraph(sentence, before, article)
    context = Context(before, article or f"{before}{sentence}", language)
    if paragraph.is_quoted:
        inside = _INSERTED.search(sentence) if language != "en" else None
        if inside and (speaker := _find(inside.group(1), context)):
            return speaker
        return _speaker_of_quotation(paragraph, context)
    return _find(paragraph.sentence, context)


def _find(masked: str, context: Context) -> str | None:
    if context.language != "en":
        found = slavic.find_mention(masked, context.language)
        return slavic_people.resolve(found, context) if found else None
    mention = english.find_mention(masked)
    return english_people.resolve(mention, masked, context) if mention else None


def _speaker_of_quotation(paragraph: Paragraph, context: Context) -> str | None:
    """Who is quoted, from the nearest words outside quotation marks in the paragraph: behind if it goes on, else before."""
    goes_on = any(start < paragraph.end < end for start, end in paragraph.spans)
    if goes_on:
        behind = split_masked(paragraph.masked[paragraph.start :])
        return _find(behind[0], context) if behind else None
    head = paragraph.masked[: paragraph.start]
    earlier = split_masked(head)
    if not earlier:
        return None
    at = len(context.before) - len(head) + head.rfind(earlier[-1])
    return _find(earlier[-1], context._replace(before=context.before[:at]))
