"""Passages and their sentences: exact places, nothing lost, lists kept with what introduces them."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.ingest.clean import clean_text
from bot.model.article import Article
from bot.model.errors import ReadError
from bot.model.passage import ORDINAL_BITS, Passage, Sentence
from bot.text.analysis import analyze
from bot.text.blocks import read_blocks
from bot.text.passages import cut_passages

from .texts import LANGUAGES, TEXTS

SHARED = Path(__file__).resolve().parents[3] / "shared" / "articles"
CORPUS = Path(__file__).resolve().parents[2] / "corpus"
LIMIT = 1 << ORDINAL_BITS

LINES = st.lists(
    st.sampled_from(
        [
            "What Russia wants",
            "Moscow said so. Kyiv did not, and Mr. Smith left at 5 p.m. on Monday.",
            "“This opens and never closes.",
            '"This opens" and closes.',
            "„Так“, — каже він.",
            "It names these points:",
            "- no troops",
            "- no “bases",
            "1) land. And more land.",
            "## Head, not a sentence",
            "",
            "---",
            "“",
            "Та ні",
            "All of this and " * 30 + "more.",
            "- " + "a long point and " * 40 + "more",
            "One more sentence of seven plain words. " * 30,
        ]
    ),
    max_size=14,
).map("\n".join)
ARTICLES = st.builds(Article, id=st.just("a"), text=st.one_of(LINES, TEXTS), language=LANGUAGES)


def cut(text: str, language: str = "en") -> tuple[Passage, ...]:
    return cut_passages(Article(id="a", text=text, language=language))


def sentences_of(passages: tuple[Passage, ...]) -> list[Sentence]:
    return [sentence for passage in passages for sentence in passage.sentences]


def check_places(article: Article, passages: tuple[Passage, ...]) -> None:
    """Sentences in order inside their passages, passages in order inside the text, terms the analyzer's."""
    end = 0
    for ordinal, passage in enumerate(passages):
        assert (passage.article_id, passage.ordinal) == (article.id, ordinal)
        assert (passage.start, passage.end) == (passage.sentences[0].start, passage.sentences[-1].end)
        for sentence in passage.sentences:
            text = article.text[sentence.start : sentence.end]
            assert end <= sentence.start < sentence.end <= len(article.text)
            assert text == text.strip()
            assert sentence.terms.split() == analyze(text, article.language)
            end = sentence.end


def check_coverage(article: Article, passages: tuple[Passage, ...]) -> None:
    """Every character of a paragraph or item but a stray opening quotation mark; none of a heading."""
    times = [0] * len(article.text)
    for sentence in sentences_of(passages):
        for place in range(sentence.start, sentence.end):
            times[place] += 1
    for block in read_blocks(article.text):
        wanted = 0 if block.kind == "heading" else 1
        for place in range(block.start, block.end):
            character = article.text[place]
            if not character.isspace() and not (place == block.start and character in '“„«"'):
                assert times[place] == wanted
    assert max(times, default=0) <= 1


@settings(deadline=None, max_examples=200)
@given(ARTICLES)
def test_places_are_exact_and_nothing_is_lost_or_told_twice(article: Article) -> None:
    passages = cut_passages(article)
    check_places(article, passages)
    check_coverage(article, passages)


@settings(deadline=None)
@given(ARTICLES)
def test_ids_are_unique_rising_and_the_same_every_time(article: Article) -> None:
    ids = [passage.id for passage in cut_passages(article)]
    assert ids == sorted(set(ids))
    assert ids == [passage.id for passage in cut_passages(article)]
    assert all(0 <= number < 1 << 63 for number in ids)
    assert {number >> ORDINAL_BITS for number in ids} == ({ids[0] >> ORDINAL_BITS} if ids else set())


@settings(deadline=None)
@given(ARTICLES)
def test_a_lead_opens_its_list_and_nothing_else(article: Article) -> None:
    for passage in cut_passages(article):
        kinds = [sentence.kind for sentence in passage.sentences]
        assert set(kinds) == {"sentence"} or set(kinds[1:] or kinds) == {"item"}
        assert kinds != ["lead"]
        if passage.lead:
            assert kinds[0] == "item"
            assert article.text[slice(*passage.lead)].strip()


@pytest.mark.parametrize("folder", [SHARED, CORPUS], ids=["shared", "corpus"])
def test_real_articles(folder: Path) -> None:
    if not folder.is_dir():
        pytest.skip(f"{folder.name} is not there")
    paths = sorted(path for path in folder.iterdir() if path.suffix in {".txt", ".md"})
    assert paths
    for path in paths:
        language = "uk" if "-uk" in path.stem else "en"
        article = Article(id=path.stem, text=clean_text(path.read_text("utf-8"), "markdown"), language=language)
        passages = cut_passages(article)
        check_places(article, passages)
        check_coverage(article, passages)
        assert passages


def test_collections_and_articles_have_their_own_ids() -> None:
    one = Article(id="a", text="It goes on.")
    changes: tuple[dict[str, str], ...] = ({}, {"id": "b"}, {"collection": "c"})
    ids = {cut_passages(one.model_copy(update=change))[0].id for change in changes}
    assert len(ids) == 3


@pytest.mark.parametrize("text", ["", " \n ", "---\n***", "## Only a heading", "## One\n## Two"])
def test_no_sentence_no_passage(text: str) -> None:
    assert cut(text) == ()


class TestHeadings:
    TEXT = "## What Russia wants\nNeutrality.\n## What Ukraine wants\nA truce."

    def test_a_heading_parts_passages_and_goes_with_what_stands_below(self) -> None:
        assert [(one.heading, self.TEXT[one.start : one.end]) for one in cut(self.TEXT)] == [
            ("What Russia wants", "Neutrality."),
            ("What Ukraine wants", "A truce."),
        ]

    def test_before_the_first_heading_there_is_none(self) -> None:
        assert cut("It goes on.\n" + self.TEXT)[0].heading is None

    def test_a_heading_introduces_the_list_below_it(self) -> None:
        (passage,) = cut("Their points\n- land\n- peace")
        assert passage.heading == "Their points"
        assert [sentence.kind for sentence in passage.sentences] == ["item", "item"]
        assert passage.lead is None


class TestParagraphs:
    def test_short_paragraphs_share_a_passage(self) -> None:
        (passage,) = cut("It goes on. So they say.\nIt ended.")
        assert [sentence.kind for sentence in passage.sentences] == ["sentence"] * 3

    def test_a_long_one_is_cut_between_sentences_into_about_a_hundred_words(self) -> None:
        passages = cut("Here are ten words of one sentence that ends so. " * 50)
        words = [sum(len(sentence.terms.split()) for sentence in passage.sentences) for passage in passages]
        assert sum(words) == 500
        assert all(80 <= count <= 160 for count in words)

    def test_a_stray_opening_mark_belongs_to_no_sentence(self) -> None:
        text = "“Any deal must hold. We need it.\nHe left."
        assert text[cut(text)[0].start :].startswith("Any deal")

    @pytest.mark.parametrize("text", ["“Yes,” he said.", "„Ja“, sagt er.", "«Да», — сказал он.", '"Yes," he said.'])
    def test_a_mark_that_closes_stays(self, text: str) -> None:
        assert cut(text)[0].start == 0


class TestLists:
    def test_the_sentence_above_leads(self) -> None:
        text = "Talks go on. Any deal must address:\n- land\n- troops. And bases.\nIt ended."
        assert [[(s.kind, text[s.start : s.end]) for s in passage.sentences] for passage in cut(text)] == [
            [("sentence", "Talks go on.")],
            [("lead", "Any deal must address:"), ("item", "land"), ("item", "troops. And bases.")],
            [("sentence", "It ended.")],
        ]

    def test_a_long_list_is_cut_between_items_and_remembers_its_lead(self) -> None:
        lead = "Any deal must address:"
        text = lead + "\n- a point of eight words and no more" * 90
        first, *rest = cut(text)
        assert first.sentences[0].kind == "lead"
        assert first.lead is None
        assert rest
        assert all(text[slice(*passage.lead or (0, 0))] == lead for passage in rest)
        assert all(len(passage.sentences) <= 300 / 8 + 2 for passage in (first, *rest))

    def test_a_list_after_a_list_of_another_section_has_no_lead(self) -> None:
        _, second = cut("They said:\n- land\n## Next\n- peace\n- bread")
        assert [sentence.kind for sentence in second.sentences] == ["item", "item"]
        assert second.lead is None


class TestLimit:
    def test_as_many_passages_as_ids_can_number(self) -> None:
        passages = cut("## H\nGo.\n" * LIMIT, "de")
        assert len({passage.id for passage in passages}) == LIMIT

    def test_one_more_is_refused_by_name(self) -> None:
        article = Article(id="a", text="## H\nGo.\n" * (LIMIT + 1), path="long.txt", language="de")
        with pytest.raises(ReadError, match=r"long\.txt: is too long: 4097 passages"):
            cut_passages(article)
