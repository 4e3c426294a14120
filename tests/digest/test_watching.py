"""What a watch tells of: two replies to one question, made up sentence by sentence, and real ones."""

import random
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.digest.watching import find_changes
from bot.model.answer import DENIED, Abstention, Answer, Claim, Coverage, Quote, Reason, Source
from bot.model.article import Article, ArticleHead, RawArticle
from bot.model.changes import Changes
from bot.model.query import Query, Term, Variant
from bot.model.turn import Reply
from bot.text.analysis import analyze
from tests.answer.build import CORPUS, make_raw, open_desk, read_folder

ASKED = datetime(2025, 3, 25, 12, tzinfo=UTC)
EARLY, LATE = datetime(2025, 3, 3, 12, tzinfo=UTC), datetime(2025, 3, 5, 12, tzinfo=UTC)


class Said(NamedTuple):
    """One sentence, the whole of an article."""

    name: str
    text: str
    published: datetime | None = EARLY
    language: str = "en"


def told(*claims: Sequence[Said] | Said, newest: datetime | None = EARLY) -> Answer:
    """An answer of these claims, each of one quote or several; `newest`: that of the collection."""
    numbers: dict[str, int] = {}
    sources: list[Source] = []
    made: list[Claim] = []
    for claim in claims:
        group = [claim] if isinstance(claim, Said) else claim
        for said in group:
            if said.name not in numbers:
                numbers[said.name] = len(numbers) + 1
                head = ArticleHead(id=said.name, published=said.published, language=said.language)
                sources.append(Source(n=numbers[said.name], article=head))
        quotes = tuple(quote_of(said, numbers[said.name]) for said in group)
        made.append(Claim(text=quotes[0].text, speaker=None, quotes=quotes, outlets=0))
    coverage = Coverage(articles=9, oldest=EARLY, newest=newest)
    query = Query(question="?", language="en")
    return Answer(query=query, claims=tuple(made), sources=tuple(sources), confidence=0.9, coverage=coverage)


def quote_of(said: Said, n: int) -> Quote:
    return Quote(n=n, article_id=said.name, start=0, end=len(said.text), text=said.text, passage=said.text)


def silent(newest: datetime | None = EARLY) -> Abstention:
    coverage = Coverage(articles=9, newest=newest)
    return Abstention(query=Query(question="?", language="en"), reason=Reason.NOT_FOUND, coverage=coverage)


def kept(reply: Reply) -> dict[str, str]:
    """The articles of a reply, all still there."""
    return {q.article_id: q.text for claim in reply.claims for q in claim.quotes} if isinstance(reply, Answer) else {}


def changes(before: Reply, now: Reply) -> Changes:
    return find_changes(before, now, kept(before))


WALKED = Said("a", "Some 1,400 dockers walked out at Port Hallowick on strike.")
BLOCKED = Said("b", "Pickets blocked both tunnels to the Sandrake terminal with buses.")
GATE = Said("c", "A cracked gate at the Kelbry Dam let the reservoir drain away.")
TALKS = Said("n", "Mediators invited both sides to a hotel in Vellenby for talks.", LATE)

SIDES = [
    (
        "en",
        "Some 1,400 dockers walked out at Port Hallowick on strike.",
        "Some 1,100 dockers walked out at Port Hallowick on strike.",
        "1,400 dockers / 1,100 dockers",
    ),
    (
        "en",
        "The talks begin on 14 March in the harbour of Hallowick.",
        "The talks begin on 18 March in the harbour of Hallowick.",
        "14 March / 18 March",
    ),
    (
        "en",
        "The ministry approved the repair of the Kelbry dam gate.",
        "The ministry did not approve the repair of the Kelbry dam gate.",
        DENIED,
    ),
    (
        "ru",
        "В порту Халловик бастуют 1400 докеров и крановщиков.",
        "В порту Халловик бастуют 1100 докеров и крановщиков.",
        "1400 докеров / 1100 докеров",
    ),
    (
        "ru",
        "Переговоры о порте Халловик начнутся 14 марта во дворце.",
        "Переговоры о порте Халловик начнутся 18 марта во дворце.",
        "14 марта / 18 марта",
    ),
    (
        "ru",
        "Министерство одобрило ремонт ворот плотины Келбри за рекой.",
        "Министерство не одобрило ремонт ворот плотины Келбри за рекой.",
        DENIED,
    ),
    (
        "uk",
        "У порту Галловік страйкують 1400 докерів і кранівників.",
        "У порту Галловік страйкують 1100 докерів і кранівників.",
        "1400 докерів / 1100 докерів",
    ),
    (
        "uk",
        "Переговори про порт Галловік почнуться 14 березня у палаці.",
        "Переговори про порт Галловік почнуться 18 березня у палаці.",
        "14 березня / 18 березня",
    ),
    (
        "uk",
        "Міністерство схвалило ремонт воріт греблі Келбрі за рікою.",
        "Міністерство не схвалило ремонт воріт греблі Келбрі за рікою.",
        DENIED,
    ),
]


@pytest.mark.parametrize(("language", "one", "other", "sides"), SIDES)
def test_a_figure_a_date_or_a_negation_that_is_another_now_is_a_change(
    language: str, one: str, other: str, sides: str
) -> None:
    before, now = Said("a", one, EARLY, language), Said("b", other, LATE, language)
    found = changes(told(before), told(now, newest=LATE))
    assert not found.new
    assert not found.withdrawn
    [changed] = found.changed
    assert (changed.before.text, changed.now.text, changed.sides) == (one, other, sides)


def test_the_earlier_side_comes_first_also_where_the_new_claim_quotes_both() -> None:
    now = WALKED._replace(name="z", text=WALKED.text.replace("1,400", "1,100"), published=LATE)
    [changed] = changes(told(WALKED), told([now, WALKED], newest=LATE)).changed
    assert changed.sides == "1,400 dockers / 1,100 dockers"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Mediators invited both sides to a hotel in Vellenby for talks."),
        ("ru", "Посредники пригласили обе стороны на встречу в Велленби."),
        ("uk", "Посередники запросили обидві сторони на зустріч у Велленбі."),
    ],
)
def test_what_was_not_said_before_is_new(language: str, text: str) -> None:
    found = changes(told(WALKED), told(WALKED, Said("n", text, LATE, language), newest=LATE))
    assert [claim.text for claim in found.new] == [text]
    assert not found.changed
    assert not found.withdrawn


def test_all_of_an_answer_after_an_abstention_is_new() -> None:
    now = told(WALKED._replace(published=LATE), TALKS, newest=LATE)
    assert changes(silent(), now) == Changes(new=now.claims)


def test_of_a_collection_without_dates_all_may_be_new() -> None:
    now = told(WALKED, TALKS, newest=LATE)
    assert changes(silent(newest=None), now) == Changes(new=now.claims)


def test_a_claim_that_others_made_room_for_is_no_news() -> None:
    assert not changes(told(WALKED, BLOCKED), told(GATE, WALKED, newest=LATE))


def test_a_claim_without_a_date_is_new_by_its_words_alone() -> None:
    undated = Said("u", TALKS.text, None)
    assert changes(told(WALKED), told(WALKED, undated)).new
    assert not changes(told(undated), told(undated._replace(name="v")))


def test_a_claim_that_is_pushed_out_is_no_change() -> None:
    assert not changes(told(WALKED, BLOCKED, GATE), told(WALKED))


def test_a_further_outlet_for_the_same_claim_is_no_change() -> None:
    copy = WALKED._replace(name="copy", published=LATE)
    assert not changes(told(WALKED), told([WALKED, copy], newest=LATE))
    assert not changes(told(WALKED), told([copy, WALKED], newest=LATE))
    assert not changes(told([BLOCKED, WALKED]), told(copy, newest=LATE))


def test_the_same_in_more_or_fewer_words_is_no_change() -> None:
    longer = Said("l", "Some 1,400 dockers walked out at Port Hallowick on strike, the union said.", LATE)
    assert not changes(told(WALKED), told(longer, newest=LATE))
    assert not changes(told(longer._replace(published=EARLY)), told(WALKED._replace(published=LATE), newest=LATE))


def test_the_same_inside_a_much_longer_sentence_is_no_change() -> None:
    longer = (
        f"{WALKED.text[:-1]}, while pickets lit fires, shared soup and turned lorries away from both Sandrake tunnels."
    )
    assert not changes(told(WALKED), told(Said("l", longer, LATE), newest=LATE))


def test_what_stands_beside_the_question_is_no_news() -> None:
    """The first claim holds both words of the question, the next one neither."""
    terms = tuple(Term(text=word, kind="word", variants=(Variant(word, 1.0),)) for word in ("pier", "open"))
    opens = Said("p", "The new pier will open on Monday in Arlby.", LATE)
    now = told(opens, TALKS, newest=LATE)
    asked = now.model_copy(update={"query": now.query.model_copy(update={"terms": terms})})
    assert changes(told(WALKED), asked).new == now.claims[:1]


def test_abstention_after_abstention_is_no_change() -> None:
    assert not changes(silent(), silent(newest=LATE))


def test_no_answer_any_more_is_no_change_as_long_as_the_words_stand() -> None:
    assert not changes(told(WALKED, BLOCKED), silent())


def test_a_quote_is_gone_with_its_article() -> None:
    before = told(WALKED, BLOCKED)
    for now in (silent(), told(BLOCKED)):
        found = find_changes(before, now, {"b": BLOCKED.text})
        assert found == Changes(gone=before.claims[0].quotes)


def test_a_quote_is_withdrawn_when_its_article_says_otherwise() -> None:
    before = told(WALKED)
    rewritten = {"a": WALKED.text.replace("1,400", "1,100")}
    assert find_changes(before, silent(), rewritten) == Changes(withdrawn=before.claims[0].quotes)


def test_what_its_own_article_corrects_is_told_once_as_a_change() -> None:
    corrected = WALKED._replace(text=WALKED.text.replace("1,400", "1,100"))
    found = find_changes(told(WALKED, BLOCKED), told(corrected), {"a": corrected.text, "b": BLOCKED.text}, {"a"})
    assert [one.sides for one in found.changed] == ["1,400 dockers / 1,100 dockers"]
    assert (found.new, found.withdrawn, found.gone) == ((), (), ())


def test_what_another_article_contradicts_is_still_told_as_withdrawn() -> None:
    other = Said("z", WALKED.text.replace("1,400", "1,100"), LATE)
    found = find_changes(told(WALKED), told(other, newest=LATE), {"a": "Corrected."})
    assert len(found.changed) == 1
    assert [quote.text for quote in found.withdrawn] == [WALKED.text]


def test_of_three_words_of_the_question_one_may_be_missing() -> None:
    stems = analyze("taps closed Brackenfall", "en")
    terms = tuple(Term(text=stem, kind="word", variants=(Variant(stem, 1.0),)) for stem in stems)
    closed = Said("p", "The taps of Brackenfall stay closed from ten to five.", LATE)
    opened = Said("q", "From Monday on the taps in Brackenfall run at night again.", LATE)
    thanked = Said("r", "Brackenfall's mayor thanked the residents for their patience.", LATE)
    now = told(closed, opened, thanked, newest=LATE)
    asked = now.model_copy(update={"query": now.query.model_copy(update={"terms": terms})})
    assert changes(told(WALKED), asked).new == now.claims[:2]


def test_a_quote_of_many_is_withdrawn_alone() -> None:
    before = told([WALKED, WALKED._replace(name="copy")])
    found = find_changes(before, silent(), {"a": WALKED.text})
    assert (found.withdrawn, found.gone) == ((), before.claims[0].quotes[1:])


def test_words_that_moved_within_their_article_are_not_withdrawn() -> None:
    assert not find_changes(told(WALKED), silent(), {"a": f"Updated. {WALKED.text}"})


def test_words_that_another_article_is_quoted_with_are_not_withdrawn() -> None:
    copy = WALKED._replace(name="copy", text=WALKED.text.upper())
    assert not find_changes(told(WALKED), told(copy), {})


def test_reports_far_apart_do_not_contradict_each_other() -> None:
    later = datetime(2025, 5, 5, tzinfo=UTC)
    now = told(Said("b", WALKED.text.replace("1,400", "1,100"), later), newest=later)
    assert changes(told(WALKED), now) == Changes(new=now.claims)


words = st.lists(
    st.sampled_from(
        [
            "Putin",
            "порт",
            "1,400",
            "1,100",
            "не",
            "not",
            "14",
            "March",
            "докеров",
            ",",
            ".",
            "“",
            "”",
            "ministry",
            "said",
            "the",
            "Kelbry",
            "ні",
            "�",
        ]
    ),
    min_size=1,
    max_size=12,
).map(" ".join)
claims_made = st.lists(
    st.builds(
        Said,
        st.sampled_from("abcdefgh"),
        st.one_of(words, st.text(min_size=1, max_size=40)),
        st.sampled_from([None, EARLY, LATE]),
        st.sampled_from(["en", "ru", "uk", "de"]),
    ),
    min_size=1,
    max_size=4,
    unique_by=lambda said: said.name,
)


@settings(max_examples=200, deadline=None)
@given(claims_made, st.randoms(use_true_random=False), st.sampled_from([None, EARLY, LATE]))
def test_a_reply_and_its_claims_in_any_order_never_change(
    said: list[Said], chance: random.Random, newest: datetime | None
) -> None:
    before = told(*said, newest=newest)
    again = list(said)
    chance.shuffle(again)
    assert not changes(before, told(*again, newest=LATE))


@settings(max_examples=200, deadline=None)
@given(claims_made, claims_made)
def test_whatever_the_replies_hold_each_claim_of_now_is_told_once_at_most(one: list[Said], other: list[Said]) -> None:
    before, now = told(*one), told(*other, newest=LATE)
    found = changes(before, now)
    claims = [*found.new, *(changed.now for changed in found.changed)]
    assert all(claims.count(claim) <= now.claims.count(claim) for claim in claims)
    assert all(claim in now.claims for claim in claims)
    assert (found.withdrawn, found.gone) == ((), ())
    assert all(changed.sides for changed in found.changed)


async def compare(before: Sequence[RawArticle], now: Sequence[RawArticle], question: str) -> tuple[Reply, Changes]:
    """The reply over the articles of `now`, and what changed since those of `before`."""
    async with open_desk(before, "memory") as then, open_desk(now, "memory") as desk:
        earlier = await then.service.answer(question, now=ASKED)
        reply = await desk.service.answer(question, now=ASKED)
        return reply, find_changes(earlier, reply, await desk.service.texts(list(kept(earlier))))


def until(day: str) -> list[RawArticle]:
    """The dated articles of the sample published before the day."""
    end = datetime.fromisoformat(f"{day}T00:00:00+00:00")
    return [raw for raw in read_folder(CORPUS) if raw.published and raw.published < end]


@pytest.mark.parametrize(
    "question",
    [
        "how many dockers walked out?",
        "what does the strike cost Merrowline a day?",
        "who leads the Quenmark Dockers' Union?",
        "how full is the Kelbry reservoir?",
    ],
)
async def test_news_of_other_things_changes_no_answer_of_the_sample(question: str) -> None:
    home = [raw for raw in read_folder(CORPUS) if "peace" not in str(raw.path)]
    newest = max(raw.published for raw in home if raw.published)
    abroad = [raw for raw in read_folder(CORPUS) if "peace" in str(raw.path)]
    later = [raw.model_copy(update={"published": newest + timedelta(hours=n)}) for n, raw in enumerate(abroad, 1)]
    reply, found = await compare(home, [*home, *later], question)
    assert isinstance(reply, Answer)
    assert not found


async def test_the_repair_of_the_dam_is_told_when_it_is_approved_and_when_that_is_denied() -> None:
    asked = "was the repair of the dam gate approved?"
    _, approved = await compare(until("2025-03-12"), until("2025-03-13"), asked)
    assert approved.new[0].text.startswith("The Ministry of Waters has approved the repair")
    _, denied = await compare(until("2025-03-13"), until("2025-03-14"), asked)
    told_now = [*denied.new, *(changed.now for changed in denied.changed)]
    assert [claim.text.split(" the repair")[0] for claim in told_now] == ["The Ministry of Waters has not approved"]


async def test_the_first_answer_to_a_question_of_the_sample_is_all_new() -> None:
    reply, found = await compare(until("2025-03-11"), until("2025-04-01"), "what does Russia demand?")
    assert isinstance(reply, Answer)
    assert found == Changes(new=reply.claims)


async def test_an_article_taken_away_withdraws_what_it_was_quoted_with() -> None:
    gone = make_raw("gone", "Seventeen ships wait outside Port Hallowick for a berth.", "2025-03-03")
    other = make_raw("other", "The Kelbry reservoir is 31 percent full after a dry winter.", "2025-03-04")
    _, found = await compare([gone, other], [other], "how many ships wait outside Port Hallowick?")
    assert [(quote.article_id, quote.text) for quote in found.gone] == [("gone", gone.text)]
    assert not found.withdrawn
    assert not found.new
    assert not found.changed


def test_articles_are_quoted_by_character_so_a_stored_text_is_all_it_takes() -> None:
    article = Article(id="a", text=f"🙂 {WALKED.text}")
    at = article.text.index(WALKED.text)
    claim = told(WALKED).claims[0]
    quote = claim.quotes[0].model_copy(update={"start": at, "end": at + len(WALKED.text)})
    before = told(WALKED).model_copy(update={"claims": (claim.model_copy(update={"quotes": (quote,)}),)})
    assert not find_changes(before, silent(), {"a": article.text})
