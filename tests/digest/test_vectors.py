from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.digest.vectors import LEAD, NAME_WEIGHT, cut_lead, read_profile, weigh
from bot.model.article import Article


def article(text: str, title: str | None = None, language: str = "en") -> Article:
    return Article(id="a", text=text, title=title, language=language)


def weights_of(text: str, frequencies: Mapping[str, int], language: str = "en") -> dict[str, float]:
    return weigh(read_profile(article(text, language=language)), frequencies, 100)


def test_only_the_beginning_of_a_text_counts_and_the_title_with_it() -> None:
    words = [f"word{n}" for n in range(LEAD + 10)]
    assert cut_lead(", ".join(words) + ".") == ", ".join(words[:LEAD])
    profile = read_profile(article(" ".join(words), title="Lighthouse"))
    assert {"word0", f"word{LEAD - 1}", "lighthous"} <= set(profile.tokens)
    assert f"word{LEAD}" not in profile.tokens


@pytest.mark.parametrize(
    ("text", "language", "kept"),
    [
        ("The crew of the ferry, 6 of 40, x", "en", {"crew", "ferri", "6", "40"}),
        ("Он был на паромах", "ru", {"parom"}),
    ],
)
def test_stop_words_and_single_letters_are_left_out_and_digits_stay(text: str, language: str, kept: set[str]) -> None:
    assert set(read_profile(article(text, language=language)).tokens) == kept


def test_names_weigh_more() -> None:
    weights = weights_of("The crew of the ferry thanked Moira Kell.", {})
    assert weights["moira"] == pytest.approx(NAME_WEIGHT * weights["ferri"])


def test_words_that_are_rare_or_stand_often_weigh_more() -> None:
    weights = weights_of("ferry ferry harbour crew", {"ferri": 2, "harbour": 2, "crew": 50})
    assert weights["ferri"] > weights["harbour"] > weights["crew"]


def test_words_that_stand_everywhere_weigh_nothing() -> None:
    assert weights_of("ferry harbour", {"ferri": 101, "harbour": 2}) == {"harbour": 1.0}
    assert weights_of("ferry", {"ferri": 101}) == {}


@given(
    st.text(max_size=300),
    st.none() | st.text(max_size=50),
    st.sampled_from(["en", "ru", "uk", "xx"]),
    st.integers(1, 50),
)
def test_any_text_gives_a_vector_of_unit_length_or_an_empty_one(
    text: str, title: str | None, language: str, total: int
) -> None:
    profile = read_profile(article(text, title, language))
    assert len(profile.tokens) == len(profile.counts) == len(profile.named)
    weights = weigh(profile, dict.fromkeys(profile.tokens, 1), total)
    assert all(weight > 0 for weight in weights.values())
    assert not weights or sum(weight * weight for weight in weights.values()) == pytest.approx(1)


@given(st.text())
def test_a_lead_is_where_a_text_begins(text: str) -> None:
    assert text.startswith(cut_lead(text))
