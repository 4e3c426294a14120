"""What interrupts somebody who asked days ago, and what is only beside the question. Made up after alerts that weeks of
real news gave, and that told nothing of what was asked."""

import pytest

from bot.digest.worth_telling import holds_the_question, is_worth_telling
from bot.model.answer import Answer, Claim, Coverage, Quote, Source
from bot.model.article import ArticleHead
from bot.model.query import Query, QuestionKind, Term, TermKind, Variant
from bot.text.analysis import analyze

FAR = 5000
"""Where a long article mentions other things."""
WEAK = 0.4


def term(word: str, kind: TermKind, language: str, weight: float = 1.0) -> Term:
    return Term(text=word, kind=kind, variants=tuple(Variant(token, weight) for token in analyze(word, language)))


def answered(
    asked: str,
    said: str,
    *,
    names: str = "",
    title: str = "News",
    start: int = 0,
    around: str = "",
    kind: QuestionKind = "what",
    language: str = "en",
) -> tuple[Claim, Answer]:
    """One claim, which stands at `start` of its article with `around` behind it; `asked`: the question's words, verbs
    that any report may use behind a "~"; `names`: those of them that are names."""
    terms = [
        term(word.lstrip("~"), "name" if word in names.split() else "word", language, WEAK if word[0] == "~" else 1.0)
        for word in asked.split()
    ]
    quote = Quote(
        n=1, article_id="a", start=start, end=start + len(said), text=said, passage=f"{said} {around}".strip()
    )
    claim = Claim(text=said, speaker=None, quotes=(quote,), outlets=1)
    query = Query(question=asked, language=language, kind=kind, terms=tuple(terms))
    source = Source(n=1, article=ArticleHead(id="a", title=title, language=language))
    return claim, Answer(
        query=query, claims=(claim,), sources=(source,), confidence=0.9, coverage=Coverage(articles=1, newest=None)
    )


IN_PASSING = [
    ("en", "gas prices", "Protests were last as large when the government raised gas prices.", "Iran's women protest"),
    ("ru", "цены бензин", "Такими протесты были, когда подняли цены на бензин.", "Женщины вышли на улицы"),
    ("uk", "ціни бензин", "Такими протести були, коли підняли ціни на бензин.", "Жінки вийшли на вулиці"),
]


@pytest.mark.parametrize(("language", "asked", "said", "title"), IN_PASSING)
def test_a_mention_in_passing_is_not_worth_it_what_an_article_is_about_is(
    language: str, asked: str, said: str, title: str
) -> None:
    assert not is_worth_telling(*answered(asked, said, title=title, start=FAR, language=language))
    assert is_worth_telling(*answered(asked, said, title=title, start=0, language=language))
    headline = asked.split(maxsplit=1)[0].capitalize()
    assert is_worth_telling(*answered(asked, said, title=headline, start=FAR, language=language))


def test_one_of_many_things_that_an_article_reports_is_worth_it_when_more_than_a_sentence_is_about_it() -> None:
    said = "North Korea launched a long-range missile today."
    shown = {"names": "North Korea", "title": "Five things to know today", "start": FAR}
    assert not is_worth_telling(*answered("North Korea missile", said, **shown))  # type: ignore[arg-type]
    more = "It is the second missile that North Korea has tested this week."
    assert is_worth_telling(*answered("North Korea missile", said, **shown, around=more))  # type: ignore[arg-type]


def test_a_claim_holds_more_than_one_word_of_many() -> None:
    asked = "newspaper milestone anniversary year first issue newsstands"
    assert not is_worth_telling(*answered(asked, "The tennis player has reached a milestone."))
    assert is_worth_telling(*answered(asked, "The first issue reached the newsstands in 1982, the newspaper says."))


def test_of_a_very_long_question_four_words_will_do() -> None:
    asked = "activists world gluing historic works art string protests museums country attention summer"
    said = "Activists who glued themselves to works of art demand an end to oil; their protests go on."
    assert is_worth_telling(*answered(asked, said))


def test_whoever_is_asked_about_is_named_in_the_claim_or_near_it() -> None:
    said = "Thousands of customers were without power after a storm."
    asked, names = "customers power Hurricane Ian", "Hurricane Ian"
    assert not is_worth_telling(*answered(asked, said, names=names))
    assert is_worth_telling(*answered(asked, said, names=names, around="Hurricane Ian came ashore at noon."))
    assert is_worth_telling(*answered(asked, said, names=names, title="Hurricane Ian: what we know"))


def test_a_name_may_be_missing_where_nearly_all_else_is_held() -> None:
    said = "The Federal bank raised its interest rates by half a point."
    assert is_worth_telling(*answered("Federal Reserve raised interest rates", said, names="Federal Reserve"))


def test_a_name_alone_is_not_what_was_asked_about_it() -> None:
    said = "Hurricane Ian made landfall in Cuba."
    assert not holds_the_question(*answered("died Hurricane Ian", said, names="Hurricane Ian"))
    assert holds_the_question(*answered("died Hurricane Ian", f"Two died: {said}", names="Hurricane Ian"))


def test_a_verb_of_any_report_need_not_be_there() -> None:
    said = "“We know who threatens us,” Zelensky told reporters."
    assert is_worth_telling(*answered("Zelensky ~say", said, names="Zelensky"))


@pytest.mark.parametrize(
    ("said", "is_told"),
    [
        ("Gas prices are easing.", False),
        ("Gas prices rose to $3.83 a gallon.", True),
        ("Gas prices have doubled; a gallon costs five dollars.", True),
    ],
)
def test_how_many_is_answered_with_a_figure(said: str, is_told: bool) -> None:
    assert is_worth_telling(*answered("gas prices", said, kind="number")) == is_told


def test_a_question_of_exact_words_or_dates_alone_asks_for_no_more() -> None:
    claim, answer = answered("x", "Nothing of it.", start=FAR)
    assert is_worth_telling(claim, answer.model_copy(update={"query": Query(question="“x”", language="en")}))
