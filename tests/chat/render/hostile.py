"""Hostile replies for property tests: article text, titles, names and questions that try to act."""

from datetime import UTC, datetime

from hypothesis import strategies as st

from bot.model.answer import Abstention, Answer, Claim, Consulted, Coverage, Nearest, Quote, Reason, Source
from bot.model.article import ArticleHead
from bot.model.query import Correction, Query, Term, Variant

COVERAGE = Coverage(articles=3, oldest=datetime(2025, 3, 1, tzinfo=UTC), newest=datetime(2025, 3, 9, tzinfo=UTC))

PIECES = (
    "<b>", "</b>", "<a href='tg://user?id=1'>x</a>", "</blockquote>", "<blockquote expandable>", "<", ">",
    "&", "&lt;", "&amp;lt;", "&#60;", '"', "'", "*bold*", "_i_", "`code`", "[x](tg://user?id=5)", "||s||",
    "@durov", "@a_b", "@everyone", "a@b.com", "#tag", "#тег", "$USD", "$1INCH", "/start", "/start@other_bot",
    "t.me/x", "https://t.me/+abc", "HTTP://EVIL.COM", "http://user:pw@evil.com/a_(b)",
    "tg://resolve?domain=x", "ton://a", "evil.com", "пример.рф", "1.2.3.4", "foo.укр/путь",
    "4111 1111 1111 1111", "4111-1111-1111-1111", "+1 (212) 555-0123", "U.S.", "a.m.", "end.Next",
    "xn--e1afmkfd.xn--p1ai", "\u202e", "\u2066", "\u200f\u200f\u200e", "\u200b", "\u200c", "\ufeff", "\x00",
    "\x07", "\r", "\r\n", "\u2028", "\x85", "A\u030a", "\u0333", "\ud800", "👩‍👩‍👧", "🇺🇦", "𝔘𝔫𝔦", "𐍈", "é",
    "שלום", "مرحبا", "\u00a0", "\u3000", "\t",
    "#\u0558", "#\U0001DF00x", "\u058b.com", "²/start", "\u0301@durov",
    "Russia demands neutrality", "Він сказав", ".", ",", "!", "(",
    ")", "«", "»", "“", "”", "/", "@", "#", "$", ":", "://", "-",
)  # fmt: skip
SPACES = ("", "", " ", " ", " ", "\n", "\n\n")

pieces = st.one_of(st.sampled_from(PIECES), st.sampled_from(SPACES), st.text(max_size=6))
short = st.lists(pieces, max_size=12).map("".join)
said = st.lists(pieces, min_size=1, max_size=40).map("".join).filter(lambda text: bool(text.strip()))
around = st.one_of(short, st.lists(pieces, max_size=60).map("".join), short.map(lambda text: f"{text} word " * 90))
links = st.one_of(
    st.none(),
    short,
    st.sampled_from(
        [
            "https://example.org/a?b=1&c=%22#d",
            "https://example.org/'\"><b>",
            "tg://user?id=5",
            "javascript:alert(1)",
            "http://t.me",
            "https://[::1",
            "https://a@b.com/x",
            "https://example.org/" + "x" * 900,
            "https://example.org/" + "x" * 9000,
            "https://пример.рф/путь",
        ]
    ),
)
moments = st.one_of(st.none(), st.just(datetime(2025, 3, 8, 23, tzinfo=UTC)))


@st.composite
def heads(draw: st.DrawFn, article_id: str) -> ArticleHead:
    inferred = draw(st.sampled_from([(), ("title",), ("title", "published", "outlet", "url")]))
    return ArticleHead(
        id=article_id,
        title=draw(st.one_of(st.none(), short)),
        outlet=draw(st.one_of(st.none(), short)),
        url=draw(links),
        published=draw(moments),
        inferred=inferred,
    )


@st.composite
def quotes(draw: st.DrawFn, n: int) -> Quote:
    text = draw(said)
    passage = draw(around) + text + draw(around) if draw(st.integers(0, 5)) else draw(around)
    return Quote(n=n, article_id=f"a{n}", start=0, end=len(text), text=text, passage=passage)


@st.composite
def claims(draw: st.DrawFn, sources: int) -> Claim:
    numbers = draw(st.lists(st.integers(1, sources), min_size=1, max_size=4))
    carrying = tuple(draw(quotes(n)) for n in numbers)
    speaker = draw(st.one_of(st.none(), short))
    differs = tuple(draw(st.lists(short, max_size=2)))
    return Claim(text=carrying[0].text, speaker=speaker, quotes=carrying, outlets=len(numbers), differs=differs)


@st.composite
def queries(draw: st.DrawFn) -> Query:
    words = draw(st.lists(short, max_size=4))
    return Query(
        question=draw(short),
        language="en",
        terms=tuple(Term(text=word, kind="word", variants=(Variant(word, 0.5),)) for word in words),
        phrases=tuple(words[:1]),
        corrections=tuple(Correction(word, word[::-1]) for word in words),
        widened=tuple(words),
        outlets=tuple(words[:2]),
        since=draw(moments),
    )


@st.composite
def answers(draw: st.DrawFn) -> Answer:
    count = draw(st.integers(1, 4))
    sources = tuple(Source(n=n, article=draw(heads(f"a{n}"))) for n in range(1, count + 1))
    made = tuple(draw(st.lists(claims(count), min_size=1, max_size=4)))
    consulted = tuple(Consulted(f"a{n}", n, draw(around), 9.5 - n) for n in range(1, count + 1))
    query = draw(queries())
    return Answer(query=query, claims=made, sources=sources, confidence=0.5, coverage=COVERAGE, consulted=consulted)


@st.composite
def abstentions(draw: st.DrawFn) -> Abstention:
    near = tuple(Nearest(article, draw(around)) for article in draw(st.lists(short, max_size=3)))
    reason = draw(st.sampled_from(Reason))
    return Abstention(query=draw(queries()), reason=reason, detail=draw(short), nearest=near, coverage=COVERAGE)
