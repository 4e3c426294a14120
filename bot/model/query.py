"""A question, as the code understands it: what the index receives, and what a person is shown of it."""

from typing import Literal, NamedTuple

from pydantic import AwareDatetime

from bot.model.base import Noun

QuestionKind = Literal["who", "what", "when", "where", "why", "how", "number", "list", "yesno", "fragment"]
TermKind = Literal["word", "name", "number"]


class Variant(NamedTuple):
    """One token the index may hold for a term, with its weight in (0, 1]; 1 is the word itself."""

    token: str
    weight: float


class Term(Noun):
    """One word of the question (stop words and question words left out).

    `text` is the word as read (after correction). `variants`, best first: its tokens in each language of the
    collection, then what the lexicon lets stand for it at a lower weight. A passage scores the best of them.
    """

    text: str
    kind: TermKind
    variants: tuple[Variant, ...]

    @property
    def tokens(self) -> frozenset[str]:
        return frozenset(variant.token for variant in self.variants)


class Correction(NamedTuple):
    """ "reading rusia as Russia": always shown to the person."""

    typed: str
    read: str


class Query(Noun):
    """What the index receives and what decides which sentences answer.

    `question` is the question as read (follow-ups resolved, spelling corrected). `phrases` are verbatim strings a
    quoted passage must hold. `since` and `until` bound `published` (inclusive); with either set, articles without
    a date are left out. `now` hides articles published after it (None: hides nothing); articles without a date
    stay. `outlets`, `languages`: when not empty, only these (names, capitals aside; ISO 639-1 codes). `widened`: words
    the lexicon added, as shown. `names`: names the question speaks of, as read. `unknown`: names that nothing in
    the collection resembles.
    """

    question: str
    language: str
    kind: QuestionKind = "what"
    terms: tuple[Term, ...] = ()
    phrases: tuple[str, ...] = ()
    phrase_tokens: tuple[tuple[str, ...], ...] = ()
    since: AwareDatetime | None = None
    until: AwareDatetime | None = None
    now: AwareDatetime | None = None
    outlets: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()
    widened: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
