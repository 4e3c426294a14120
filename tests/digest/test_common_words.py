"""One event told in three languages is one story; the words that make it so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.digest.common_words import make_common
from bot.digest.grouping import Grouping
from bot.digest.vectors import read_profile
from bot.model.article import Article
from bot.text.tokens import fold

REPORTS = {
    "en": "Grushko demands guarantees: no peace with Ukraine without neutrality, the deputy minister told Izvestia.",
    "ru": "Грушко требует гарантий: мира с Украиной без нейтралитета не будет, сказал замминистра «Известиям».",
    "uk": "Грушко вимагає гарантій: миру з Україною без нейтралітету не буде, сказав заступник міністра «Известиям».",
}
OTHERS = {
    "en": "Witkoff expects a phone call this week between Washington and Tehran about the border.",
    "ru": "В Мурманске школы закрыты из-за снега, автобусы не ходят, сообщила мэрия.",
    "uk": "У Львові театр відкрив сезон новою виставою про оперну співачку.",
}


def article(key: str, text: str, language: str) -> Article:
    return Article(id=key, text=text, language=language)


@pytest.mark.parametrize("together", [True, False])
def test_one_event_in_three_languages_is_one_story(together: bool) -> None:
    articles = [article(f"other-{language}", text, language) for language, text in OTHERS.items()]
    articles += [article(f"grushko-{language}", text, language) for language, text in REPORTS.items()]
    grouping = Grouping()
    batches = [articles] if together else [[one] for one in articles]
    found = {joining.article_id: joining.story_id for batch in batches for joining in grouping.add(batch)}
    told = {found[f"grushko-{language}"] for language in REPORTS}
    others = {found[f"other-{language}"] for language in OTHERS}
    assert len(told) == 1
    assert len(others) == len(OTHERS)
    assert told.isdisjoint(others)


@pytest.mark.parametrize(
    ("russian", "ukrainian", "english", "name"),
    [
        ("украинский", "український", "Ukraine", True),
        ("перемирия", "перемир'я", "ceasefire", False),
        ("Грушко", "Грушко", "Grushko", True),
        ("Россия", "Росія", "Russia", True),
        ("докеры", "докери", "Doker", True),
        ("НАТО", "НАТО", "NATO", True),
        ("40", "40", "40", False),
    ],
)
def test_what_is_the_same_in_three_languages_is_one_word(
    russian: str, ukrainian: str, english: str, name: bool
) -> None:
    common = make_common("en")(fold(english), name)
    assert make_common("ru")(fold(russian), name) == common
    assert make_common("uk")(fold(ukrainian), name) == common


def test_a_name_in_the_other_script_weighs_as_a_name() -> None:
    tokens, _, named = read_profile(article("a", "Заявил в среду Грушко.", "ru"))
    assert named[tokens.index("grushko")]


@given(st.text(max_size=60), st.sampled_from(["en", "ru", "uk", "pl"]))
def test_any_text_has_a_profile_without_empty_words(text: str, language: str) -> None:
    profile = read_profile(article("a", text, language))
    assert all(profile.tokens)
    assert len(profile.tokens) == len(profile.counts) == len(profile.named)
