"""Whether a sentence tells a reader something that the reports known to them do not. Pure."""

import re
from collections.abc import Collection, Sequence
from functools import cached_property, lru_cache
from heapq import nlargest
from typing import NamedTuple, Protocol

from bot.answer.actors import other_actors
from bot.answer.agreement import find_contradiction
from bot.answer.conflicts import find_date_conflict
from bot.answer.statements import Statement
from bot.answer.substitutions import unexplained
from bot.digest.differing import denies_it, differ
from bot.digest.headlines import cut_outlet
from bot.digest.reports import Line, Report, read_lines
from bot.digest.sentences import FOREMOST, Told, state, state_text
from bot.text.analysis import analyze
from bot.text.figures import Figure, find_figures, find_negations
from bot.text.lexicon import find_stand_ins
from bot.text.lexicon.changes import read_changes
from bot.text.lexicon.opposites import read_opposites, read_turns
from bot.text.numbers import ORDINALS
from bot.text.stems import make_stemmer
from bot.text.tokens import find_tokens, fold

OTHERWISE = 0.6
"""Share of its content words found in one known sentence, below which it says something else."""
REWORDED = 0.8
"""Below this share it may still be news, when a fresh word of it stands in its own headline; above it is the known
sentence in other words."""
COMPARED = 5
"""Known sentences, those that share most with it, in which its words may stand as others (killed, dead)."""
LEAST_WORDS = 3
"""Content words of a headline that says something."""
ACTOR = 2
"""Content words at the beginning of a sentence that tell who it is about: bus drivers, Governor Brandt."""
_FURTHER = re.compile(r"\b(?:another|ещ[её] од[ниу]\w+|ще од[ниу]\w+)\b", re.IGNORECASE)
_PEOPLE = re.compile(
    r"people|persons?|lives|dead|deaths?|victims?|fatalities|casualties|человек\w{0,2}|люд\w{1,3}|жизн\w+|жертв\w*|погибш\w+|"
    r"ос[оі]б\w?|житт\w+|загибл\w+"
)
"""Units that all count the same: "12 people died", "claimed 12 lives"."""


class Said(Protocol):
    """What a sentence or a headline states; `words`: content stems."""

    @property
    def statement(self) -> Statement: ...

    @property
    def words(self) -> frozenset[str]: ...


class Headline(NamedTuple):
    """What the headline of a report states."""

    statement: Statement
    words: frozenset[str]


def state_headline(report: Report) -> Headline:
    """What its headline states; nothing without one."""
    statement = state_text(cut_outlet(report), report.article.language, report.beginning)
    return Headline(statement, frozenset(statement.tokens))


class Known:
    """What the known reports say, and their headlines."""

    def __init__(self, reports: Sequence[Report]) -> None:
        self._lines = [line for report in reports for line in read_lines(report)]
        headlines = [state_headline(report).statement for report in reports]
        said = [state(line) for line in self._lines] + headlines
        self._said = [(one, frozenset(one.tokens)) for one in said]
        self._all: frozenset[str] = frozenset().union(*(words for _, words in self._said))
        self._languages = frozenset(report.article.language for report in reports)
        self._foremost = [state(line) for line in self._lines if line.place < FOREMOST] + headlines
        self._values = frozenset().union(*(_read_values(one.text) for one in said))

    def is_news(self, one: Told, title: Collection[str]) -> bool:
        """Whether `one` says what no known sentence says; `title`: content stems of its article's headline.

        The contrary of what was said and a figure that nobody gave are always news. Else it needs a fresh word, and to
        say more than a known sentence in other words.
        """
        if one.statement.language not in self._languages:
            return self._is_news_across(one, foremost=one.line.place < FOREMOST)
        near = self._find_near(one)
        like = [known for known, held in near if held >= OTHERWISE]
        if self._is_contrary(one, like) or self._gives_new_figures(one):
            return True
        fresh = one.words - self._all
        if not fresh:
            return self._has_other_figures(one)
        if self._counts_otherwise(one, fresh) or self._tells_what_became(one, fresh):
            return True
        nearest = max((held for _, held in near), default=0.0)
        if nearest < OTHERWISE or (nearest < REWORDED and not fresh.isdisjoint(title)):
            return True
        return self._has_other_actors(one, like)

    def is_news_by_headline(self, report: Report) -> bool:
        """Whether its headline gives another figure, tells the contrary, or what became of it: some posts say it
        nowhere else."""
        one = state_headline(report)
        return len(one.words) >= LEAST_WORDS and self.is_surely_news(one)

    def is_surely_news(self, one: Said) -> bool:
        """Whether it gives a figure that nobody gave, tells the contrary, or what became of it."""
        if one.statement.language not in self._languages:
            return self._is_news_across(one, foremost=True)
        like = [known for known, held in self._find_near(one) if held >= OTHERWISE]
        fresh = one.words - self._all
        return self._is_contrary(one, like) or self._gives_new_figures(one) or self._tells_what_became(one, fresh)

    def overturns(self, one: Told) -> bool:
        """Whether it surely tells the contrary of what was said, so that nothing else is more of a change; where it
        stands deep in a report, it is of another matter."""
        if one.line.place >= FOREMOST or one.statement.language not in self._languages:
            return False
        like = [known for known, held in self._find_near(one) if held >= REWORDED]
        if any(denies_it(one.statement, known) for known in like if _is_denial(known) != _is_denial(one.statement)):
            return True
        return self._turns(one, like) or any(self._differ(one, known) for known in self._lines)

    def _is_news_across(self, one: Said, *, foremost: bool) -> bool:
        """Of a sentence in a language that no known report is written in, whose words say nothing of what is known: a
        figure that nobody gave; and where reports say what happened (`foremost`), that something is denied while they
        deny nothing, or what became of it, which they do not tell. Anything else is the known in translation."""
        if self._gives_new_figures(one):
            return True
        if not foremost:
            return False
        if _is_denial(one.statement) and not any(map(_is_denial, self._foremost)):
            return True
        return not _list_changes(one.statement).isdisjoint(self._untold_changes)

    @cached_property
    def _untold_changes(self) -> frozenset[int]:
        """What may become of something, and has words in a language of the known reports, which tell none of it."""
        tellable = frozenset(number for language in self._languages for number in read_changes(language).values())
        return tellable.difference(*map(_list_changes, self._foremost))

    def _differ(self, one: Told, known: Line) -> bool:
        """In anything but a day: each report names its own."""
        found = differ(one.line, known)
        return found is not None and found != find_date_conflict(one.statement.text, state(known).text)

    def _is_contrary(self, one: Said, like: Sequence[Statement]) -> bool:
        """`like`: the known sentences that hold most of its words."""
        if any(find_contradiction(one.statement, known, (None, None)) for known, _ in self._said):
            return True
        return self._has_become_otherwise(one, like)

    def _has_become_otherwise(self, one: Said, like: Sequence[Statement]) -> bool:
        """Whether it denies what was said, affirms what was denied, tells what became of it (arrested, released), or
        that it happened once more."""
        if not like:
            return False
        if all(_is_denial(known) != _is_denial(one.statement) for known in like):
            return True
        if all(find_date_conflict(one.statement.text, known.text) for known in like):
            return True
        return self._turns(one, like) or _happens_again(one, like)

    def _turns(self, one: Said, like: Sequence[Statement]) -> bool:
        """Whether a word that nobody said is the opposite of one that was, or what may come after it."""
        against = read_opposites(one.statement.language), read_turns(one.statement.language)
        met = frozenset().union(
            *(words.get(fresh, frozenset()) for fresh in one.words - self._all for words in against)
        )
        return any(not met.isdisjoint(known.tokens) for known in like)

    def _find_near(self, one: Said) -> list[tuple[Statement, float]]:
        """The known sentences that share most with it, and how much of it they say."""
        near = nlargest(COMPARED, self._said, key=lambda known: len(one.words & known[1]))
        return [(known, _held(one, known, words)) for known, words in near]

    def _gives_new_figures(self, one: Said) -> bool:
        """In digits or in words; "one" and "once" stand anywhere."""
        figures = find_figures(one.statement.text)
        return any(figure.value not in self._values and (figure.value > 1 or _in_digits(figure)) for figure in figures)

    def _counts_otherwise(self, one: Said, fresh: frozenset[str]) -> bool:
        """Whether a known figure counts something that nobody spoke of: twelve people, twelve boats. A fresh word
        beside it must tell what became of that, else the same people may only be called otherwise."""
        if len(fresh) < 2:
            return False
        units = (figure.unit for figure in find_figures(one.statement.text) if not _PEOPLE.fullmatch(figure.unit))
        return any(not fresh.isdisjoint(analyze(unit, one.statement.language)) for unit in units)

    def _tells_what_became(self, one: Said, fresh: frozenset[str]) -> bool:
        """Whether it says that something failed, was signed, was lost, of which nobody spoke in any word; or tells of
        somebody of whom nobody spoke."""
        words = fresh & read_changes(one.statement.language).keys()
        if any(self._all.isdisjoint(stems) for word, stems in _list_stand_ins(one.statement) if word in words):
            return True
        return len(one.statement.tokens) >= ACTOR and fresh.issuperset(one.statement.tokens[:ACTOR])

    def _has_other_actors(self, one: Said, like: Sequence[Statement]) -> bool:
        """Whether somebody new does what the known sentences say of others."""
        return bool((one.words & one.statement.names) - self._all) and all(
            other_actors(one.statement, known) for known in like
        )

    def _has_other_figures(self, one: Said) -> bool:
        """Whether the known sentence most like it lacks a figure that it gives: the figure was said of something
        else."""
        figures = {word for word in one.words if word[0].isdigit()}
        nearest = max((words for _, words in self._said), key=lambda words: len(one.words & words), default=frozenset())
        return bool(figures - nearest) and len(one.words & nearest) >= OTHERWISE * len(one.words)


def _held(one: Said, known: Statement, words: frozenset[str]) -> float:
    """The share of its content words that a known sentence holds, or says in another form or word."""
    if not one.words:
        return 0.0
    if one.statement.language != known.language:
        return len(one.words & words) / len(one.words)
    return 1 - len(unexplained(one.statement, known) & one.words) / len(one.words)


def _is_denial(statement: Statement) -> bool:
    return bool(find_negations(statement.text))


def _list_changes(statement: Statement) -> frozenset[int]:
    """What it tells became of something, in whatever language."""
    changes = read_changes(statement.language)
    return frozenset(changes[word] for word in statement.tokens if word in changes)


def _list_stand_ins(statement: Statement) -> list[tuple[str, frozenset[str]]]:
    """Of each word its stem, and the stems of what may stand for it in its language."""
    language = statement.language
    stem = make_stemmer(language)
    words = {fold(word.text) for word in find_tokens(statement.text)}
    return [
        (
            stem(word),
            frozenset(stem(other.word) for other in find_stand_ins(word, language) if other.language == language),
        )
        for word in words
    ]


def _happens_again(one: Said, like: Sequence[Statement]) -> bool:
    """A second arrest, another ship: whether it tells of one more than was told of."""
    again = _list_ordinals(one.statement)
    return bool(again) and all(again.isdisjoint(_list_ordinals(known)) for known in like)


def _list_ordinals(statement: Statement) -> frozenset[str]:
    found = {fold(word.text) for word in find_tokens(statement.text)} & _LATER
    return frozenset(found | ({"another"} if _FURTHER.search(statement.text) else set()))


@lru_cache(maxsize=20_000)
def _read_values(text: str) -> frozenset[float]:
    return frozenset(figure.value for figure in find_figures(text))


def _in_digits(figure: Figure) -> bool:
    return figure.text[0].isdigit()


_LATER = frozenset(word for word, value in ORDINALS.items() if value > 1)
