"""Acronyms, and the texts that write them out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.acronyms import spells_out

from .texts import TEXTS


@pytest.mark.parametrize(
    ("acronym", "text"),
    [
        ("UMC", "Members of the United Methodist Church met."),
        ("WHO", "It was founded with the World Health Organization."),
        ("IAEA", "inspectors of the International Atomic Energy Agency said"),
        ("FCO", "the Foreign and Commonwealth Office"),
        ("ГДР", "премьер-министр Германской Демократической Республики"),
        ("ООН", "Организация Объединённых Наций"),
        ("СБУ", "Служба безпеки України повідомила"),
    ],
)
def test_a_text_that_writes_it_out_knows_it(acronym: str, text: str) -> None:
    assert spells_out(acronym, text)


@pytest.mark.parametrize(
    ("acronym", "text"),
    [
        ("UMC", "under many clouds"),
        ("UMC", "United Church"),
        ("Umc", "United Methodist Church"),
        ("U", "United"),
        ("UMC", ""),
        ("ABCDEFG", "Alpha Beta Cat Dog Egg Fig Gin"),
    ],
)
def test_any_other_does_not(acronym: str, text: str) -> None:
    assert not spells_out(acronym, text)


@given(TEXTS, st.text(max_size=7))
def test_any_text(text: str, acronym: str) -> None:
    assert spells_out(acronym, text) in {True, False}
