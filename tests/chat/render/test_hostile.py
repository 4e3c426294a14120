"""Whatever articles, titles, names and questions hold, a page parses, fits, and only our own markup acts."""

import re
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.chat.render import Page, render_reply, render_why
from bot.chat.render.guard import find_link, guard, visible
from bot.chat.render.runs import Part, Run, part_text, render_part
from bot.model.answer import Abstention, Answer
from bot.model.turn import Reply
from bot.text.messages import LANGUAGES, read_messages
from tests.chat.render.hostile import PIECES, abstentions, answers, pieces
from tests.chat.render.tdlib import cut, find_acting, parse_html

OURS = {"Bold", "Italic", "Code", "TextUrl", "ExpandableBlockQuote"}

slow = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def squeeze(text: str) -> str:
    return " ".join(text.split())


def whole(url: str) -> str:
    """As TDLib writes an address down: scheme and host in small letters, the path at least a slash."""
    host = url.split("://", 1)[-1]
    end = next((at for at, letter in enumerate(host) if letter in "/?#"), len(host))
    scheme = url.split("://", 1)[0].lower()
    return f"{scheme}://{host[:end].lower()}{'' if host[end : end + 1] == '/' else '/'}{host[end:]}"


def check_page(page: Page, urls: set[str]) -> None:
    assert len(page.html.encode()) <= 32768
    parsed = parse_html(page.html)
    assert parsed.text == page.text
    assert parsed.text.strip()
    assert len(parsed.text.encode("utf-16-le")) // 2 <= 4096
    assert len(parsed.entities) <= page.entities <= 100
    assert {entity.kind for entity in parsed.entities} <= OURS
    assert {entity.url for entity in parsed.entities if entity.kind == "TextUrl"} <= {whole(url) for url in urls}
    covered = [entity for entity in parsed.entities if entity.kind in ("Code", "TextUrl")]
    for found in find_acting(parsed.text):
        held = any(entity.start <= found.start and found.end <= entity.end for entity in covered)
        assert held, (found.kind, cut(parsed.text, found))


def urls_of(reply: Reply) -> set[str]:
    return (
        {source.article.url for source in reply.sources if source.article.url} if isinstance(reply, Answer) else set()
    )


@slow
@given(answers(), st.sampled_from(LANGUAGES), st.integers(0, 5))
def test_an_answer_parses_fits_and_holds_every_quote_letter_by_letter(
    answer: Answer, language: str, quotes: int
) -> None:
    pages = render_reply(answer, read_messages(language), quotes=quotes, asked="why?")
    for page in pages:
        check_page(page, urls_of(answer))
    texts = [squeeze(page.text) for page in pages]
    for claim in answer.claims[: max(1, quotes)]:
        for quote in claim.quotes:
            assert any(squeeze(visible(quote.text)) in text for text in texts)


@slow
@given(abstentions(), st.sampled_from(LANGUAGES))
def test_an_abstention_parses_and_fits(abstention: Abstention, language: str) -> None:
    for page in render_reply(abstention, read_messages(language), asked="what?"):
        check_page(page, set())


@slow
@given(st.one_of(answers(), abstentions()), st.sampled_from(LANGUAGES))
def test_why_parses_fits_and_is_the_same_twice(reply: Reply, language: str) -> None:
    pages = render_why(reply, read_messages(language))
    assert pages == render_why(reply.model_copy(update={"took_ms": 77.0}), read_messages(language))
    for page in pages:
        check_page(page, set())


@settings(max_examples=400, deadline=None)
@given(st.lists(pieces, max_size=30).map("".join), st.lists(st.integers(0, 80), max_size=4))
def test_what_telegram_would_act_on_is_code_wherever_markup_begins_and_ends(text: str, cuts: list[int]) -> None:
    """Also where a quote ends in the middle of an address."""
    text = visible(text)
    edges = [0, *sorted(min(at, len(text)) for at in cuts), len(text)]
    runs = [Run(text[first:last], "bold") for first, last in pairwise(edges)]
    part = Part(guard(runs), quoted=True)
    assert part_text(part) == text
    parsed = parse_html(f"x\n{render_part(part)}\nx")
    code = [entity for entity in parsed.entities if entity.kind == "Code"]
    for found in find_acting(parsed.text):
        assert any(entity.start <= found.start and found.end <= entity.end for entity in code), cut(parsed.text, found)


LETTERS = [visible(chr(code)) for code in (*range(0x600), *range(0x2000, 0x2070), *range(0xA7C0, 0xA7F8), 0x10FFFF)]
FORMS = (
    "#{}a", "a{}#ab", "{}@durov", "@du{}rov", "{}/start", "/st{}art", "{}.com", "a{}.com", "a.com{}", "a.com/{}x",
    "{}$USD", "ab{}@cd.com", "a@b.com{}", "http://{}a.com", "{}1.2.3.4", "4111{}111111111111", "tg://{}x",
    "a.com?{}x", "(a.com/(b){}",
)  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_no_letter_before_or_in_an_address_hides_it(form: str) -> None:
    lines = [form.format(letter) for letter in LETTERS if letter not in ("", "\n")]
    covered, start = set(), 0
    for line in lines:
        for run in (*guard((Run(line),)), Run("\n")):
            end = start + len(run.text.encode("utf-16-le")) // 2
            covered |= set(range(start, end)) if run.style == "code" else set()
            start = end
    text = "\n".join(lines)
    found = find_acting(text)
    assert found
    assert [cut(text, one) for one in found if not covered.issuperset(range(one.start, one.end))] == []


@pytest.mark.parametrize("text", [piece for piece in PIECES if piece.strip()])
def test_visible_drops_no_letter_and_no_digit(text: str) -> None:
    assert re.findall(r"[^\W_]", visible(text)) == re.findall(r"[^\W_]", text.replace("A\u030a", "Å"))


@given(st.text())
def test_what_is_visible_stays_as_it_is(text: str) -> None:
    assert visible(visible(text)) == visible(text)
    assert not re.search("[\x00-\x09\x0b-\x1f\u2028-\u202e\u030a\u0333\u033f\ud800-\udfff]", visible(text))


@given(st.one_of(st.text(), st.lists(pieces, max_size=6).map("".join).map("https://a.org/".__add__)))
def test_a_link_that_is_made_is_the_address_itself(url: str) -> None:
    link = find_link(url)
    if link is not None:
        [entity] = parse_html(render_part(Part((Run("x", "link", link),)))).entities
        assert entity.kind == "TextUrl"
        assert entity.url == whole(url)


@pytest.mark.parametrize(
    "url",
    [None, "", "tg://user?id=1", "javascript:alert(1)", "https://a@b.com", "https://localhost", "http://user?id=1",
     "https://[::1]/", "https://a.org/ x", "https://a.org/\u202e", "https://a.org/" + "x" * 1000, "//a.org", "a.org"],
)  # fmt: skip
def test_what_is_no_plain_address_is_no_link(url: str | None) -> None:
    assert find_link(url) is None
