"""The traps of rank_bm25, each shown in it as it comes where it shows, and closed in ours."""

from math import log

import pytest
from rank_bm25 import BM25Okapi

from bot.index.okapi import FieldBM25


def test_an_empty_corpus_is_allowed() -> None:
    with pytest.raises(ZeroDivisionError):
        BM25Okapi([])
    positions, scores = FieldBM25([]).score("truce")
    assert (len(positions), len(scores)) == (0, 0)


def test_fields_without_a_token_are_allowed() -> None:
    field = FieldBM25([(), ()])
    assert len(field.score("truce")[0]) == 0
    assert field.positions("truce") == ()


@pytest.mark.parametrize("holding", [1, 2, 3, 4])
def test_idf_is_lucenes_and_above_zero(holding: int) -> None:
    field = FieldBM25([("truce",)] * holding + [("talk",)] * (4 - holding))
    assert field.idf["truce"] == pytest.approx(log(1 + (4 - holding + 0.5) / (holding + 0.5)))
    assert min(field.score("truce")[1]) > 0


def test_in_half_the_passages_plain_rank_bm25_gives_zero() -> None:
    assert list(BM25Okapi([("truce",), ("talk",)]).get_scores(["truce"])) == [0.0, 0.0]
    assert FieldBM25([("truce",), ("talk",)]).score("truce")[1].tolist() > [0.0]


def test_only_positions_that_hold_the_token_in_order() -> None:
    field = FieldBM25([("talk",), ("truce", "truce"), (), ("truce",)])
    positions, scores = field.score("truce")
    assert positions.tolist() == [1, 3]
    assert scores[0] > scores[1]
