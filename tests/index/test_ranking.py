"""How scores become hits."""

from hypothesis import given
from hypothesis import strategies as st

from bot.index.ranking import SPARE, Scored, choose_hits
from bot.model.hit import Hit


def choose(scored: list[Scored], k: int) -> list[Hit]:
    ordered = sorted(scored, key=lambda item: -item.score)
    return choose_hits(lambda limit: ordered[:limit], k)


def test_noise_in_the_last_digits_is_a_tie() -> None:
    hits = choose([Scored(1.0, 9), Scored(0.9999999, 3), Scored(0.999999, 5), Scored(0.5, 1)], 4)
    assert hits == [Hit(3, 1.0, 1), Hit(5, 1.0, 2), Hit(9, 1.0, 3), Hit(1, 0.5, 4)]


def test_a_real_difference_is_none() -> None:
    assert [hit.passage_id for hit in choose([Scored(1.0, 9), Scored(0.9999, 3)], 2)] == [9, 3]


def test_fetches_on_while_the_edge_may_tie() -> None:
    asked: list[int] = []
    tied = [Scored(1.0, 1_000 - number) for number in range(500)]

    def fetch(limit: int) -> list[Scored]:
        asked.append(limit)
        return tied[:limit]

    assert [hit.passage_id for hit in choose_hits(fetch, 2)] == [501, 502]
    assert len(asked) > 1
    assert asked[-1] >= len(tied)


def test_fetches_once_when_the_edge_is_clear() -> None:
    asked: list[int] = []

    def fetch(limit: int) -> list[Scored]:
        asked.append(limit)
        return [Scored(1.0 / place, place) for place in range(1, limit + 1)]

    assert [hit.passage_id for hit in choose_hits(fetch, 3)] == [1, 2, 3]
    assert asked == [3 + SPARE]


@given(st.lists(st.sampled_from([0.0, 0.25, 1.0, 3.5]), max_size=120), st.integers(1, 60))
def test_the_k_best_by_score_then_id(scores: list[float], k: int) -> None:
    scored = [Scored(score, number) for number, score in enumerate(reversed(scores))]
    best = sorted(scored, key=lambda item: (-item.score, item.passage_id))[:k]
    assert choose(scored, k) == [Hit(item.passage_id, item.score, rank) for rank, item in enumerate(best, start=1)]
