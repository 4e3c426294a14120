"""A later correction outranks what it corrects: over engines, languages, and only for the same outlet."""

import pytest

from bot.answer.corrections import corrects, is_correction, is_withdrawn, prefer_corrections
from tests.answer.build import ENGINES, Engine, make_raw, open_desk
from tests.answer.candidates import cut_candidate
from tests.answer.conftest import OpenDesk

WRONG = "Some 1,100 growers blocked the road to Lonna on Monday, the police said."
TAKEN_BACK = "Correction: In our report of 3 March we wrote that some 1,100 growers had blocked the road to Lonna."
RIGHT = "The correct number of growers who blocked the road is 1,400."
REPORT = make_raw("report", WRONG, day="2025-03-03", outlet="Vessby Post")
CORRECTED = make_raw("corrected", f"{TAKEN_BACK} {RIGHT}", day="2025-03-06", outlet="Vessby Post")


@pytest.mark.parametrize("engine", ENGINES)
async def test_what_is_right_comes_before_what_was_wrong(engine: Engine) -> None:
    async with open_desk((REPORT, CORRECTED), engine) as desk:
        texts = [claim.text for claim in (await desk.answer("how many growers blocked the road to Lonna?")).claims]
    assert texts[0] == RIGHT


async def test_the_sample_corpus_shows_its_correction_before_the_wrong_count() -> None:
    from tests.answer.build import CORPUS, read_folder

    async with open_desk(read_folder(CORPUS), "memory") as desk:
        texts = [claim.text for claim in (await desk.answer("how many dockers walked out?")).claims]
    places = [next((at for at, text in enumerate(texts) if part in text), 9) for part in ("correct number", "we wrote")]
    assert places[0] < places[1]
    assert places[0] <= 1


async def test_another_outlet_does_not_correct(opened: OpenDesk) -> None:
    other = CORRECTED.model_copy(update={"outlet": "Tide Herald"})
    desk = await opened(REPORT, other)
    claims = (await desk.answer("how many growers blocked the road to Lonna?")).claims
    assert claims[0].text == WRONG


@pytest.mark.parametrize(
    ("language", "wrong", "taken_back", "right"),
    [
        ("en", WRONG, TAKEN_BACK, RIGHT),
        (
            "ru",
            "По данным полиции, дорогу в Лонну перекрыли 1100 фермеров.",
            "Поправка: ранее мы писали, что дорогу перекрыли 1100 фермеров.",
            "На самом деле дорогу в Лонну перекрыли 1400 фермеров.",
        ),
        (
            "uk",
            "За даними поліції, дорогу до Лонни перекрили 1100 фермерів.",
            "Поправка: раніше ми писали, що дорогу перекрили 1100 фермерів.",
            "Насправді дорогу до Лонни перекрили 1400 фермерів.",
        ),
    ],
)
def test_in_three_languages(language: str, wrong: str, taken_back: str, right: str) -> None:
    text = f"{taken_back} {right}"
    report = cut_candidate(wrong, wrong, "one", score=3.0, language=language, outlet="Post", day="2025-03-03")
    back = cut_candidate(taken_back, text, "two", score=2.0, language=language, outlet="Post", day="2025-03-06")
    mended = cut_candidate(right, text, "two", score=1.0, language=language, outlet="Post", day="2025-03-06")
    assert is_correction(mended)
    assert is_withdrawn(back)
    assert not is_withdrawn(mended)
    assert [one.text for one in prefer_corrections([report, back, mended])] == [right, wrong, taken_back]


@pytest.mark.parametrize(
    ("fields", "does"),
    [
        ({"outlet": "Post", "day": "2025-03-06"}, True),
        ({"outlet": "Post", "day": "2025-03-01"}, False),
        ({"outlet": "Post", "day": None}, False),
        ({"outlet": None, "day": "2025-03-06"}, False),
        ({"outlet": "Herald", "day": "2025-03-06"}, False),
    ],
)
def test_only_the_same_outlet_and_only_later(fields: dict[str, str | None], does: bool) -> None:
    report = cut_candidate(WRONG, WRONG, "one", outlet="Post", day="2025-03-03")
    mended = cut_candidate(RIGHT, f"{TAKEN_BACK} {RIGHT}", "two", score=1.0, covered=1.0, **fields)
    assert corrects(mended, report) is does


def test_without_a_correction_nothing_moves() -> None:
    one = cut_candidate(WRONG, WRONG, "one", score=1.0)
    two = cut_candidate(RIGHT, RIGHT, "two", score=2.0)
    assert prefer_corrections([one, two]) == [one, two]
