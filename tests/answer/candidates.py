"""Candidates cut out of articles as ingestion cuts them, for the steps that only read them."""

from bot.answer.candidates import Candidate
from bot.answer.ranking import Ranked
from bot.ingest.identify import fingerprint
from bot.ingest.metadata import compose_article
from bot.model.article import ArticleHead
from bot.model.passage import Found
from bot.model.protocols import StoredArticle
from bot.text.passages import cut_passages
from tests.answer.build import make_raw


def make_candidate(
    text: str, name: str = "one", *, score: float = 1.0, covered: float = 1.0, **fields: str | None
) -> Candidate:
    """The whole text of an article as one candidate; `fields` are the article's (outlet, language ...)."""
    return cut_candidate(text, text, name, score=score, covered=covered, **fields)


def cut_candidate(
    quoted: str, text: str, name: str = "one", *, score: float = 1.0, covered: float = 1.0, **fields: str | None
) -> Candidate:
    """The sentences of an article that make up `quoted`, as one candidate with its passage around it."""
    stored = _store(text, name, fields)
    start = stored.article.text.index(quoted)
    end = start + len(quoted)
    passage = next(each for each in stored.passages if each.start <= start and end <= each.end)
    inside = [number for number, each in enumerate(passage.sentences) if start <= each.start and each.end <= end]
    head = ArticleHead.model_validate(stored.article.model_dump(include=set(ArticleHead.model_fields)))
    found = Found(passage, stored.article.text[passage.start : passage.end], head)
    return Candidate(
        ranked=Ranked(found, 1.0, 1.0, (), (), (), ()),
        sentence=inside[0],
        start=start,
        end=end,
        text=quoted,
        tokens=tuple(token for number in inside for token in passage.sentences[number].terms.split(" ")),
        matched=(),
        covered=covered,
        window=1.0,
        expected=0.5,
        score=score,
        is_list=passage.sentences[inside[0]].kind == "lead",
    )


def _store(text: str, name: str, fields: dict[str, str | None]) -> StoredArticle:
    article = compose_article(make_raw(name, text, **fields), "public")
    return StoredArticle(article, cut_passages(article), fingerprint(article))
