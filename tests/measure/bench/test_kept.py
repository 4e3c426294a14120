"""What is kept between runs is built by the bot's own ingestion, once; peers and the bot are asked the same of it."""

import pytest

from bot.measure.bench.asked import Question, make_asked
from bot.measure.bench.kept import DONE, Kept, keep_made
from bot.measure.bench.peers import PEERS, read_lines
from bot.measure.bench.rivals import OURS, build_peer, time_queries


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    return keep_made(200, tmp_path_factory.mktemp("work"))


@pytest.fixture(scope="module")
def asked(kept: Kept) -> list[Question]:
    return make_asked(12, kept)


def test_a_directory_is_built_once(kept: Kept) -> None:
    done = kept.data_dir.parent / DONE
    before = done.stat().st_mtime_ns
    assert keep_made(200, kept.data_dir.parents[2]) == kept
    assert done.stat().st_mtime_ns == before
    assert (kept.passages, kept.articles) == (200, 25)


def test_every_passage_gives_the_peers_a_line(kept: Kept) -> None:
    assert [len(line.split()) for line in read_lines(kept.tokens)] == [80] * 200


def test_a_question_is_read_as_its_five_words(asked: list[Question]) -> None:
    assert [len(one.terms) for one in asked] == [5] * 12


@pytest.fixture(params=sorted(PEERS))
def name(request: pytest.FixtureRequest) -> str:
    wanted = request.param.partition("-")[0]
    if wanted == "bm25s":
        pytest.importorskip("bm25s", reason="a peer of `make bench`, which installs it")
        pytest.importorskip("numba", reason="a peer of `make bench`, which installs it")
    return str(request.param)


def test_every_peer_finds_the_passage_that_was_asked_for(name: str, kept: Kept, asked: list[Question]) -> None:
    peer, seconds = build_peer(name, kept.data_dir.parent)
    peer.open()
    lines = [set(line.split()) for line in read_lines(kept.tokens)]
    assert seconds is not None
    for one in asked:
        first, *_ = peer.number(peer.search(one.terms))
        assert set(one.terms) <= lines[first]


def test_our_own_is_timed_the_same_way(kept: Kept, asked: list[Question]) -> None:
    peer, _ = build_peer(OURS, kept.data_dir.parent)
    peer.open()
    assert all(peer.number(peer.search(one.terms)) for one in asked)
    assert len(time_queries(peer, [one.terms for one in asked], 1.0)) == 12
