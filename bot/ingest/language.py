"""The language of an article whose file does not say it."""

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.text.languages import choose_language
from bot.text.stopwords import STOP_WORDS

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

SAMPLE = 2000
"""Characters looked at: more do not change the verdict."""

MIN_LETTERS = 25
"""Below this many letters only the script decides."""

ENGLISH_SHARE = 0.3
"""English news has four to five function words in ten; other languages share a few of them by chance."""

_LETTERS = re.compile(r"[^\W\d_]+")
_TAG = re.compile(r"([a-z]{2,3})(?:[-_][a-z0-9]+)*", re.IGNORECASE)
_THREE_LETTERS = {
    "eng": "en",
    "rus": "ru",
    "ukr": "uk",
    "deu": "de",
    "ger": "de",
    "fra": "fr",
    "fre": "fr",
    "spa": "es",
}
_CYRILLIC = "ru uk be bg sr mk kk ky mn tg"
_LATIN = (
    "en de fr es it pt nl pl cs sk sl hr bs ro hu fi et lv lt sv no da is tr az vi id ms sw sq ca eu gl ga cy mt tl uz"
)
_SCRIPTS: tuple[tuple[str, str], ...] = (
    ("\u0041-\u024f\u1e00-\u1eff", _LATIN),
    ("\u0400-\u052f", _CYRILLIC),
    ("\u0370-\u03ff\u1f00-\u1fff", "el"),
    ("\u0530-\u058f", "hy"),
    ("\u0590-\u05ff", "he"),
    ("\u0600-\u06ff\u0750-\u077f", "ar fa ur ps ug"),
    ("\u0900-\u097f", "hi mr ne"),
    ("\u0980-\u09ff", "bn"),
    ("\u0b80-\u0bff", "ta"),
    ("\u0e00-\u0e7f", "th"),
    ("\u10a0-\u10ff", "ka"),
    ("\u3040-\u30ff", "ja"),
    ("\u4e00-\u9fff", "zh ja"),
    ("\uac00-\ud7af", "ko"),
)
_UNKNOWN = "und"


def read_language(tag: str) -> str | None:
    """The two- or three-letter code of a stated language ('en-GB' -> 'en'); None when it is not a language tag."""
    match = _TAG.fullmatch(tag.strip())
    if match is None:
        return None
    code = match[1].lower()
    return _THREE_LETTERS.get(code, code)


def detect_language(text: str) -> str:
    """The language of a text by its script, then its function words, then statistics (py3langid); 'und' if none.

    A text of fewer than 25 letters goes by its script and the letters that only one language has.
    """
    sample = text[:SAMPLE]
    words = _LETTERS.findall(sample)
    letters = sum(map(len, words))
    candidates = _by_script(words)
    if not candidates:
        return _UNKNOWN
    if len(candidates) == 1:
        return candidates[0]
    if letters < MIN_LETTERS:
        return choose_language(sample) if candidates[0] in {"en", "ru"} else candidates[0]
    return _find_by_words(words, candidates) or _by_statistics(sample, candidates)


def _by_script(words: list[str]) -> tuple[str, ...]:
    """The languages of the script that most letters belong to; kana among Chinese characters makes it Japanese."""
    text = "".join(words)
    counts = [(len(re.findall(f"[{letters}]", text)), languages) for letters, languages in _SCRIPTS]
    count, languages = max(counts, key=lambda pair: pair[0])
    return tuple(languages.split()) if count else ()


def _find_by_words(words: list[str], candidates: tuple[str, ...]) -> str | None:
    """The common cases without statistics: plainly English, or letters that only Ukrainian or Russian has."""
    if candidates[0] == "en":
        share = sum(word.casefold() in STOP_WORDS["en"] for word in words) / len(words)
        return "en" if share >= ENGLISH_SHARE else None
    if candidates[0] != "ru":
        return None
    letters = set("".join(words).casefold())
    if letters & set("їєґ") and not letters & set("ыэъё"):
        return "uk"
    return "ru" if letters & set("ыэё") and not letters & set("іїєґўјљњћђџәөүұқңғһӣӯҳҷ") else None


def _by_statistics(text: str, candidates: tuple[str, ...]) -> str:
    identifier = _identifier()
    known = [language for language in candidates if language in identifier.labels]
    if not known:
        return candidates[0]
    wanted = set(known)
    return str(next(language for language, _ in identifier.rank(text) if language in wanted))


@lru_cache(maxsize=1)
def _identifier() -> "LanguageIdentifier":
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE)
