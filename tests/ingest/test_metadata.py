"""What is filled in, and what is said to be filled in."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.ingest.metadata import canonical_url, compose_article, compose_id
from bot.ingest.read import read_articles
from bot.ingest.title import find_title
from bot.model.article import Article, RawArticle
from bot.model.errors import ReadError

BODY = "The minister said on Monday that the talks would go on for another week. Nothing has been signed so far."
SHARED = Path(__file__).resolve().parents[3] / "shared" / "articles"


def compose(text: str = BODY, **fields: object) -> Article:
    return compose_article(RawArticle.model_validate({"text": text, **fields}), "public")


def test_stated_fields_stay_and_are_not_inferred() -> None:
    day = datetime(2025, 3, 17, tzinfo=UTC)
    article = compose(
        id="x", title=" A  title ", outlet="Courier", published=day, url="https://a.example/b", language="en-GB"
    )
    assert (article.id, article.title, article.outlet, article.published) == ("x", "A title", "Courier", day)
    assert article.language == "en"
    assert article.inferred == ()


def test_what_the_reader_guessed_stays_named() -> None:
    assert compose(title="t t", language="en", inferred=("published",)).inferred == ("published",)


def test_a_date_is_never_made_from_the_file(tmp_path: Path) -> None:
    path = tmp_path / "2025-03-17.txt"
    path.write_text(BODY, encoding="utf-8")
    (raw,) = read_articles(path)
    assert isinstance(raw, RawArticle)
    assert compose_article(raw, "public").published is None


def test_the_outlet_comes_from_the_host() -> None:
    article = compose(url="https://www.Courier.example/a", language="en")
    assert (article.outlet, article.inferred) == ("courier.example", ("outlet",))
    assert compose(url="ftp://courier.example/a").outlet is None
    assert compose(url="http://[broken").outlet is None
    assert compose().outlet is None


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"Talks resume in the capital\n{BODY}", "Talks resume in the capital"),
        (f"What Would a Deal Look Like?\n\n{BODY}", "What Would a Deal Look Like?"),
        (f"# A marked heading.\n\n{BODY}", "A marked heading."),
        (f"{BODY}\nTalks resume again\n\nTalks resume again\n{BODY}", "Talks resume again"),
        (f"{BODY}\n{BODY}", None),
        (BODY, None),
        ("Only one short line", None),
        (f"Talks resumed on Monday.\n{BODY}", None),
        (f"- A list item first\n{BODY}", None),
        (f"POLITICS\n{BODY}", None),
        (f"By Anna Example\n{BODY}", None),
        (f"Anna Example\n{BODY}", None),
        (f"Anna B. Example, Bo Sample and Cy Third\n{BODY}", None),
        (f"Minister Speaks\n{BODY}", "Minister Speaks"),
        (f"Budget passes\n{BODY}", "Budget passes"),
        (f"July 1, 2021 Updated July 3, 2021, 8:41 a.m. ET\n{BODY}", None),
        (f"17 March 2025\n{BODY}", None),
        (f"Port of Norrland, Courier —\n{BODY}", None),
        (f"Ann/Getty Images\n{BODY}", None),
        (f"the first line of a paragraph that\nruns on below it\n{BODY}", None),
        (f"{'word ' * 19}\n{BODY}", None),
    ],
)
def test_titles(text: str, title: str | None) -> None:
    assert find_title(text) == title
    assert ("title" in compose(text).inferred) is (title is not None)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (BODY, "en"),
        ("Россия требует, чтобы мирное соглашение закрепило нейтралитет Украины.", "ru"),
        ("Україна вважає членство в НАТО ключовим для своєї безпеки.", "uk"),
        ("Der Minister sagte am Montag, dass die Gespräche noch eine Woche dauern würden.", "de"),
        ("Le ministre a déclaré lundi que les négociations se poursuivraient encore une semaine.", "fr"),
        ("Переговорите ще продължат още една седмица, каза министърът в понеделник.", "bg"),
        ("停火谈判将再持续一周, 部长星期一表示。", "zh"),
        ("Υπουργός", "el"),
        ("Привет, мир", "ru"),
        ("Київ", "uk"),
        ("OK", "en"),
        ("ሰላም", "und"),
    ],
)
def test_languages(text: str, language: str) -> None:
    article = compose(text)
    assert (article.language, article.inferred) == (language, ("language",))


def test_a_language_that_is_none_is_inferred() -> None:
    assert compose(language="Klingon (old)").language == "en"
    assert compose(language="RUS").language == "ru"


def test_ids_are_stable_and_readable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    relative = compose_id(RawArticle(text="x", path="News of the day.txt"))
    assert relative == compose_id(RawArticle(text="other", path=str(tmp_path / "News of the day.txt")))
    assert relative.startswith("news-of-the-day-")
    assert len(relative.rsplit("-", 1)[1]) == 8


def test_lines_of_one_file_have_their_own_ids() -> None:
    ids = {compose_id(RawArticle(text="x", path="a.jsonl", line=line)) for line in (1, 2, 3)}
    assert len(ids) == 3


def test_one_address_gives_one_id() -> None:
    spellings = ["https://www.a.example/talks.html", "http://A.example/talks.html/", "https://a.example/talks.html#top"]
    assert len({compose_id(RawArticle(text="x", url=url, path=url[:9])) for url in spellings}) == 1
    assert compose_id(RawArticle(text="x", url=spellings[0])).startswith("talks-")
    assert canonical_url("https://a.example/?id=1") != canonical_url("https://a.example/?id=2")


@pytest.mark.parametrize("text", ["", "\n\n", "*** 123 ***", "…"])
def test_a_text_without_a_letter_is_refused(text: str) -> None:
    with pytest.raises(ReadError) as caught:
        compose(text, path="a.jsonl", line=7)
    assert (caught.value.reason, caught.value.line) == ("holds no words", 7)


@settings(max_examples=150, deadline=None)
@given(st.text(), st.text(), st.sampled_from(["plain", "markdown"]))
def test_any_text_is_composed_or_refused(text: str, url: str, markup: str) -> None:
    try:
        article = compose(text, url=url, markup=markup)
    except ReadError:
        assert not any(character.isalpha() for character in text)
    else:
        assert article.id
        assert article.title is None or article.title in article.text


@pytest.mark.skipif(not SHARED.is_dir(), reason="the acceptance articles are not beside this checkout")
def test_the_acceptance_articles() -> None:
    raws = [raw for path in sorted(SHARED.iterdir()) for raw in read_articles(path)]
    first, second = (compose_article(raw, "public") for raw in raws if isinstance(raw, RawArticle))
    assert (first.title, first.outlet, first.published, first.inferred) == (None, None, None, ("language",))
    assert second.title == "Russia Insists on Ukraine's Neutral Status in Peace Negotiations"
    assert second.inferred == ("language", "title")
    assert (first.language, second.language) == ("en", "en")
