"""An article as a vector of the words it begins with: title and first lines tell events apart."""

from collections import Counter
from collections.abc import Mapping
from math import log, sqrt
from typing import NamedTuple

from bot.digest.common_words import make_common
from bot.model.article import Article
from bot.text.names import find_names
from bot.text.stopwords import STOP_WORDS
from bot.text.tokens import TOKEN, fold

LEAD = 60
"""Words of the text that count: later paragraphs tell of what was before, and share their words with other stories."""
NAME_WEIGHT = 1.5
"""Of a word that is written as a name: who and where, which two events of one sort do not share."""
_MOST = 255
Vector = Mapping[str, float]
"""Token -> weight; the squares of the weights add up to one."""


class Profile(NamedTuple):
    """The tokens of an article's beginning, each once; how often each stands there (255 at most), and 1 for those that
    are written as names. Twenty thousand are kept: as a dict and a set each took three times the memory."""

    tokens: tuple[str, ...]
    counts: bytes
    named: bytes


def read_profile(article: Article) -> Profile:
    """Stop words and single letters left out; digits stay."""
    text = f"{article.title or ''}\n{cut_lead(article.text)}"
    stop = STOP_WORDS.get(article.language, STOP_WORDS["en"])
    common = make_common(article.language)
    written = frozenset(map(fold, find_names(text)))
    words = [common(folded, folded in written) for word in TOKEN.findall(text) if (folded := fold(word)) not in stop]
    counts = Counter(word for word in words if len(word) > 1 or word.isdigit())
    names = frozenset(common(word, True) for word in written)
    times = bytes(min(count, _MOST) for count in counts.values())
    return Profile(tuple(counts), times, bytes(token in names for token in counts))


def weigh(profile: Profile, frequencies: Mapping[str, int], articles: int) -> dict[str, float]:
    """TF-IDF of unit length: (1 + ln tf) x ln((N + 1) / (df + 0.5)), names heavier (Salton & Buckley 1988).

    `frequencies`: in how many of the `articles` a token stands.
    """
    most = log(articles + 1)
    weights = {
        token: (1 + log(count)) * (most - log(frequencies.get(token, 0) + 0.5)) * (NAME_WEIGHT if named else 1.0)
        for token, count, named in zip(*profile, strict=True)
    }
    positive = {token: weight for token, weight in weights.items() if weight > 0}
    length = sqrt(sum(weight * weight for weight in positive.values()))
    return {token: weight / length for token, weight in positive.items()} if length else {}


def cut_lead(text: str) -> str:
    """The first words, to the end of the last of them."""
    end = 0
    for number, match in enumerate(TOKEN.finditer(text), start=1):
        end = match.end()
        if number == LEAD:
            break
    return text[:end]
