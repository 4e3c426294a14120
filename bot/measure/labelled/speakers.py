"""Who said each sentence: labelled articles, every sentence with the speakers that are right for it."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from bot.measure.labelled.result import Miss, Result, share
from bot.measure.lines import Identified, read_unique
from bot.model.base import Noun
from bot.text.speakers import find_speaker

LANGUAGES = ("en", "ru", "uk")


class LabelledSentence(Noun):
    """`speakers`: names of which each is right, capitals aside; None among them: naming nobody is right too."""

    text: str
    speakers: tuple[str | None, ...]

    def accepts(self, name: str | None) -> bool:
        return (name.casefold() if name else None) in {one.casefold() if one else None for one in self.speakers}


class SpokenArticle(Identified):
    """An article as paragraphs of sentences."""

    language: str
    paragraphs: tuple[tuple[LabelledSentence, ...], ...]

    @property
    def text(self) -> str:
        return "\n\n".join(" ".join(sentence.text for sentence in paragraph) for paragraph in self.paragraphs)


class _Judged(NamedTuple):
    id: str
    language: str
    found: str | None
    label: LabelledSentence

    @property
    def right(self) -> bool:
        return self.label.accepts(self.found)


def run_speakers(path: Path) -> Result:
    """`precision`: of the names given, the share that is right; `recall`: of the sentences that somebody surely says,
    the share with a right name. Both over all languages and for each. Raises InputError with file and line."""
    judged = [one for article in read_unique(path, SpokenArticle) for one in _judge(article)]
    measures = _measure(judged, "")
    for language in LANGUAGES:
        measures |= _measure([one for one in judged if one.language == language], f"-{language}")
    return Result(path.stem, len(judged), measures, [_miss(one) for one in judged if not one.right])


def _judge(article: SpokenArticle) -> Iterator[_Judged]:
    text, at, number = article.text, 0, 0
    for paragraph in article.paragraphs:
        for sentence in paragraph:
            start = text.index(sentence.text, at)
            at, number = start + len(sentence.text), number + 1
            found = find_speaker(sentence.text, text[:start], text, article.language)
            yield _Judged(f"{article.id}:{number}", article.language, found, sentence)


def _measure(judged: list[_Judged], suffix: str) -> dict[str, float]:
    named = [one for one in judged if one.found is not None]
    spoken = [one for one in judged if None not in one.label.speakers]
    right = sum(one.right for one in named)
    met = sum(one.right for one in spoken)
    return share(right, len(named), f"precision{suffix}") | share(met, len(spoken), f"recall{suffix}")


def _miss(one: _Judged) -> Miss:
    return Miss(one.id, "nobody named" if one.found is None else "somebody else named", one.found or "")
