"""The generator: the same for everybody, as long as it says, spread as it says, and answerable."""

from collections import Counter
from itertools import islice

from bot.ingest.metadata import compose_article
from bot.measure.bench.zipf import LAST, PASSAGES, QUESTION_WORDS, SPAN, make_article, make_articles, make_questions
from bot.model.article import PUBLIC
from bot.text.analysis import analyze
from bot.text.passages import cut_passages


def test_the_same_seed_gives_the_same_articles_and_another_seed_others() -> None:
    few, more = list(make_articles(100)), list(islice(make_articles(10_000), 13))
    assert len(few) == 13  # eight passages each
    assert few == more
    assert few[5] == make_article(5)
    assert few[5].text != make_article(5, seed=7).text


def test_an_article_is_eight_passages_of_eighty_tokens() -> None:
    for raw in make_articles(80):
        passages = cut_passages(compose_article(raw, PUBLIC))
        lengths = [sum(len(sentence.terms.split()) for sentence in passage.sentences) for passage in passages]
        assert lengths == [80] * PASSAGES


def test_the_newest_is_the_first_and_all_are_within_the_span() -> None:
    published = [raw.published for raw in make_articles(8_000) if raw.published]
    assert len(published) == 1000
    assert published[0] == max(published) == LAST
    assert LAST - min(published) <= SPAN


def test_words_are_spread_as_in_text() -> None:
    counts = Counter(word.lower() for raw in make_articles(4_000) for word in raw.text.split())
    (_, first), (_, second), *_ = counts.most_common(2)
    total = counts.total()
    assert 0.02 < first / total < 0.05
    assert 1.1 < first / second < 1.6
    assert sum(count == 1 for count in counts.values()) > len(counts) / 3


def test_a_question_asks_for_five_words_of_one_sentence() -> None:
    asked = make_questions(50, 2_000)
    assert asked == make_questions(50, 2_000)
    sentences = [set(analyze(one, "en")) for raw in make_articles(2_000) for one in raw.text.split(".")]
    for question in asked:
        tokens = {analyze(word, "en")[0] for word in question.words}
        assert len(question.words) == QUESTION_WORDS
        assert all(word in question.text for word in question.words)
        assert any(tokens <= sentence for sentence in sentences)
