"""`IndexEngine`, sentence by sentence, over every engine."""

import random
from collections.abc import Iterator
from threading import Event, Thread

import pytest

from bot.index.weights import DEFAULT_WEIGHTS, FieldWeights
from bot.model.hit import Entry
from bot.model.protocols import IndexEngine

from .build import ask, day, find_ids, find_scores, hit_scores, make_entry
from .conftest import MakeEngine
from .reference import expected_scores

NEWS = [
    make_entry(1, "the envoy demand a truce truce", title="truce talk", outlet="Harbour Times", published=day(1)),
    make_entry(2, "the port reopen after the strike", title="port news", heading="strike", published=day(2)),
    make_entry(3, "the union demand higher pay", heading="demand", outlet="The Ledger", published=day(3)),
    make_entry(4, "the weather stay dry", outlet="harbour TIMES"),
]


class TestUpdate:
    def test_what_was_added_is_found_on_return(self, engine: IndexEngine) -> None:
        engine.update([make_entry(1, "truce")])
        assert find_ids(engine, ask("truce")) == [1]
        engine.update([make_entry(2, "truce")])
        assert find_ids(engine, ask("truce")) == [1, 2]

    def test_articles_in_remove_are_dropped(self, engine: IndexEngine) -> None:
        engine.update(
            [make_entry(1, "truce", article="a"), make_entry(2, "truce", article="a"), make_entry(3, "truce")]
        )
        engine.update([], remove=["a", "never held"])
        assert find_ids(engine, ask("truce")) == [3]
        assert engine.article_passages() == {"article-3": 1}

    def test_a_new_version_replaces_every_passage_of_its_article(self, engine: IndexEngine) -> None:
        engine.update(
            [make_entry(1, "truce", article="a"), make_entry(2, "truce", article="a"), make_entry(9, "truce")]
        )
        engine.update([make_entry(1, "strike", article="a")])
        assert find_ids(engine, ask("truce")) == [9]
        assert find_ids(engine, ask("strike")) == [1]

    def test_passages_of_one_article_may_come_apart(self, engine: IndexEngine) -> None:
        entries = [make_entry(number, "truce", article="ab"[number % 2]) for number in range(6)]
        engine.update(iter(entries), remove=iter(["a"]))
        assert engine.article_passages() == {"a": 3, "b": 3}

    def test_passages_are_counted_of_the_articles_asked_for(self, engine: IndexEngine) -> None:
        engine.update([make_entry(number, "truce", article="aab"[number % 3]) for number in range(6)])
        assert engine.count_passages(["a", "b", "never held"]) == {"a": 4, "b": 2}
        engine.update([make_entry(9, "truce", article="b")])
        assert engine.count_passages(iter(["b"])) == {"b": 1}
        engine.update([], remove=["b"])
        assert engine.count_passages(["b"]) == {}

    def test_nothing_changes_when_what_is_added_breaks_off(self, engine: IndexEngine) -> None:
        engine.update([make_entry(1, "truce", article="a")])

        def break_off() -> Iterator[Entry]:
            yield make_entry(2, "strike", article="a")
            yield make_entry(3, "strike", article="b")
            raise ValueError("the disk of the reader failed")

        with pytest.raises(ValueError, match="reader failed"):
            engine.update(break_off(), remove=["a"])
        assert find_ids(engine, ask("truce", "strike")) == [1]
        assert engine.article_passages() == {"a": 1}
        engine.update([make_entry(4, "pay")])
        assert len(engine) == 2


class TestSearch:
    def test_best_first_at_most_k_ranked_from_one(self, engine: IndexEngine) -> None:
        engine.update([make_entry(number, "truce " * number + "talk " * (10 - number)) for number in range(1, 10)])
        hits = engine.search(ask("truce"), 4)
        assert [hit.passage_id for hit in hits] == [9, 8, 7, 6]
        assert [hit.rank for hit in hits] == [1, 2, 3, 4]
        assert hit_scores(hits) == sorted(hit_scores(hits), reverse=True)

    def test_only_passages_that_hold_a_variant(self, engine: IndexEngine) -> None:
        engine.update(NEWS)
        assert sorted(find_ids(engine, ask([("demand", 1.0), ("strike", 0.5)]))) == [1, 2, 3]
        assert find_ids(engine, ask("nothing like it")) == []

    @pytest.mark.parametrize(("token", "found"), [("truce", 1), ("talk", 1), ("strike", 2), ("ledger", 3), ("dry", 4)])
    def test_body_title_heading_and_outlet_are_searched(self, engine: IndexEngine, token: str, found: int) -> None:
        engine.update(NEWS)
        assert find_ids(engine, ask(token)) == [found]

    def test_score_is_the_stated_formula(self, make_engine: MakeEngine) -> None:
        weights = FieldWeights(body=1.0, title=0.7, heading=0.2, outlet=0.1)
        engine = make_engine(weights)
        engine.update(NEWS)
        query = ask("demand", [("truce", 1.0), ("strike", 0.6), ("news", 0.3)], "the", "times", "demand")
        assert find_scores(engine, query) == pytest.approx(expected_scores(NEWS, query, weights), rel=1e-4)

    def test_long_passages_score_by_the_formula_too(self, engine: IndexEngine) -> None:
        entries = [make_entry(number, "truce " + "talk " * (number * 17)) for number in range(1, 20)]
        engine.update(entries)
        query = ask("truce")
        assert find_scores(engine, query) == pytest.approx(expected_scores(entries, query, DEFAULT_WEIGHTS), rel=1e-4)

    @pytest.mark.parametrize("holding", [1, 2, 3, 4])
    def test_a_word_of_half_or_of_all_passages_still_scores(self, engine: IndexEngine, holding: int) -> None:
        engine.update([make_entry(number, "the word" if number <= holding else "other") for number in range(1, 5)])
        scores = find_scores(engine, ask("word"))
        assert list(scores) == list(range(1, holding + 1))
        assert min(scores.values()) > 0

    def test_one_passage_alone_is_found(self, engine: IndexEngine) -> None:
        engine.update([make_entry(1, "truce")])
        assert engine.search(ask("truce"), 5)[0].score > 0

    def test_a_field_of_weight_zero_finds_without_scoring(self, make_engine: MakeEngine) -> None:
        engine = make_engine(FieldWeights(title=0.0))
        engine.update(NEWS)
        assert find_scores(engine, ask("talk")) == {1: 0.0}

    def test_ties_go_to_the_smaller_passage_id_also_at_the_edge(self, engine: IndexEngine) -> None:
        numbers = list(range(1, 201))
        random.Random(5).shuffle(numbers)
        for start in range(0, 200, 50):
            engine.update([make_entry(number, "truce talk") for number in numbers[start : start + 50]])
        assert find_ids(engine, ask("truce"), k=7) == [1, 2, 3, 4, 5, 6, 7]
        assert find_ids(engine, ask("truce", "talk"), k=150) == list(range(1, 151))
        assert len(set(hit_scores(engine.search(ask("truce", "talk"), 150)))) == 1

    def test_passage_ids_of_63_bits_come_back_whole(self, engine: IndexEngine) -> None:
        engine.update([make_entry(2**63 - 1, "truce"), make_entry(0, "truce")])
        assert find_ids(engine, ask("truce")) == [0, 2**63 - 1]

    def test_no_terms_and_no_phrases_no_hits(self, engine: IndexEngine) -> None:
        engine.update(NEWS)
        assert engine.search(ask(), 5) == []
        assert engine.search(ask([], phrases=[""]), 5) == []

    @pytest.mark.parametrize("k", [0, -1])
    def test_none_asked_none_given(self, engine: IndexEngine, k: int) -> None:
        engine.update(NEWS)
        assert engine.search(ask("truce"), k) == []

    def test_empty_index_no_hits(self, engine: IndexEngine) -> None:
        assert engine.search(ask("truce"), 5) == []
        assert engine.search(ask(phrases=["a truce"], now=day(1)), 5) == []

    def test_entries_without_a_token_are_no_trap(self, engine: IndexEngine) -> None:
        engine.update([make_entry(1), make_entry(2)])
        assert engine.search(ask("truce"), 5) == []
        assert len(engine) == 2


class TestFilters:
    def test_since_and_until_are_inclusive_and_leave_undated_articles_out(self, engine: IndexEngine) -> None:
        engine.update(NEWS)
        assert sorted(find_ids(engine, ask("the", since=day(2)))) == [2, 3]
        assert sorted(find_ids(engine, ask("the", until=day(2)))) == [1, 2]
        assert find_ids(engine, ask("the", since=day(2), until=day(2))) == [2]
        assert find_ids(engine, ask("the", since=day(4))) == []

    def test_parts_of_a_second_do_not_slip_through(self, engine: IndexEngine) -> None:
        engine.update(NEWS)
        assert find_ids(engine, ask("the", since=day(2).replace(microsecond=1), until=day(3))) == [3]
        assert find_ids(engine, ask("the", since=day(2), until=day(2).replace(microsecond=1))) == [2]

    def test_now_hides_what_came_later_and_keeps_undated_articles(self, engine: IndexEngine) -> None:
        engine.update(NEWS)
        assert sorted(find_ids(engine, ask("the", now=day(2)))) == [1, 2, 4]
        assert sorted(find_ids(engine, ask("the", now=day(2), since=day(1)))) == [1, 2]

    def test_outlets_are_compared_casefolded(self, engine: IndexEngine) -> None:
        engine.update(NEWS)
        assert sorted(find_ids(engine, ask("the", outlets=("harbour times",)))) == [1, 4]
        assert sorted(find_ids(engine, ask("the", outlets=("harbour times", "the ledger")))) == [1, 3, 4]
        assert find_ids(engine, ask("the", outlets=("harbour",))) == []

    def test_languages_are_the_codes_of_the_articles(self, engine: IndexEngine) -> None:
        codes = ["en", "ru", "uk", "en", "und"]
        engine.update(
            make_entry(number, "a truce", language=language, published=day(number))
            for number, language in enumerate(codes, 1)
        )
        assert sorted(find_ids(engine, ask("truce"))) == [1, 2, 3, 4, 5]
        assert sorted(find_ids(engine, ask("truce", languages=("en",)))) == [1, 4]
        assert sorted(find_ids(engine, ask("truce", languages=("ru", "uk")))) == [2, 3]
        assert find_ids(engine, ask("truce", languages=("u", "de", "EN"))) == []
        assert find_ids(engine, ask("truce", languages=("en", "ru"), since=day(2), until=day(3))) == [2]
        assert find_ids(engine, ask(phrases=["a truce"], languages=("uk", "und"))) == [3, 5]

    def test_a_language_no_passage_has_gives_no_hits(self, engine: IndexEngine) -> None:
        assert engine.search(ask("truce", languages=("en",)), 5) == []
        engine.update([make_entry(1, "truce", language="ru")])
        assert engine.search(ask("truce", languages=("en",)), 5) == []
        engine.update([make_entry(2, "truce")], remove=["article-1"])
        assert find_ids(engine, ask("truce", languages=("en",))) == [2]
        assert engine.search(ask("truce", languages=("ru",)), 5) == []

    def test_filters_do_not_touch_scores(self, engine: IndexEngine) -> None:
        engine.update(NEWS)
        plain = find_scores(engine, ask("truce"))
        window = ask("truce", since=day(1), until=day(2), now=day(3))
        query = window.model_copy(
            update={"outlets": ("harbour times",), "languages": ("en",), "phrase_tokens": (("a", "truce"),)}
        )
        assert find_scores(engine, query) == pytest.approx(plain, rel=1e-5)

    def test_every_phrase_stands_in_order_in_the_body(self, engine: IndexEngine) -> None:
        engine.update(
            [
                make_entry(1, "a truce in march"),
                make_entry(2, "in march a truce"),
                make_entry(3, "truce a", title="a truce"),
            ]
        )
        assert sorted(find_ids(engine, ask("truce", phrases=["a truce"]))) == [1, 2]
        assert find_ids(engine, ask("truce", phrases=["truce in", "march"])) == [1]
        assert find_ids(engine, ask("truce", phrases=["a truce", "truce a"])) == []
        assert find_ids(engine, ask("march", phrases=["truce a"])) == []

    def test_a_phrase_that_repeats_a_word_is_matched_whole(self, engine: IndexEngine) -> None:
        engine.update([make_entry(1, "talk talk talk stop"), make_entry(2, "talk stop talk")])
        assert find_ids(engine, ask(phrases=["talk talk stop"])) == [1]

    def test_phrases_alone_give_passages_by_id(self, engine: IndexEngine) -> None:
        engine.update(
            [make_entry(number, "a truce " * (number % 3 + 1), published=day(number)) for number in range(9, 0, -1)]
        )
        hits = engine.search(ask(phrases=["a truce"], now=day(5)), 3)
        assert [hit.passage_id for hit in hits] == [1, 2, 3]
        assert [hit.rank for hit in hits] == [1, 2, 3]
        assert set(hit_scores(hits)) == {0.0}
        assert find_ids(engine, ask(phrases=["truce a", "a truce"])) == [1, 2, 4, 5, 7, 8]


class TestContents:
    def test_passage_frequency_counts_passages_not_places(self, engine: IndexEngine) -> None:
        engine.update(NEWS)
        assert engine.passage_frequency("truce") == 1
        assert engine.passage_frequency("demand") == 2
        assert engine.passage_frequency("strike") == 1
        assert engine.passage_frequency("the") == 4
        assert engine.passage_frequency("ledger") == 0

    def test_passage_frequency_is_the_largest_of_bodies_titles_and_headings(self, engine: IndexEngine) -> None:
        engine.update(
            [
                make_entry(1, "truce truce", title="port strike", heading="pay", outlet="tide tide"),
                make_entry(2, "truce", title="port", heading="pay", outlet="tide"),
                make_entry(3, "port", title="port truce", heading="pay truce"),
                make_entry(4, "strike", heading="strike pay"),
                make_entry(5, "strike", heading="strike"),
            ]
        )
        tokens = ["truce", "port", "pay", "strike", "tide"]
        assert {token: engine.passage_frequency(token) for token in tokens} == {
            "truce": 2,
            "port": 3,
            "pay": 4,
            "strike": 2,
            "tide": 0,
        }

    def test_words_and_names_are_found_by_prefix(self, engine: IndexEngine) -> None:
        engine.update([make_entry(1, "kiev talk", names=["Kiev"]), make_entry(2, "київ talks", names=["Київ", "Kiel"])])
        assert engine.find_words("talk") == [("talk", 1), ("talks", 1)]
        assert engine.find_words("") == [("kiev", 1), ("talk", 1), ("talks", 1), ("київ", 1)]
        assert engine.find_names("Ki") == [("Kiel", 1), ("Kiev", 1)]
        assert engine.find_names("ki") == []
        engine.update([make_entry(3, "talk")])
        assert engine.find_words("talk") == [("talk", 2), ("talks", 1)]

    def test_removed_words_are_gone(self, engine: IndexEngine) -> None:
        engine.update([make_entry(1, "secret talk", names=["Secret"], language="uk"), make_entry(2, "talk")])
        engine.update([], remove=["article-1"])
        assert engine.find_words("") == [("talk", 1)]
        assert engine.find_names("") == []
        assert engine.passage_frequency("secret") == 0
        assert engine.passage_frequency("talk") == 1
        assert engine.languages() == {"en"}
        assert engine.search(ask("secret"), 5) == []

    def test_what_an_index_holds(self, engine: IndexEngine) -> None:
        assert (len(engine), engine.languages(), engine.article_passages()) == (0, frozenset(), {})
        assert (engine.find_words(""), engine.find_names("A"), engine.passage_frequency("a")) == ([], [], 0)
        engine.update(
            [make_entry(1, "a", article="x"), make_entry(2, "b", article="x"), make_entry(3, "c", language="ru")]
        )
        assert len(engine) == 3
        assert engine.languages() == {"en", "ru"}
        assert engine.article_passages() == {"x": 2, "article-3": 1}

    def test_clear_empties_and_leaves_a_usable_index(self, engine: IndexEngine) -> None:
        engine.update(NEWS)
        engine.clear()
        assert (len(engine), engine.find_words(""), engine.search(ask("the"), 5)) == (0, [], [])
        engine.update(NEWS[:1])
        assert find_ids(engine, ask("the")) == [1]

    def test_closing_twice_is_harmless(self, engine: IndexEngine) -> None:
        engine.update(NEWS)
        engine.close()
        engine.close()


def test_a_search_during_an_update_sees_one_state(engine: IndexEngine) -> None:
    """Each version of the article has five passages; any mixture of versions would show."""
    engine.update(_make_version(0))
    done = Event()
    seen: set[tuple[int, ...]] = set()

    def watch() -> None:
        while not done.is_set():
            seen.add(tuple(find_ids(engine, ask("truce"))))

    watchers = [Thread(target=watch) for _ in range(2)]
    for watcher in watchers:
        watcher.start()
    try:
        for number in range(1, 12):
            engine.update(_make_version(number))
    finally:
        done.set()
        for watcher in watchers:
            watcher.join()
    states = [tuple(entry.passage_id for entry in _make_version(number)) for number in range(12)]
    assert seen <= set(states)
    assert tuple(find_ids(engine, ask("truce"))) == states[-1]


def _make_version(number: int) -> list[Entry]:
    return [make_entry(number * 5 + place, "truce talk", article="a") for place in range(5)]
