"""Which spellings may be one name."""

import pytest

from bot.text.transliteration import may_be_one_name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("гаск", "gask"),
        ("бренделок", "brendelok"),
        ("куорн", "quorne"),
        ("уиткофф", "witkoff"),
        ("виткофф", "witkoff"),
        ("зеленськ", "zelensk"),
        ("макрон", "macron"),
        ("мерк", "merck"),
    ],
)
def test_spellings_of_one_name(one: str, other: str) -> None:
    assert may_be_one_name(one, other)
    assert may_be_one_name(other, one)


@pytest.mark.parametrize(
    ("one", "other"), [("путин", "putnam"), ("гаск", "gusk"), ("ли", "li"), ("орбан", "urban"), ("меркель", "merz")]
)
def test_names_that_only_look_alike(one: str, other: str) -> None:
    assert not may_be_one_name(one, other)
