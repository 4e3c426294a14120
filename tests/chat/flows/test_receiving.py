"""What an operator sends to be read: links, documents and forwarded posts, over real HTTP."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.answer.service import AnswerService
from bot.index.disk import DiskIndex
from bot.ingest.arrivals import Arrivals
from bot.playground.server import TelegramServer
from bot.playground.server.chats import Chat
from bot.playground.server.reading import Shown
from bot.playground.server.users import User
from bot.store.sql import SqlStore, open_store
from tests.chat.flows.test_commands import EN, alone, look, meet, tap, telegram, write
from tests.chat.running import Bot, running
from tests.ingest.fetch.site import Site, open_site
from tests.ingest.read.docx import make_docx
from tests.ingest.read.files import make_pdf

__all__ = ["alone", "telegram"]
pytestmark = pytest.mark.asyncio(loop_scope="module")

OPERATOR = 4_999_999
ASKED = "By how much would the tolls rise?"
TOLLS = "The bridge company said on Tuesday that tolls would rise by nine percent in April."
PAGE = f"""<html lang="en"><head><title>Tolls rise</title><meta property="og:site_name" content="Coast Post">
<meta property="article:published_time" content="2026-03-03T08:00:00Z"></head><body><article><h1>Tolls rise</h1>
<p>{TOLLS}</p><p>Drivers who cross every day will pay forty euros more a month, its director Lena Holm said.</p>
</article></body></html>"""


@pytest_asyncio.fixture(loop_scope="module")
async def store(tmp_path: Path) -> AsyncIterator[SqlStore]:
    opened = await open_store(tmp_path / "articles.db")
    yield opened
    await opened.close()


@pytest.fixture
def arrivals(store: SqlStore, tmp_path: Path) -> Arrivals:
    return Arrivals(store, DiskIndex(tmp_path / "index"))


@pytest.fixture
def olga(alone: TelegramServer) -> User:
    return meet(alone, "Olga", id=OPERATOR)


@pytest_asyncio.fixture(loop_scope="module")
async def site() -> AsyncIterator[Site]:
    async with open_site() as opened:
        yield opened


@pytest_asyncio.fixture(loop_scope="module")
async def bot(
    alone: TelegramServer, file: Path, store: SqlStore, arrivals: Arrivals, site: Site, olga: User
) -> AsyncIterator[Bot]:
    """Open to everybody, over a collection of its own that is empty."""
    answers = AnswerService(store, arrivals.engine)
    operators, allowed = frozenset({olga.id}), frozenset({site.host})
    async with running(
        alone, file, answers=answers, arrivals=arrivals, operators=operators, fetch_allowed=allowed
    ) as started:
        yield started


async def send(telegram: TelegramServer, user: User, name: str, content: bytes | str, size: int | None = None) -> Shown:
    """The first message that answers a document."""
    before = len(telegram.answers(user.id))
    telegram.people.send_document(user.id, user.id, name, content, size=size)
    return (await telegram.wait_for_answers(user.id, before + 1))[before]


def labels(shown: Shown) -> list[str]:
    return [one for row in shown.keyboard for one in row]


def make_channel(telegram: TelegramServer, owner: User, username: str | None = "coast_alerts") -> Chat:
    """A channel that the bot is not in."""
    channel = telegram.world.group("Coast Alerts", owner.id, kind="channel", bot="")
    channel.username = username
    return channel


async def held(store: SqlStore) -> int:
    return len(await store.hashes("public"))


async def test_a_link_is_read_shown_opened_asked_about_and_removed_again(
    alone: TelegramServer, bot: Bot, site: Site, olga: User, store: SqlStore
) -> None:
    site.put("/tolls", PAGE, Content_Type="text/html; charset=utf-8")
    told = await write(alone, olga.id, olga, f" {site.url}/tolls ")
    assert told.text.splitlines()[:3] == [EN.text("arrival-new"), "Tolls rise", "Coast Post, 3 March 2026"]
    assert labels(told) == [EN.text("arrival-open"), EN.text("arrival-undo")]
    answered = await write(alone, olga.id, olga, ASKED)
    assert TOLLS in answered.text
    await tap(alone, olga.id, told.id, olga, EN.text("arrival-open"))
    opened = (await alone.wait_for_answers(olga.id, 3))[2]
    assert (TOLLS in opened.text, opened.reply_to) == (True, told.id)
    assert await tap(alone, olga.id, told.id, olga, EN.text("arrival-undo")) == ""
    await alone.until(lambda: bool(look(alone, olga.id, told.id).edited))
    assert look(alone, olga.id, told.id).text == EN.text("arrival-removed", title="Tolls rise")
    assert await held(store) == 0
    gone = await tap(alone, olga.id, told.id, olga, f"piece:open:{12345678}")
    assert gone == EN.text("arrival-gone")
    assert TOLLS not in (await write(alone, olga.id, olga, ASKED)).text


async def test_the_same_link_again_and_a_changed_page_and_a_copy_say_what_they_are(
    alone: TelegramServer, bot: Bot, site: Site, olga: User, store: SqlStore
) -> None:
    link = f"{site.url}/tolls"
    site.put("/tolls", PAGE, Content_Type="text/html")
    await write(alone, olga.id, olga, link)
    again = await write(alone, olga.id, olga, link)
    assert (again.text.splitlines()[0], labels(again)) == (EN.text("arrival-unchanged"), [EN.text("arrival-open")])
    site.put("/copy", PAGE, Content_Type="text/html")
    copied = await write(alone, olga.id, olga, f"{site.url}/copy")
    assert copied.text.splitlines()[:2] == [EN.text("arrival-duplicate"), "Tolls rise"]
    site.put("/tolls", PAGE.replace("nine", "ten"), Content_Type="text/html")
    changed = await write(alone, olga.id, olga, link)
    assert changed.text.splitlines()[0] == EN.text("arrival-updated")
    assert "ten percent" in (await write(alone, olga.id, olga, ASKED)).text
    assert await held(store) == 1


async def test_a_page_is_read_for_a_person_who_sends_it_whatever_robots_txt_asks_of_programs(
    alone: TelegramServer, bot: Bot, site: Site, olga: User
) -> None:
    """One page, once, since somebody asked for it by its address: that is no robot (see the README)."""
    site.put("/robots.txt", "User-agent: *\nDisallow: /\n")
    site.put("/tolls", PAGE, Content_Type="text/html")
    told = await write(alone, olga.id, olga, f"{site.url}/tolls")
    assert told.text.splitlines()[0] == EN.text("arrival-new")
    assert [request.url.path for request in site.asked] == ["/tolls"]


async def test_a_link_in_a_question_is_a_question_and_so_is_anything_by_others(
    alone: TelegramServer, bot: Bot, site: Site, olga: User, store: SqlStore
) -> None:
    site.put("/tolls", PAGE, Content_Type="text/html")
    ann = meet(alone, "Ann")
    for user, text in ((olga, f"what does Coast Post say about {site.url}/tolls ?"), (ann, f"{site.url}/tolls")):
        assert EN.text("arrival-new") not in (await write(alone, user.id, user, text)).text
    refused = await send(alone, ann, "tolls.txt", TOLLS)
    assert refused.text == EN.text("bot-text-only")
    group = alone.world.group("Desk", olga.id, ann.id, bot="administrator")
    alone.people.send_document(group.id, olga.id, "tolls.txt", TOLLS)
    await write(alone, group.id, olga, "/ask@briefing_test_bot what?")
    assert (site.asked, await held(store)) == ([], 0)
    shown = await send(alone, olga, "tolls.txt", TOLLS)
    alone.people.tap_data(olga.id, shown.id, ann.id, str(shown.buttons[0][1]["callback_data"]))
    await alone.wait_for_polls()
    assert await held(store) == 1, "nobody but operators takes anything away"


@pytest.mark.parametrize("name", ["tolls.txt", "Tolls.MD", "tolls.html", "tolls.pdf", "tolls.docx"])
async def test_documents_of_every_kind_are_read(alone: TelegramServer, bot: Bot, olga: User, name: str) -> None:
    kinds = {"pdf": make_pdf([[TOLLS]]), "html": PAGE.encode(), "docx": make_docx(TOLLS)}
    told = await send(alone, olga, name, kinds.get(name.rpartition(".")[2].lower(), TOLLS.encode()))
    assert told.text.splitlines()[0] == EN.text("arrival-new")
    assert TOLLS in (await write(alone, olga.id, olga, ASKED)).text


@pytest.mark.parametrize(
    ("name", "content", "size", "refusal"),
    [
        ("notes.exe", b"MZ", None, "kind"),
        ("", b"words", None, "kind"),
        ("a.txt", b"\0\1\2" * 99, None, "binary"),
        ("a.pdf", b"no pdf", None, "damaged"),
        ("a.docx", b"PK no docx", None, "damaged"),
        ("a.txt", b"words", 20 * 1024 * 1024 + 1, "too-large-telegram"),
    ],
)
async def test_what_cannot_be_read_says_why_and_what_to_do(
    alone: TelegramServer,
    bot: Bot,
    olga: User,
    store: SqlStore,
    name: str,
    content: bytes,
    size: int | None,
    refusal: str,
) -> None:
    told = await send(alone, olga, name, content, size)
    assert told.text == EN.text(f"arrival-refused-{refusal}", name=name)
    assert await held(store) == 0
    assert bool(alone.world.called("getFile")) == (refusal in ("binary", "damaged"))


async def test_addresses_that_cannot_be_fetched_say_so(alone: TelegramServer, bot: Bot, site: Site, olga: User) -> None:
    missing = await write(alone, olga.id, olga, f"{site.url}/nowhere")
    assert missing.text == EN.text("error-fetch-status", host="127.0.0.1", status=404)
    private = await write(alone, olga.id, olga, "http://localhost:1/x")
    assert private.text == EN.text("error-fetch-private", host="localhost")


async def test_a_file_that_telegram_does_not_hand_over_is_asked_for_again(
    alone: TelegramServer, bot: Bot, olga: User
) -> None:
    alone.fault("getFile", code=400, description="Bad Request: wrong file_id or the file is temporarily unavailable")
    assert (await send(alone, olga, "tolls.txt", TOLLS)).text == EN.text("arrival-not-downloaded")


async def test_forwarded_posts_carry_their_channel_date_and_link(
    alone: TelegramServer, bot: Bot, olga: User, store: SqlStore
) -> None:
    channel = make_channel(alone, olga)
    post = alone.people.write(channel.id, olga.id, TOLLS)
    before = len(alone.answers(olga.id))
    alone.people.forward(olga.id, olga.id, channel.id, post)
    told = (await alone.wait_for_answers(olga.id, before + 1))[before]
    assert told.text.splitlines()[0] == EN.text("arrival-new")
    assert "Coast Alerts, " in told.text
    [number] = await store.hashes("public")
    article = await store.find_article("public", number)
    assert article is not None
    assert (article.url, article.outlet) == (f"https://t.me/coast_alerts/{post}", "Coast Alerts")
    answered = await write(alone, olga.id, olga, ASKED)
    assert TOLLS in answered.text


async def test_of_a_forwarded_album_the_words_are_read_and_the_pictures_are_no_matter(
    alone: TelegramServer, bot: Bot, olga: User
) -> None:
    channel = make_channel(alone, olga)
    posts = [alone.people.send_media(channel.id, olga.id, "photo", caption, album="7") for caption in (TOLLS, "", "")]
    for post in posts:
        alone.people.forward(olga.id, olga.id, channel.id, post)
    alone.people.write(olga.id, olga.id, ASKED)
    told, last = await alone.wait_for_answers(olga.id, 2)
    assert told.text.splitlines()[:2] == [EN.text("arrival-new"), TOLLS]
    assert TOLLS in last.text


async def test_over_a_folder_nothing_is_taken_in(
    alone: TelegramServer, file: Path, sample: AnswerService, olga: User
) -> None:
    async with running(alone, file, answers=sample, operators=frozenset({olga.id})):
        assert (await send(alone, olga, "tolls.txt", TOLLS)).text == EN.text("arrival-nowhere")
