"""What the buttons open: every sentence with its own sources, and nothing in it that acts."""

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.answer.service import AnswerService
from bot.chat.render.guard import visible
from bot.chat.render.pages import Page
from bot.chat.render.passages import tidy
from bot.chat.render.runs import Group
from bot.chat.render.views import (
    compose_differences,
    compose_markdown,
    compose_more,
    compose_plain,
    compose_source,
    compose_speakers,
    compose_timeline,
    has_differences,
    has_more,
    has_speakers,
    has_timeline,
    render_view,
)
from bot.measure.lines import Identified, read_unique
from bot.model.answer import Answer, Claim, Consulted
from bot.model.article import ArticleHead
from bot.model.turn import Reply
from bot.text.messages import LANGUAGES, Messages, read_messages
from tests.chat.render.hostile import abstentions, answers, said
from tests.chat.render.tdlib import cut, find_acting, parse_html
from tests.chat.render.test_hostile import OURS, squeeze, urls_of, whole
from tests.chat.render.test_reply import answer, claim, marked, quote, source

EN = read_messages("en")
QUESTIONS = Path(__file__).parents[2] / "questions" / "corpus.jsonl"
NUMBERS = re.compile(r"(?P<text>.*?)(?P<cited>( ?\[\^?\d+\])+)$", re.DOTALL)
SHORTENED = EN.text("bot-view-shortened")

slow = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


class Asked(Identified):
    """Of a question set, what is needed here."""

    question: str


class Cited(NamedTuple):
    """A sentence as a view shows it, and the numbers that follow it."""

    text: str
    numbers: frozenset[int]


def heads_of(reply: Reply) -> dict[str, ArticleHead]:
    """Of every second article: the others are gone meanwhile."""
    sources = reply.sources if isinstance(reply, Answer) else ()
    return {one.article.id: one.article for one in sources[::2]}


def views_of(reply: Answer, messages: Messages) -> dict[str, list[Group]]:
    """Every view that the answer's keyboard offers, by name."""
    found = {"copy": compose_plain(reply, messages), "markdown": compose_markdown(reply, messages)}
    for name, there, compose in (
        ("who", has_speakers, compose_speakers),
        ("differ", has_differences, compose_differences),
        ("timeline", has_timeline, compose_timeline),
    ):
        if there(reply):
            found[name] = compose(reply, messages)
    if more := compose_more(reply, heads_of(reply), messages):
        found["more"] = more
    for one in reply.sources:
        shown = compose_source(reply, one.n, messages)
        assert shown
        found[f"source {one.n}"] = shown
    return found


def check_view(page: Page, urls: set[str]) -> None:
    """As `check_page` of test_hostile, where a block to copy is ours too."""
    assert len(page.html.encode()) <= 32768
    parsed = parse_html(page.html)
    assert parsed.text == page.text
    assert parsed.text.strip()
    assert len(parsed.text.encode("utf-16-le")) // 2 <= 4096
    assert len(parsed.entities) <= page.entities <= 100
    assert {entity.kind for entity in parsed.entities} <= {*OURS, "Pre"}
    assert {entity.url for entity in parsed.entities if entity.kind == "TextUrl"} <= {whole(url) for url in urls}
    covered = [entity for entity in parsed.entities if entity.kind in ("Code", "Pre", "TextUrl")]
    for found in find_acting(parsed.text):
        held = any(entity.start <= found.start and found.end <= entity.end for entity in covered)
        assert held, (found.kind, cut(parsed.text, found))


def plain_sides(page: Page) -> list[Cited]:
    """The sentences of a copy: what stands before its list of sources."""
    [block] = marked(page, "Pre")
    return [read_cited(one) for one in block.split("\n\n")[:-1]]


def markdown_sides(page: Page) -> list[Cited]:
    [block] = marked(page, "Pre")
    quoted = block.split("\n\n")[:-1]
    cited = [read_cited(one.removeprefix("> ").replace("\n> ", "\n")) for one in quoted]
    return [Cited(re.sub(r"\\([^\w\s])", r"\1", one.text), one.numbers) for one in cited]


def listed_sides(page: Page) -> list[Cited]:
    """The sentences of a view whose groups begin with a heading; a sentence may be a list of several lines."""
    sides: list[Cited] = []
    for group in page.text.split("\n\n"):
        held: list[str] = []
        for line in group.split("\n")[1:]:
            held.append(line)
            if NUMBERS.fullmatch(line):
                sides.append(read_cited("\n".join(held)))
                held = []
            elif line.startswith("— "):
                held = []
    return sides


def read_cited(text: str) -> Cited:
    match = NUMBERS.fullmatch(text)
    assert match, text
    return Cited(match["text"], frozenset(map(int, re.findall(r"\d+", match["cited"]))))


def may_stand(side: Cited, claims: tuple[Claim, ...]) -> bool:
    """Whether each number beside a sentence is of a source that says so, none of one that says something else."""
    for one in claims:
        if one.differs:
            allowed = [Cited(tidy(quote.text), frozenset({quote.n})) for quote in one.quotes]
        else:
            allowed = [Cited(tidy(one.text), frozenset(quote.n for quote in one.quotes))]
            allowed += [Cited(tidy(quote.text), frozenset({quote.n})) for quote in one.quotes]
        if side in allowed:
            return True
    return False


@pytest.fixture(scope="module")
def asked() -> list[Asked]:
    return [Asked(id=one.id, question=one.question) for one in read_unique(QUESTIONS, Asked)]


async def test_no_sentence_of_any_view_stands_beside_a_source_that_says_otherwise(
    sample: AnswerService, asked: list[Asked]
) -> None:
    disputed = 0
    for one in asked:
        reply = await sample.answer(one.question)
        if not isinstance(reply, Answer):
            continue
        disputed += has_differences(reply)
        every = {quote.text for claim in reply.claims for quote in claim.quotes}
        for name, groups in views_of(reply, EN).items():
            read = {"copy": plain_sides, "markdown": markdown_sides, "who": listed_sides, "timeline": listed_sides,
                    "differ": listed_sides}.get(name)  # fmt: skip
            page = render_view(groups, EN)
            check_view(page, urls_of(reply))
            if read is None:
                continue
            sides = read(page)
            assert [side for side in sides if not may_stand(side, reply.claims)] == [], (one.question, name)
            if name in ("copy", "markdown", "who"):
                assert {tidy(one.text) for one in reply.claims} <= {side.text for side in sides}
            if name == "timeline":
                assert {side.text for side in sides} == set(map(tidy, every))
    assert disputed >= 5


@slow
@given(answers(), st.sampled_from(LANGUAGES), st.sampled_from(["", "2 newer articles <b>@durov"]))
def test_every_view_of_any_answer_parses_fits_and_only_our_markup_acts(reply: Answer, language: str, note: str) -> None:
    messages = read_messages(language)
    for groups in views_of(reply, messages).values():
        check_view(
            render_view(groups, messages, messages.text("bot-view-newer", count=2) if note else ""), urls_of(reply)
        )


@slow
@given(abstentions(), st.lists(said, min_size=1, max_size=8))
def test_what_was_looked_at_parses_and_fits(reply: Reply, passages: list[str]) -> None:
    consulted = tuple(Consulted(f"a{n % 3}", n, text, 1.0) for n, text in enumerate(passages))
    reply = reply.model_copy(update={"consulted": consulted})
    groups = compose_more(reply, {"a0": source(1).article}, EN)
    assert groups
    check_view(render_view(groups, EN), {"https://example.org/1"})


@slow
@given(answers())
def test_a_copy_holds_the_quotes_letter_by_letter_and_every_claim_has_its_footnotes(reply: Answer) -> None:
    page = render_view(compose_plain(reply, EN), EN)
    [block] = marked(page, "Pre") or marked(page, "Code")
    shown = [one for one in reply.claims if squeeze(visible(one.text)) in squeeze(block)]
    assert shown
    for one in shown:
        for n in {each.n for each in one.quotes}:
            assert f"[{n}]" in block
    if SHORTENED not in page.text and marked(page, "Pre"):
        assert len(shown) == len(reply.claims)
        assert all(squeeze(visible(quote.text)) in squeeze(block) for one in reply.claims if one.differs
                   for quote in one.quotes)  # fmt: skip


def test_a_copy_that_is_too_long_keeps_whole_claims_with_their_footnotes() -> None:
    claims = [claim(quote(n, f"{n} {'word ' * 250}end.")) for n in range(1, 5)]
    for compose in (compose_plain, compose_markdown):
        page = render_view(compose(answer(*claims), EN), EN)
        [block] = marked(page, "Pre")
        assert [n for n in range(1, 5) if f"Title {n}" in block] == [1, 2]
        assert block.count("end.") == 2
        assert page.text.endswith(SHORTENED)


def test_what_could_be_markdown_in_an_article_is_escaped() -> None:
    text = "*a* _b_ `c` [d](e) <f> #g |h| ~i~ \\j &amp;"
    [block] = marked(render_view(compose_markdown(answer(claim(quote(1, text))), EN), EN), "Pre")
    first = block.partition("\n")[0]
    assert first == r"> \*a\* \_b\_ \`c\` \[d\](e) \<f\> \#g \|h\| \~i\~ \\j \&amp;[^1]"
    assert "[^1]: [Title 1](<https://example.org/1>). Outlet 1, 12 March 2025" in block


def test_a_list_stays_one_quotation_in_markdown() -> None:
    [block] = marked(render_view(compose_markdown(answer(claim(quote(1, "Demands:\n- bread\n- rest"))), EN), EN), "Pre")
    assert block.startswith("> Demands:\n> - bread\n> - rest[^1]\n\n[^1]: ")


def test_a_source_is_shown_with_all_its_quotes_marked_in_their_passages() -> None:
    first, second = "Russia demands neutrality.", "Nobody agrees."
    passage = f"The talks go on. {first} {second} More follows."
    reply = answer(claim(quote(1, first, passage)), claim(quote(2)), claim(quote(1, second, passage)))
    groups = compose_source(reply, 1, EN)
    assert groups
    page = render_view(groups, EN)
    assert page.text == f"[1] Title 1\nOutlet 1, 12 March 2025\n\n{passage}"
    assert marked(page, "Bold") == [f"{first} {second}"]
    assert marked(page, "ExpandableBlockQuote") == [passage]
    assert compose_source(reply, 3, EN) is None


def test_speakers_come_in_the_order_in_which_they_speak_and_what_nobody_says_last() -> None:
    claims = [claim(quote(1, "A.")), claim(quote(2, "B."), speaker="Bob"), claim(quote(1, "C."), speaker="Ann"),
              claim(quote(2, "D."), speaker="Bob")]  # fmt: skip
    page = render_view(compose_speakers(answer(*claims), EN), EN)
    where = "Reported by Outlet 1, 12 March 2025"
    assert page.text == f"Bob\nB. [2]\nD. [2]\n\nAnn\nC. [1]\n\n{where}\nA. [1]"
    assert marked(page, "Bold") == ["Bob", "Ann", where]


def test_the_other_side_of_a_dispute_is_not_put_into_the_speakers_mouth() -> None:
    disputed = claim(quote(1, "12 ships."), quote(2, "15 ships."), speaker="Ann", differs=("12 / 15",))
    page = render_view(compose_speakers(answer(disputed), EN), EN)
    assert page.text == "Ann\n12 ships. [1]\n\nReported by Outlet 2, 13 March 2025\n15 ships. [2]"


def test_where_they_differ_shows_each_side_with_its_outlet_and_day() -> None:
    disputed = claim(quote(1, "12 ships."), quote(2, "15 ships."), differs=("12 / 15", "denied"))
    reply = answer(claim(quote(3, "Calm.")), disputed)
    page = render_view(compose_differences(reply, EN), EN)
    heading, *sides = page.text.split("\n")
    assert heading.startswith("Sources differ: 12 / 15; ")
    assert sides == ["12 ships. [1]", "— Outlet 1, 12 March 2025", "15 ships. [2]", "— Outlet 2, 13 March 2025"]
    assert not has_differences(answer(claim(quote(1))))


def test_a_timeline_is_by_day_of_publication_and_leaves_the_undated_out() -> None:
    named = (source(1), source(2, published=datetime(2025, 3, 2, 9, tzinfo=UTC)), source(3, published=None))
    claims = [claim(quote(1, "Late."), quote(3, "Unknown.")), claim(quote(2, "Early."))]
    page = render_view(compose_timeline(answer(*claims, sources=named), EN), EN)
    early, late, note = page.text.split("\n\n")
    assert early == "Outlet 2, 2 March 2025\nEarly. [2]"
    assert late == "Outlet 1, 12 March 2025\nLate. [1]"
    assert marked(page, "Italic") == [note] == [EN.text("bot-view-timeline-note")]
    assert not has_timeline(answer(claim(quote(1))))
    assert not has_timeline(answer(claim(quote(1), quote(3)), sources=(source(1), source(3, published=None))))


def test_a_view_that_needs_more_than_a_message_says_so() -> None:
    claims = [claim(quote(n, f"{n} {'word ' * 300}"), speaker=f"Speaker {n}") for n in range(1, 5)]
    note = EN.text("bot-view-newer", count=2)
    page = render_view(compose_speakers(answer(*claims), EN), EN, note)
    assert "Speaker 1" in page.text
    assert "Speaker 4" not in page.text
    assert SHORTENED in page.text
    assert note in page.text


def test_there_is_nothing_more_where_all_was_quoted() -> None:
    reply = answer(claim(quote(1)))
    assert not has_more(reply)
    assert compose_more(reply, {}, EN) is None


def test_more_passages_name_their_articles_as_far_as_they_are_still_there() -> None:
    consulted = (Consulted("a7", 1, "First.", 2.0), Consulted("a8", 2, "Second.", 1.0))
    groups = compose_more(answer(claim(quote(1)), consulted=consulted), {"a7": source(7).article}, EN)
    assert groups
    assert render_view(groups, EN).text == (
        f"{EN.text('bot-view-more')}\n\nTitle 7\nOutlet 7, 18 March 2025\nFirst.\n\na8\nSecond."
    )
