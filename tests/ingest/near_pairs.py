"""A labelled set for near-duplicates: seeded edits of the sample corpus and of made-up news; how well they are told.

Copies, as outlets make them of wire text: each kind alone and two or three together. Not copies: a figure or a denial
changed, every figure changed (the next bulletin), another outlet's own report of the event, an article that shares
two sentences (quotes) with another.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from random import Random
from typing import NamedTuple

from bot.ingest.identify import text_hash
from bot.ingest.linking import Linker
from bot.ingest.metadata import compose_article
from bot.ingest.read import read_articles
from bot.measure.bench.made_news import make_news
from bot.model.article import PUBLIC, Article, RawArticle
from bot.model.near import Copy
from bot.model.protocols import ArticleStore, StoredArticle
from bot.store.memory import MemoryStore
from bot.text.resources import corpus_dir

WIRE = "harbour-03-wire-tide"
WIRE_COPY = "harbour-04-wire-courier"
"""The one copy in the sample corpus, edited by hand."""
UNTIL = datetime(2025, 3, 17, tzinfo=UTC)
NUMBERS = dict(enumerate("zero one two three four five six seven eight nine ten eleven twelve thirteen".split()))  # noqa: SIM905
KEPT = frozenset("not no never не нет ни ні million percent".split()) | {*NUMBERS.values()}  # noqa: SIM905
"""Words that no light edit takes: what is said changes with them."""
FIGURE = re.compile(r"(?<![\w.,:])\d+(?![\w:]|[.,]\d)")
AUXILIARY = re.compile(r"\b(has|have|had|was|were|will|would|is|are)\b(?! not\b)")
SENTENCE = re.compile(r"(?<=[.!?”])\s+")


class Pair(NamedTuple):
    """`text` comes while the article `base` is held; `copy`: whether it is to be found."""

    kind: str
    base: str
    text: str
    copy: bool


class Told(NamedTuple):
    """Found and right, found and wrong, missed: how often, by kind of pair. `others`: texts that are no copies."""

    right: Counter[str]
    wrong: Counter[str]
    missed: Counter[str]
    others: int

    @property
    def precision(self) -> float:
        return self.right.total() / (self.right.total() + self.wrong.total())

    @property
    def recall(self) -> float:
        return self.right.total() / (self.right.total() + self.missed.total())


class Held:
    """Articles that are stored, to be asked which of them a text is a copy of."""

    def __init__(self, store: ArticleStore | None = None, collection: str = PUBLIC) -> None:
        self.store = store or MemoryStore()
        self.collection = collection
        self._linker = Linker(self.store, collection)

    async def add(self, texts: Mapping[str, str]) -> None:
        """One batch."""
        stored = [self._make(article_id, text) for article_id, text in texts.items()]
        await self.store.put(stored, await self._linker.link(stored))

    async def find(self, texts: Sequence[str]) -> list[tuple[Copy, ...]]:
        """For each text, that of an article which is not stored yet and stays so: its copies, as it would be linked."""
        links = [await self._linker.link([self._make("asked", text)]) for text in texts]
        return [link[self.collection, "asked"].copies for link in links]

    async def find_one(self, text: str) -> list[tuple[str, float]]:
        """Ids and likenesses."""
        (found,) = await self.find([text])
        return [(copy.article_id, copy.likeness) for copy in found]

    def _make(self, article_id: str, text: str) -> StoredArticle:
        return StoredArticle(Article(id=article_id, text=text, collection=self.collection), (), text_hash(text))


Edit = Callable[[Random, str], str]


def add_dateline(chance: Random, text: str) -> str:
    return f"{chance.choice(('VELLENBY', 'КИЇВ', 'Caldmouth'))}, {chance.randint(1, 28)} March (Quenmark Wire) - {text}"


def add_headline(chance: Random, text: str) -> str:
    return f"{chance.choice(('Morning report', 'What we know so far', 'В двух словах'))}: {text[:40]}\n\n{text}"


def add_credit(chance: Random, text: str) -> str:
    outlet = chance.choice(("Hallowick Courier", "Tide and Trade", "Brackenfall Echo"))
    return f"{text}\n\nThis report first appeared in the {outlet}. Follow the {outlet} for more. All rights reserved."


def drop_paragraph(chance: Random, text: str) -> str:
    """A short one, never the first."""
    paragraphs = text.split("\n\n")
    short = [one for one in paragraphs[1:] if len(one) < len(text) / 4]
    if short:
        paragraphs.remove(chance.choice(short))
    return "\n\n".join(paragraphs)


def drop_sentences(chance: Random, text: str) -> str:
    """Two of ten and more, else one."""
    sentences = SENTENCE.split(text)
    for _ in range(2 if len(sentences) >= 10 else 1):
        sentences.pop(chance.randrange(1, len(sentences)))
    return " ".join(sentences)


def edit_words(chance: Random, text: str) -> str:
    """One word of thirty goes or comes."""
    words: list[str] = []
    for word in text.split(" "):
        at = chance.random()
        if at > 1 / 60 or word.lower() in KEPT or any(map(str.isdigit, word)):
            words.append(word)
        if 1 / 60 < at < 1 / 30:
            words.append("also")
    return " ".join(words)


def edit_marks(chance: Random, text: str) -> str:
    first, *others = text.replace("“", '"').replace("”", '"').replace("–", "-").split("\n\n")
    return "\n".join((first.upper(), *others))


def spell_figures(chance: Random, text: str) -> str:
    return FIGURE.sub(lambda match: NUMBERS.get(int(match[0]), match[0]), text)


EDITS: dict[str, Edit] = {
    edit.__name__: edit
    for edit in (
        add_dateline,
        add_headline,
        add_credit,
        drop_paragraph,
        drop_sentences,
        edit_words,
        edit_marks,
        spell_figures,
    )
}


def change_figure(chance: Random, text: str) -> str:
    places = list(FIGURE.finditer(text))
    if not places:
        return text
    place = chance.choice(places)
    return f"{text[: place.start()]}{int(place[0]) + chance.randint(1, 9)}{text[place.end() :]}"


def change_figures(chance: Random, text: str) -> str:
    return FIGURE.sub(lambda match: str(int(match[0]) + chance.randint(1, 9)), text)


def deny(chance: Random, text: str) -> str:
    places = list(AUXILIARY.finditer(text))
    if not places:
        return text
    end = chance.choice(places).end()
    return f"{text[:end]} not{text[end:]}"


CHANGES: dict[str, Edit] = {edit.__name__: edit for edit in (change_figure, change_figures, deny)}


def read_sample() -> dict[str, str]:
    """Clean texts by id."""
    read = [item for path in sorted(corpus_dir().glob("*.md")) for item in read_articles(path)]
    articles = [compose_article(item, PUBLIC) for item in read if isinstance(item, RawArticle)]
    return {article.id: article.text for article in articles}


def make_bases(seed: int) -> tuple[dict[str, str], list[Pair]]:
    """Articles that are no copies of each other, and the pairs that need no edit."""
    bases = read_sample()
    pairs = [Pair("by hand", WIRE, bases.pop(WIRE_COPY), copy=True)]
    for article in make_news(150, seed, UNTIL):
        story, _, report = (article.id or "").rpartition("-")
        if report == "0":
            bases[f"{story}-0"] = article.text
        else:
            pairs.append(Pair("own report", f"{story}-0", article.text, copy=False))
    return bases, pairs


def make_pairs(seed: int) -> tuple[dict[str, str], list[Pair]]:
    """The texts that are held, by id, and what comes then."""
    bases, pairs = make_bases(seed)
    chance = Random(seed)
    for base, text in bases.items():
        pairs += _copies(chance, base, text)
        changed = ((kind, change(chance, text)) for kind, change in CHANGES.items())
        pairs += [Pair(kind, base, other, copy=False) for kind, other in changed if other != text]
        pairs.append(Pair("shared quotes", base, _share(chance, text, chance.choice(list(bases.values()))), copy=False))
    return bases, pairs


def _copies(chance: Random, base: str, text: str) -> Iterator[Pair]:
    for kind, edit in EDITS.items():
        yield Pair(kind, base, edit(chance, text), copy=True)
    for count in (2, 3):
        other = text
        for edit in chance.sample(list(EDITS.values()), count):
            other = edit(chance, other)
        yield Pair(f"{count} edits", base, other, copy=True)


def _share(chance: Random, text: str, other: str) -> str:
    """New text that quotes one sentence of each."""
    quoted = [chance.choice(SENTENCE.split(one)) for one in (text, other)]
    own = [" ".join(f"w{chance.randrange(5000)}" for _ in range(25)) + "." for _ in range(4)]
    return " ".join((own[0], quoted[0], own[1], quoted[1], *own[2:]))


async def tell(bases: dict[str, str], pairs: list[Pair]) -> Told:
    """Of each text, whether its base is found; any other article found counts as wrong."""
    held = Held()
    await held.add(bases)
    told = Told(Counter(), Counter(), Counter(), sum(not pair.copy for pair in pairs))
    for pair, copies in zip(pairs, await held.find([pair.text for pair in pairs]), strict=True):
        found = {copy.article_id for copy in copies}
        right = pair.copy and pair.base in found
        told.right[pair.kind] += right
        told.missed[pair.kind] += pair.copy and not right
        told.wrong[pair.kind] += len(found) - right
    return told
