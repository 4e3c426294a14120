"""`briefing-bot feeds` and what `serve` does with them, over real HTTP."""

import asyncio
import json
import sys
from asyncio.subprocess import DEVNULL
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread

import pytest

from bot.ingest.feeds.opml import read_opml
from bot.playground.server import TelegramServer
from bot.playground.server.users import User
from tests.cli.conftest import Run
from tests.cli.test_serve import SECONDS, make_environment, read_output, serving
from tests.ingest.feeds.news import PARAGRAPHS, Item, page, rss
from tests.ingest.fetch.site import Site, open_site
from tests.telegram_fixtures import telegram

__all__ = ["telegram"]


@contextmanager
def site_beside() -> Iterator[Site]:
    """A site in a thread with a loop of its own: commands run loops of theirs."""
    loop = asyncio.new_event_loop()
    opened = open_site()
    thread = Thread(target=loop.run_forever)
    thread.start()
    try:
        yield asyncio.run_coroutine_threadsafe(opened.__aenter__(), loop).result(10)
    finally:
        asyncio.run_coroutine_threadsafe(opened.__aexit__(None, None, None), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    with site_beside() as site:
        monkeypatch.setenv("BRIEFING_FETCH_ALLOWED", site.host)
        monkeypatch.setenv("COLUMNS", "100")
        put_news(site)
        yield site


def put_news(site: Site) -> None:
    site.put("/feed", rss(site, [Item("/news/harbour", "Harbour to close", published=datetime.now(UTC))]))
    site.put("/news/harbour", page("Harbour to close"), Content_Type="text/html")
    link = "<link rel='alternate' type='application/rss+xml' href='/feed'>"
    site.put("/", page("Home", head=link), Content_Type="text/html")


async def run_feeds(environment: dict[str, str], *args: str) -> None:
    """The command in a process of its own, beside `serve`."""
    command = [sys.executable, "-m", "bot", "feeds", *args]
    process = await asyncio.create_subprocess_exec(*command, env=environment, stdout=DEVNULL)
    assert await asyncio.wait_for(process.wait(), SECONDS) == 0


async def until_known(telegram: TelegramServer, person: User) -> None:
    """Asks again and again, until the answer comes from the feed's article."""
    for _ in range(60):
        before = len(telegram.answers(person.id))
        telegram.people.write(person.id, person.id, "what will dredging cost?")
        await telegram.wait_for_answers(person.id, before + 1)
        if "forty million crowns" in telegram.answers(person.id)[-1].text:
            return
        await asyncio.sleep(0.3)
    raise AssertionError("never answered")


def line(text: str) -> str:
    return " ".join(text.split())


def test_a_feed_is_added_by_its_page_and_asked(run: Run, site: Site) -> None:
    added = run("feeds", "add", site.url)
    assert (added.exit_code, line(added.stdout)) == (
        0,
        "Added: Varnholm Herald. Varnholm Herald: 1 new article.",
    )
    again = run("feeds", "add", f"{site.url}/feed/")
    assert line(again.stdout) == "Varnholm Herald is among the feeds already."
    answer = json.loads(run("ask", "what will dredging cost?", "--json").stdout)
    assert PARAGRAPHS[2] in [quote["text"] for claim in answer["claims"] for quote in claim["quotes"]]


def test_an_answer_over_old_articles_says_so(run: Run, site: Site) -> None:
    old = datetime.now(UTC) - timedelta(days=3)
    site.put("/feed", rss(site, [Item("/news/harbour", "Harbour to close", published=old)]))
    run("feeds", "add", f"{site.url}/feed")
    said = line(run("ask", "what will dredging cost?").stderr)
    assert said == "⚠️ Nothing new is coming in: the newest article is 3 days old."
    site.put("/feed", rss(site, [Item("/news/harbour", "Harbour to close!", published=datetime.now(UTC))]))
    run("feeds", "check")
    assert run("ask", "what will dredging cost?").stderr == ""


def test_the_list_says_how_each_feed_is(run: Run, site: Site) -> None:
    assert "no feeds yet" in run("feeds", "list").stderr
    run("feeds", "add", f"{site.url}/feed")
    listed = line(run("feeds", "list").stdout)
    assert "Varnholm Herald" in listed
    assert f"{site.url}/feed" in listed
    assert " 1 " in listed
    site.put("/feed", "", 500)
    checked = run("feeds", "check")
    assert (checked.exit_code, line(checked.stdout)) == (1, "Varnholm Herald: 127.0.0.1 answered with 500.")
    assert "127.0.0.1 answered with 500." in line(run("feeds", "list").stdout)


def test_removing(run: Run, site: Site) -> None:
    run("feeds", "add", f"{site.url}/feed")
    assert "no feed https://example.org" in line(run("feeds", "remove", "https://example.org").stderr)
    assert line(run("feeds", "remove", f"{site.url}/feed").stdout) == "Removed: Varnholm Herald. Its articles stay."
    assert "no feeds yet" in run("feeds", "list").stderr
    assert "1 article" in line(run("sources").stdout)


def test_errors_are_sentences(run: Run, site: Site, tmp_path: Path) -> None:
    site.put("/page", page("No feed"), Content_Type="text/html")
    for address, said in (
        (f"{site.url}/page", "There is no feed at this address"),
        (f"{site.url}/gone", "127.0.0.1 answered with 404"),
        ("http://169.254.169.254/", "is not on the public internet"),
        ("ftp://example.org/", "has to begin with http:// or https://"),
    ):
        found = run("feeds", "add", address)
        assert found.exit_code == 1
        assert said in line(found.stderr)
        assert "Traceback" not in found.stderr
    bad = tmp_path / "bad.opml"
    bad.write_text("no list")
    assert "no OPML file" in line(run("feeds", "import", bad).stderr)
    assert "does not exist" in line(run("feeds", "import", tmp_path / "none.opml").stderr)


def test_lists_go_in_and_out(run: Run, site: Site, tmp_path: Path) -> None:
    file = tmp_path / "feeds.opml"
    file.write_text(
        f'<opml version="2.0"><body><outline text="News"><outline text="Herald" xmlUrl="{site.url}/feed"/>'
        '<outline text="Other" xmlUrl="https://other.example/feed"/></outline></body></opml>'
    )
    assert line(run("feeds", "import", file).stdout).startswith("2 feeds added, 0 known already. They are read while")
    assert line(run("feeds", "import", file).stdout).startswith("0 feeds added, 2 known already.")
    out = tmp_path / "out.opml"
    assert "2 feeds are in" in line(run("feeds", "export", out).stdout)
    assert read_opml(out.read_bytes(), "out") == read_opml(file.read_bytes(), "in")
    assert read_opml(run("feeds", "export").stdout.encode(), "out") == read_opml(file.read_bytes(), "in")
    assert line(run("feeds", "check", f"{site.url}/feed").stdout) == "Herald: 1 new article."


def test_wrong_hosts_are_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFING_FETCH_ALLOWED", "http://x/")
    assert "BRIEFING_FETCH_ALLOWED" in line(run("feeds", "list").stderr)


async def test_serve_leaves_the_sample_when_the_first_articles_come(telegram: TelegramServer, tmp_path: Path) -> None:
    """A feed that the command adds beside it is read within seconds, and what it brings is what is asked."""
    ann = telegram.world.person("Ann")
    telegram.people.start(ann.id)
    telegram.world.updates.clear()
    async with open_site() as site:
        put_news(site)
        allowed = {"access": "open", "fetch_allowed": site.host, "data_dir": str(tmp_path / "data")}
        environment = make_environment(telegram, **allowed)
        async with serving(telegram, environment, tmp_path / "out"):
            telegram.people.write(ann.id, ann.id, "what will dredging cost?")
            [before] = await telegram.wait_for_answers(ann.id, 1)
            assert "forty million" not in before.text
            await run_feeds(environment, "add", f"{site.url}/feed")
            await until_known(telegram, ann)
            await run_feeds(environment, "remove", f"{site.url}/feed")


async def test_a_feed_of_before_is_read_by_serve_alone(telegram: TelegramServer, tmp_path: Path) -> None:
    ann = telegram.world.person("Ann")
    telegram.people.start(ann.id)
    telegram.world.updates.clear()
    async with open_site() as site:
        put_news(site)
        allowed = {"access": "open", "fetch_allowed": site.host, "data_dir": str(tmp_path / "data")}
        environment = make_environment(telegram, **allowed)
        file = tmp_path / "feeds.opml"
        file.write_text(f'<opml version="2.0"><body><outline text="Herald" xmlUrl="{site.url}/feed"/></body></opml>')
        await run_feeds(environment, "import", str(file))
        async with serving(telegram, environment, tmp_path / "out"):
            await until_known(telegram, ann)
            assert "The first articles of your own have arrived" in read_output(tmp_path / "out")
