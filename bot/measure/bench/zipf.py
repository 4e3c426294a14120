"""Made-up news whose words are spread as in real text, for sizes that real text does not reach. Imports numpy.

The word of rank r comes with a probability in proportion to (r + Q) ** -S (Zipf-Mandelbrot). The same seed gives the
same articles, and fewer are the first of more. Streams: memory is bounded by the words and one article.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from bot.model.article import RawArticle

if TYPE_CHECKING:
    import numpy as np

VERSION = 1
"""Raised with every change that makes other text: kept data directories are known by it."""
SEED = 2026
WORDS = 200_000
S, Q = 1.07, 2.7
"""Exponent and shift, as fitted to large English text (Piantadosi 2014 gives values near 1 and 2.7)."""
PASSAGES = 8
"""Passages of an article: paragraphs too long to be joined with the next."""
SENTENCES, SENTENCE = 5, 16
"""Sentences of a paragraph, words of a sentence: 80 words a passage."""
PEOPLE, IN_AN_ARTICLE = 20_000, 3
OUTLETS = 60
LAST = datetime(2026, 11, 1, 12, tzinfo=UTC)
SPAN = timedelta(days=730)
"""The first article is published at `LAST`, the others within the `SPAN` before it, evenly at every size."""
GOLDEN = 0.6180339887498949
QUESTION_WORDS = 5
RECENT = 30
"""A question is about the newest of so many articles drawn at random: people ask about what is new."""

_COMMON = (  # noqa: SIM905 - the first ranks: English without its content, so that questions leave them out as they do in real text
    "the of and to in a is that for it was on with as be at by from this are or an which not have had but were has "
    "their its they been would who when will there if no more into up out so than"
).split()
_ONSETS = "b br c cl d dr f fl g gr h j k l m n p pl qu r s sh st t tr v w z".split()  # noqa: SIM905
_VOWELS = "a e i o u ai ea oo".split()  # noqa: SIM905
_CODAS = "b ck d g l m n nd p r rt sk t x".split()  # noqa: SIM905


class Asked(NamedTuple):
    """A question as a person types it, and its five words that are no stop words, as they stand in it."""

    text: str
    words: tuple[str, ...]


def describe_generator(seed: int = SEED) -> dict[str, str]:
    """For a part's `inputs`."""
    return {
        "generated text": f"seed {seed}, generator version {VERSION}; {WORDS} words, P(rank r) ~ (r + {Q}) ** -{S}; "
        f"the first {len(_COMMON)} ranks are English stop words",
        "generated articles": f"{PASSAGES} passages of {SENTENCES} sentences of {SENTENCE} words, {IN_AN_ARTICLE} of "
        f"{PEOPLE} people named, {OUTLETS} outlets, published within {SPAN.days} days before {LAST:%d %B %Y}",
        "generated questions": f"{QUESTION_WORDS} words of one sentence, no stop word; in every third question two of "
        f"them are the name of somebody in it, where there is one; of the newest of {RECENT} articles drawn at random",
    }


def make_articles(passages: int, seed: int = SEED) -> Iterator[RawArticle]:
    """Articles of at least so many passages altogether; the last one is not cut short."""
    for number in range(-(-passages // PASSAGES)):
        yield make_article(number, seed)


def make_article(number: int, seed: int = SEED) -> RawArticle:
    """The article of that number, whatever was made before."""
    import numpy as np

    chance = np.random.default_rng((seed, number))
    words, people = _vocabulary(), _choose_people(chance)
    ranks = _draw_ranks(chance, PASSAGES * SENTENCES * SENTENCE + 10)
    drawn = [words[rank] for rank in ranks.tolist()]
    title = " ".join([people[0], *(word for word in drawn[-10:] if word not in _STOP)][:7])
    paragraphs = [_make_paragraph(chance, drawn, place, people) for place in range(PASSAGES)]
    return RawArticle(
        id=f"made/{number:07d}",
        path=f"made/{number:07d}",
        title=title,
        outlet=f"{_person(int(chance.integers(OUTLETS))).split()[1]} Post",
        published=LAST - timedelta(seconds=round(_age(number) * SPAN.total_seconds())),
        language="en",
        text="\n\n".join(paragraphs),
    )


def make_questions(count: int, passages: int, seed: int = SEED) -> list[Asked]:
    """Questions that an article of the first `passages` passages answers, or nearly."""
    import numpy as np

    chance = np.random.default_rng((seed, 1, count))
    articles = -(-passages // PASSAGES)
    asked = [min(chance.integers(articles, size=RECENT).tolist(), key=_age) for _ in range(count)]
    return [_make_question(chance, make_article(number, seed), place) for place, number in enumerate(asked)]


def _age(number: int) -> float:
    """Of an article, as a share of `SPAN`."""
    return number * GOLDEN % 1


def _make_question(chance: "np.random.Generator", article: RawArticle, number: int) -> Asked:
    sentences = [one.split() for one in article.text.replace("\n\n", " ").split(". ")]
    words = sentences[int(chance.integers(len(sentences)))]
    plain = sorted({word for word in words if word.isalpha() and word.islower() and word not in _STOP})
    chosen = [plain[n] for n in chance.permutation(len(plain))[:QUESTION_WORDS].tolist()]
    named = [word for word in words[1:] if word[0].isupper()]
    if number % 3 == 0 and len(named) == 2:
        chosen[:2] = named
    if len(chosen) < QUESTION_WORDS:  # a sentence of little but stop words
        return _make_question(chance, article, number)
    first, second, third, fourth, fifth = chosen
    subject = f"was {first} {second}" if named[:2] == chosen[:2] else f"is the {first} of the {second}"
    return Asked(f"What {subject} with {third} and {fourth} for the {fifth}?", tuple(chosen))


def _make_paragraph(chance: "np.random.Generator", drawn: list[str], place: int, people: list[str]) -> str:
    start = place * SENTENCES * SENTENCE
    sentences = [drawn[start + n * SENTENCE : start + (n + 1) * SENTENCE] for n in range(SENTENCES)]
    kind = chance.integers(6, size=SENTENCES).tolist()
    return " ".join(_make_sentence(words, one, people, chance) for words, one in zip(sentences, kind, strict=True))


def _make_sentence(words: list[str], kind: int, people: list[str], chance: "np.random.Generator") -> str:
    """Somebody says it, somebody is named in it, it holds a figure, or nothing of these."""
    if kind == 0:
        words = [*people[int(chance.integers(len(people)))].split(), "said", "that", *words[4:]]
    elif kind == 1:
        words = [*words[:5], *people[int(chance.integers(len(people)))].split(), *words[7:]]
    elif kind == 2:
        words = [*words[:7], str(int(chance.integers(2, 900))), *words[8:]]
    return f"{words[0][0].upper()}{words[0][1:]} {' '.join(words[1:])}."


def _choose_people(chance: "np.random.Generator") -> list[str]:
    """Few are in the news often: ranks by a power law."""
    ranks = PEOPLE * chance.random(IN_AN_ARTICLE) ** 3
    return [_person(int(rank)) for rank in ranks.tolist()]


def _person(number: int) -> str:
    return f"{_name(number % 141)} {_name(1000 + number // 7)}"


def _name(number: int) -> str:
    return _spell(7_919 * (number + 1) % 300_000).capitalize()


def _draw_ranks(chance: "np.random.Generator", count: int) -> "np.ndarray[tuple[int], np.dtype[np.intp]]":
    return _cumulated().searchsorted(chance.random(count))


@lru_cache(maxsize=1)
def _cumulated() -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    import numpy as np

    weights = (np.arange(1, WORDS + 1) + Q) ** -S
    return np.cumsum(weights / weights.sum()).clip(max=1.0)


@lru_cache(maxsize=1)
def _vocabulary() -> list[str]:
    """By rank: stop words, then made-up ones."""
    return [*_COMMON, *(_spell(number) for number in range(WORDS - len(_COMMON)))]


@lru_cache(maxsize=1)
def _syllables() -> list[str]:
    return [onset + vowel + coda for coda, vowel, onset in product(_CODAS, _VOWELS, _ONSETS)]


def _spell(number: int) -> str:
    """A word of its own for every number below ten million: two syllables."""
    syllables = _syllables()
    size = len(syllables)
    high, low = divmod(number * 7_368_787 % (size * size), size)  # a prime: words of near ranks look nothing alike
    return syllables[high] + syllables[low]


_STOP = frozenset(_COMMON)
