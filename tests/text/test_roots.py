"""Words of one root, and words that only begin alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.roots import LEAST, are_cases, count_shared, share_root
from bot.text.stems import make_stemmer

CYRILLIC = st.text("абвгдезийклмнопрстуфхцчшщыьэюяіїє", min_size=1, max_size=14)

OF_ONE_ROOT = {
    "ru": "восстановить/восстановление восстановлены/восстановление подписать/подписание голосовать/голосование"
    " санкции/санкционный назначить/назначение мобилизация/мобилизовать победить/победитель обстрел/обстрелять",
    "uk": "відновити/відновлення підписати/підписання евакуювати/евакуація голосувати/голосування санкція/санкційний"
    " постачати/постачання мобілізація/мобілізувати президент/президентський",
}
OTHERS = {
    "ru": "совет/советский правило/правильный школа/школьник партия/партнер народ/народный полиция/политика"
    " зеленый/зеленский страна/страховка городской/гордость",
    "uk": "країна/крайній рада/радянський партія/партнер народ/народний поліція/політика",
}


def pairs_of(table: dict[str, str]) -> list[tuple[str, str, str]]:
    return [(language, *pair.split("/")) for language, row in table.items() for pair in row.split()]  # type: ignore[misc]


@pytest.mark.parametrize(("language", "one", "other"), pairs_of(OF_ONE_ROOT))
def test_a_verb_its_noun_and_its_adjective_share_their_root(language: str, one: str, other: str) -> None:
    stem = make_stemmer(language)
    assert share_root(stem(one), stem(other))
    assert share_root(stem(other), stem(one))


@pytest.mark.parametrize(("language", "one", "other"), pairs_of(OTHERS))
def test_words_that_only_begin_alike_do_not(language: str, one: str, other: str) -> None:
    stem = make_stemmer(language)
    assert not share_root(stem(one), stem(other))


@pytest.mark.parametrize(
    "pair", ["визит/визита", "саммит/саммитом", "байден/байденом", "режим/режима", "кредит/кредиты"]
)
def test_cases_of_a_noun_that_ends_like_a_verb(pair: str) -> None:
    one, other = pair.split("/")
    assert make_stemmer("ru")(one) != make_stemmer("ru")(other), "nothing to bring together"
    assert are_cases(one, other)


def test_a_name_gets_its_adjective_and_no_other_name() -> None:
    assert share_root("мельбурн", "мельбурнск", name=True)
    assert not share_root("богдан", "богданов", name=True)
    assert not share_root("зелен", "зеленск", name=True)


@given(CYRILLIC, CYRILLIC)
def test_either_way_round_and_never_without_a_beginning(one: str, other: str) -> None:
    assert share_root(one, other) == share_root(other, one)
    assert are_cases(one, other) == are_cases(other, one)
    assert count_shared(one, other) >= LEAST - 1 or not (share_root(one, other) or are_cases(one, other))
