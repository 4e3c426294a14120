"""Whether a sentence tells a reader something that the reports known to them do not. Pure."""

from collections.abc import Collection, Sequence

from bot.answer.actors import other_actors
from bot.answer.agreement import find_contradiction
from bot.answer.statements import Statement
from bot.digest.sentences import Told

OTHERWISE = 0.6
"""Share of its content words found in one known sentence, below which it says something else."""
REWORDED = 0.8
"""Below this share it may still be news, when a fresh word of it stands in its own headline; above it is the known
sentence in other words."""


class Known:
    """What the known reports say."""

    def __init__(self, said: Sequence[Statement]) -> None:
        self._said = said
        self._words = [frozenset(one.tokens) for one in said]
        self._all: frozenset[str] = frozenset().union(*self._words)

    def is_news(self, one: Told, title: Collection[str]) -> bool:
        """Whether `one` says what no known sentence says; `title`: content stems of its article's headline.

        A figure that nobody gave, or the contrary of what was said, is always news. Else it needs a fresh word, and to
        say more than a known sentence in other words.
        """
        if any(find_contradiction(one.statement, known, (None, None)) for known in self._said):
            return True
        fresh = one.words - self._all
        if any(word[0].isdigit() for word in fresh):
            return True
        if not fresh:
            return self._has_other_figures(one)
        nearest = max((len(one.words & words) for words in self._words), default=0) / len(one.words)
        if nearest < OTHERWISE or (nearest < REWORDED and not fresh.isdisjoint(title)):
            return True
        return self._has_other_actors(one)

    def _has_other_actors(self, one: Told) -> bool:
        """Whether somebody new does what the known sentences say of others."""
        like = [
            known
            for known, words in zip(self._said, self._words, strict=True)
            if len(one.words & words) >= OTHERWISE * len(one.words)
        ]
        return bool((one.words & one.statement.names) - self._all) and all(
            other_actors(one.statement, known) for known in like
        )

    def _has_other_figures(self, one: Told) -> bool:
        """Whether the known sentence most like it lacks a figure that it gives: the figure was said of something
        else."""
        figures = {word for word in one.words if word[0].isdigit()}
        nearest = max(self._words, key=lambda words: len(one.words & words), default=frozenset[str]())
        return bool(figures - nearest) and len(one.words & nearest) >= OTHERWISE * len(one.words)
