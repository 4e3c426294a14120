"""What arrives by itself: into the store and the index, one piece at a time."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.answer.service import AnswerService
from bot.index.disk import DiskIndex
from bot.ingest.arrivals import Arrivals, key_of
from bot.ingest.fetch.fetching import Conditions, Fetched
from bot.ingest.service import ingest
from bot.model.answer import Answer
from bot.model.arrival import Arrival
from bot.model.article import RawArticle
from bot.model.errors import EngineError
from bot.model.post import Channel, Post
from bot.model.protocols import ArticleStore, IndexEngine
from bot.store.sql import open_store
from tests.ingest.read.files import make_pdf

NOW = datetime(2026, 3, 4, 9, 30, tzinfo=UTC)
HARBOUR = "Harbour talks resume\n\nThe harbour ministry said on Monday that talks with the dockers would resume.\n"
PAGE = """<html lang="en"><head><title>Tolls rise</title><meta property="og:site_name" content="Coast Post">
<meta property="article:published_time" content="2026-03-03T08:00:00Z">{canonical}</head><body><article><h1>Tolls
rise</h1><p>The bridge company said on Tuesday that tolls would rise by nine percent in April, the first increase in
four years.</p><p>Drivers who cross every day will pay about forty euros more a month, its director Lena Holm said.
</p></article></body></html>"""
CHANNEL = Channel(-1001234567890, "Coast Alerts", "coast_alerts")
PRIVATE = Channel(-1001234567890, "Coast Alerts")


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[ArticleStore]:
    opened = await open_store(tmp_path / "store.db")
    yield opened
    await opened.close()


@pytest.fixture
def engine(tmp_path: Path) -> IndexEngine:
    return DiskIndex(tmp_path / "index")


@pytest.fixture
def arrivals(store: ArticleStore, engine: IndexEngine) -> Arrivals:
    return Arrivals(store, engine)


def fetched(body: str | bytes, url: str = "https://coast.example/tolls", kind: str = "text/html") -> Fetched:
    return Fetched(url, body.encode() if isinstance(body, str) else body, kind, Conditions())


def post(text: str, message_id: int = 7, channel: Channel = CHANNEL) -> Post:
    return Post(channel=channel, message_id=message_id, published=NOW, text=text)


async def held(store: ArticleStore, collection: str = "public") -> set[str]:
    return set(await store.hashes(collection))


async def test_a_file_is_searchable_when_the_call_returns(
    arrivals: Arrivals, store: ArticleStore, engine: IndexEngine
) -> None:
    service = AnswerService(store, engine)
    arrival = await arrivals.take_file(HARBOUR.encode(), "talks.txt")
    assert (arrival.state, arrival.passages, arrival.of, arrival.refusal) == ("new", 1, None, None)
    assert arrival.head is not None
    assert (arrival.head.title, arrival.head.path) == ("Harbour talks resume", None)
    reply = await service.answer("What did the harbour ministry say about the dockers?")
    assert isinstance(reply, Answer)
    assert [source.article.id for source in reply.sources] == [arrival.head.id]
    assert await arrivals.find(key_of(arrival.head)) == arrival.head


async def test_the_same_file_again_is_unchanged_and_a_corrected_one_updates(
    arrivals: Arrivals, store: ArticleStore
) -> None:
    first = await arrivals.take_file(HARBOUR.encode(), "talks.txt")
    assert (await arrivals.take_file(HARBOUR.encode(), "talks.txt")).state == "unchanged"
    corrected = await arrivals.take_file(HARBOUR.replace("Monday", "Tuesday").encode(), "Talks.txt")
    assert (corrected.state, corrected.head) == ("updated", first.head)
    assert len(await held(store)) == 1


async def test_files_of_one_name_and_other_titles_are_two_articles(arrivals: Arrivals, store: ArticleStore) -> None:
    await arrivals.take_file(HARBOUR.encode(), "document.txt")
    other = await arrivals.take_file(
        b"Ferry fares fall\n\nFares fall by two euros in May, the line says.\n", "document.txt"
    )
    assert other.state == "new"
    assert len(await held(store)) == 2


async def test_the_same_text_under_another_name_is_a_duplicate_and_says_of_which(
    arrivals: Arrivals, store: ArticleStore
) -> None:
    first = await arrivals.take_file(HARBOUR.encode(), "talks.txt")
    again = await arrivals.take_file(HARBOUR.upper().encode(), "copy.md")
    assert (again.state, again.of, again.passages) == ("duplicate", first.head, 0)
    assert len(await held(store)) == 1


@pytest.mark.parametrize(
    ("data", "name", "refusal"),
    [
        (b"", "a.txt", "empty"),
        (b"\0\1\2" * 50, "a.txt", "binary"),
        (b"12 34 ...", "a.txt", "no-text"),
        (b"%PDF-1.4 nothing", "a.pdf", "damaged"),
        (b"hello", "a.exe", "kind"),
        (b"{}", "a.jsonl", "kind"),
        (b"hello", "", "kind"),
        (b"---\ntitle: [\n---\ntext", "a.md", "front-matter"),
        (b"x" * 2_000, "a.txt", "too-large"),
        (make_pdf([[]]), "a.pdf", "no-text"),
        (b"<html></html>", "a.html", "no-text"),
    ],
)
async def test_what_is_no_article_is_refused_with_its_reason(
    store: ArticleStore, engine: IndexEngine, data: bytes, name: str, refusal: str
) -> None:
    arrival = await Arrivals(store, engine, max_bytes=1_000).take_file(data, name)
    assert (arrival.state, arrival.refusal, arrival.head) == ("refused", refusal, None)
    assert arrival.reason
    assert not await held(store)


async def test_a_page_has_its_own_title_outlet_date_and_address(arrivals: Arrivals) -> None:
    arrival = await arrivals.take_page(fetched(PAGE.format(canonical="")))
    assert arrival.state == "new"
    assert arrival.head is not None
    assert (arrival.head.title, arrival.head.outlet) == ("Tolls rise", "Coast Post")
    assert arrival.head.published == datetime(2026, 3, 3, 8, tzinfo=UTC)
    assert arrival.head.url == "https://coast.example/tolls"


async def test_a_page_names_another_address_of_its_own_site_and_never_one_of_another(arrivals: Arrivals) -> None:
    moved = PAGE.format(canonical='<link rel="canonical" href="https://www.coast.example/news/tolls">')
    own = await arrivals.take_page(fetched(moved, "https://coast.example/t?utm_source=x"))
    assert own.head is not None
    assert own.head.url == "https://www.coast.example/news/tolls"
    stolen = PAGE.replace("nine", "ten").format(canonical='<link rel="canonical" href="https://bank.example/rates">')
    other = await arrivals.take_page(fetched(stolen, "https://evil.example/x"))
    assert other.head is not None
    assert other.head.url == "https://evil.example/x"


async def test_other_documents_at_links_are_read_by_their_type(arrivals: Arrivals) -> None:
    plain = await arrivals.take_page(fetched(HARBOUR, "https://coast.example/talks", "text/plain; charset=utf-8"))
    assert (plain.state, plain.head and plain.head.url) == ("new", "https://coast.example/talks")
    pdf = make_pdf([["The ferry line said that fares would fall in May."]])
    read = await arrivals.take_page(fetched(pdf, "https://coast.example/fares", "application/pdf"))
    assert read.state == "new"
    picture = await arrivals.take_page(fetched(b"GIF89a", "https://coast.example/x.gif", "image/gif"))
    assert (picture.state, picture.refusal) == ("refused", "kind")


async def test_the_charset_of_the_header_counts_where_the_page_is_silent(arrivals: Arrivals) -> None:
    page = "<html><body><article><p>" + "Мост закроют на ремонт в апреле, сообщила мэрия города во вторник. " * 3
    body = f"{page}</p></article></body></html>".encode("cp1251")
    arrival = await arrivals.take_page(fetched(body, kind='text/html; charset="windows-1251"'))
    assert arrival.head is not None
    assert (arrival.state, arrival.head.language) == ("new", "ru")


async def test_a_post_is_an_article_with_its_link_and_its_edit_updates_it(
    arrivals: Arrivals, store: ArticleStore
) -> None:
    arrival = await arrivals.take_post(post("The bridge is closed until noon after a crash."))
    assert arrival.head is not None
    assert (arrival.state, arrival.head.outlet, arrival.head.published) == ("new", "Coast Alerts", NOW)
    assert arrival.head.url == "https://t.me/coast_alerts/7"
    assert (arrival.head.title, arrival.head.inferred) == (
        "The bridge is closed until noon after a crash.",
        ("language", "title"),
    )
    edited = await arrivals.take_post(post("The bridge is open again after a crash this morning."))
    assert (edited.state, edited.head and edited.head.id) == ("updated", arrival.head.id)
    private = await arrivals.take_post(post("The tunnel is closed for repairs all night.", 8, PRIVATE))
    assert private.head is not None
    assert private.head.url == "https://t.me/c/1234567890/8"
    renamed = await arrivals.take_post(post("The bridge is open again after a crash this morning.", channel=PRIVATE))
    assert renamed.state == "updated"
    assert len(await held(store)) == 2


@pytest.mark.parametrize(
    "text", ["", "Good morning!", "https://coast.example/a-long-link-of-many-words", "#a #b #c #d #e"]
)
async def test_a_post_without_a_sentence_is_left_out_and_an_edit_to_none_takes_it_away(
    arrivals: Arrivals, store: ArticleStore, engine: IndexEngine, text: str
) -> None:
    assert (await arrivals.take_post(post(text))).refusal == "no-text"
    await arrivals.take_post(post("The bridge is closed until noon after a crash."))
    assert len(await held(store)) == 1
    assert (await arrivals.take_post(post(text))).state == "refused"
    assert (await held(store), len(engine)) == (set(), 0)


async def test_many_at_once_take_turns_and_nothing_is_lost_or_stored_twice(
    arrivals: Arrivals, store: ArticleStore, engine: IndexEngine
) -> None:
    texts = [f"Report {n}\n\nThe town of Alder{n} said that its bridge would close on day {n}." for n in range(12)]
    service = AnswerService(store, engine)
    taken = await asyncio.gather(
        *(arrivals.take_file(text.encode(), f"{number}.txt") for number, text in enumerate(texts)),
        *(arrivals.take_file(text.encode(), f"copy-{number}.txt") for number, text in enumerate(texts)),
        *(service.answer("Which bridge would close?") for _ in range(5)),
    )
    states = [one.state for one in taken if isinstance(one, Arrival)]
    assert sorted(states) == ["duplicate"] * 12 + ["new"] * 12
    assert set(engine.article_passages()) == await held(store)
    assert len(await held(store)) == 12


async def test_what_another_writer_stored_meanwhile_is_known(
    arrivals: Arrivals, store: ArticleStore, engine: IndexEngine
) -> None:
    await arrivals.take_file(b"Ferry fares fall\n\nFares fall by two euros in May, the line says.\n", "fares.txt")
    other = RawArticle(id="talks", text=HARBOUR)
    await ingest([other], store=store, engine=engine)
    again = await arrivals.take_file(HARBOUR.encode(), "talks.txt")
    assert (again.state, again.of and again.of.id) == ("duplicate", "talks")
    await store.remove("public", ["talks"])
    assert (await arrivals.take_file(HARBOUR.encode(), "talks.txt")).state == "new"


async def test_removed_it_is_found_nowhere_and_can_come_again(
    arrivals: Arrivals, store: ArticleStore, engine: IndexEngine
) -> None:
    arrival = await arrivals.take_file(HARBOUR.encode(), "talks.txt")
    assert arrival.head is not None
    assert await arrivals.remove(arrival.head.id)
    assert (await held(store), len(engine)) == (set(), 0)
    assert await arrivals.find(key_of(arrival.head)) is None
    assert not await arrivals.remove(arrival.head.id)
    assert (await arrivals.take_file(HARBOUR.encode(), "talks.txt")).state == "new"


async def test_collections_do_not_see_each_other(store: ArticleStore, engine: IndexEngine, tmp_path: Path) -> None:
    public, desk = Arrivals(store, engine), Arrivals(store, DiskIndex(tmp_path / "desk"), "desk")
    first = await public.take_file(HARBOUR.encode(), "talks.txt")
    second = await desk.take_file(HARBOUR.encode(), "talks.txt")
    assert (first.state, second.state) == ("new", "new")
    assert first.head is not None
    assert second.head is not None
    assert second.head.collection == "desk"
    assert await desk.find(key_of(first.head)) is None
    assert await desk.remove(second.head.id)
    assert (await held(store), await held(store, "desk")) == ({first.head.id}, set())


async def test_while_another_process_writes_it_is_waited_for_and_nothing_is_lost(
    store: ArticleStore, tmp_path: Path
) -> None:
    engine, other = DiskIndex(tmp_path / "index"), DiskIndex(tmp_path / "index")
    arrivals = Arrivals(store, engine)
    with other._writer():
        taking = asyncio.create_task(arrivals.take_file(HARBOUR.encode(), "talks.txt"))
        await asyncio.sleep(0.3)
        assert not taking.done()
    arrival = await taking
    assert (arrival.state, arrival.passages, len(engine)) == ("new", 1, 1)


async def test_an_index_that_stays_closed_is_an_error_and_made_whole_before_the_next_piece(
    store: ArticleStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.ingest.indexing.PATIENCE", 0.05)
    engine, other = DiskIndex(tmp_path / "index"), DiskIndex(tmp_path / "index")
    arrivals = Arrivals(store, engine)
    with other._writer(), pytest.raises(EngineError):
        await arrivals.take_file(HARBOUR.encode(), "talks.txt")
    assert (len(await held(store)), len(engine)) == (1, 0)
    await arrivals.take_file(b"Ferry fares fall\n\nFares fall by two euros in May, the line says.\n", "fares.txt")
    assert set(engine.article_passages()) == await held(store)
    assert len(engine) == 2
