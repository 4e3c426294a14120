"""The sentence beside a quoted one is quoted with it."""

from bot.answer.neighbours import Group, find_gap, join_neighbours, parts_of
from bot.answer.selection import FLOOR, MAX_CHARACTERS, choose_claims
from tests.answer.build import make_raw
from tests.answer.candidates import cut_candidate, make_candidate
from tests.answer.conftest import OpenDesk

CAPTAIN = "Captain Dorn Hasp of the Lonna ferry was questioned by the harbour police."
CRACK = "He said the propeller had been cracked for a week."
ENGINE = "Another sentence tells of the weather over the islands."
TEXT = f"{CAPTAIN} {CRACK} {ENGINE}"


def same_passage(*quoted: str) -> list[Group]:
    """Candidates of one passage, as `score_candidates` makes them: they share what was found."""
    groups = [Group([cut_candidate(text, TEXT, "ferry")]) for text in quoted]
    ranked = groups[0].members[0].ranked
    return [Group([group.members[0]._replace(ranked=ranked)]) for group in groups]


def test_neighbours_become_one_span_in_the_articles_order() -> None:
    (group,) = join_neighbours(same_passage(CRACK, CAPTAIN))
    (member,) = group.members
    assert member.text == f"{CAPTAIN} {CRACK}"
    assert member.end - member.start == len(member.text)
    assert [TEXT[start:end] for start, end in parts_of(member)] == [CAPTAIN, CRACK]


def test_three_in_a_row_are_one_and_a_gap_keeps_two_apart() -> None:
    assert [group.members[0].text for group in join_neighbours(same_passage(CAPTAIN, ENGINE, CRACK))] == [TEXT]
    assert [group.members[0].text for group in join_neighbours(same_passage(CAPTAIN, ENGINE))] == [CAPTAIN, ENGINE]


def test_different_speakers_where_one_is_asked_for_stay_apart() -> None:
    one, other = same_passage(CAPTAIN, CRACK)
    other = Group([other.members[0]._replace(speaker="Dorn Hasp")])
    assert len(join_neighbours([one, other])) == 2
    assert find_gap([one], other.members[0]) is None


def test_the_gap_is_what_stands_between() -> None:
    one, other, far = same_passage(CAPTAIN, CRACK, ENGINE)
    assert find_gap([one], other.members[0]) == 1
    assert find_gap([one], far.members[0]) is None
    assert find_gap([one, far], other.members[0]) == 2


def test_a_neighbour_need_cover_nothing_itself() -> None:
    best, beside = (group.members[0] for group in same_passage(CAPTAIN, CRACK))
    stray = make_candidate(ENGINE, "other", covered=FLOOR / 2)
    groups = choose_claims([best, stray, beside._replace(covered=0.0)])
    assert [group.members[0].text for group in groups] == [f"{CAPTAIN} {CRACK}"]


async def test_a_reply_with_joined_sentences_keeps_its_size_and_stands_in_the_store(opened: OpenDesk) -> None:
    desk = await opened(make_raw("one", " ".join([TEXT] * 6)))
    answer = await desk.answer("what did the captain of the Lonna ferry say about the propeller?")
    texts = await desk.service.texts([source.article.id for source in answer.sources])
    quotes = [quote for claim in answer.claims for quote in claim.quotes]
    assert sum(len(quote.text) for quote in quotes) <= MAX_CHARACTERS
    assert all(texts[quote.article_id][quote.start : quote.end] == quote.text for quote in quotes)
