"""Whose words answer a question about what somebody says, demands, denies."""

import pytest

from bot.answer.attribution import find_asked_speaker
from bot.answer.query import compose_query
from bot.model.answer import Coverage
from bot.model.article import RawArticle
from bot.text.lexicon.offices import find_parties
from tests.answer.build import ENGINES, Desk, Engine, make_raw, open_desk
from tests.answer.conftest import OpenDesk

TALKS = (
    make_raw(
        "russia",
        "Russia demands that Ukraine give up its plans to join NATO. Ukraine must also stay neutral, Moscow insists."
        " The talks with Ukraine go on, and so do the demands.",
        outlet="Tide Herald",
    ),
    make_raw(
        "ukraine",
        "Ukraine demands that Russia give back the occupied regions. Kyiv also wants guarantees from its partners."
        " Russia has not replied to the demands of Ukraine.",
        outlet="Vessby Post",
    ),
)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("what does Ukraine demand?", "Ukraine demands that Russia give back the occupied regions."),
        ("what does Russia demand?", "Russia demands that Ukraine give up its plans to join NATO."),
        ("what does Russia demand from Ukraine?", "Russia demands that Ukraine give up its plans to join NATO."),
        ("what does Ukraine demand from Russia?", "Ukraine demands that Russia give back the occupied regions."),
    ],
)
async def test_the_one_who_is_asked_about_speaks_first(engine: Engine, question: str, first: str) -> None:
    async with open_desk(TALKS, engine) as desk:
        answer = await desk.answer(question)
    assert answer.claims[0].text == first
    asked = first.split(maxsplit=1)[0]
    assert answer.claims[0].speaker == asked
    other = {"Russia": "Ukraine", "Ukraine": "Russia"}[asked]
    assert all(claim.speaker != other for claim in answer.claims)


async def test_a_person_speaks_for_the_body_that_introduces_him(opened: OpenDesk) -> None:
    desk = await opened(
        make_raw(
            "lonna",
            "Kelmark's deputy trade minister Boran Tull wrote to the council of Lonna. The duties must fall by May,"
            " Tull said. Ostravia's envoy Marit Oldane answered at once. The duties must stay until June, Oldane said.",
        )
    )
    (claim, *_) = (await desk.answer("what does Kelmark say about the duties?")).claims
    assert (claim.text, claim.speaker) == ("The duties must fall by May, Tull said.", "Boran Tull")
    (claim, *_) = (await desk.answer("what does Ostravia say about the duties?")).claims
    assert (claim.text, claim.speaker) == ("The duties must stay until June, Oldane said.", "Marit Oldane")


async def test_a_pronoun_is_named_as_the_passage_tells(opened: OpenDesk) -> None:
    text = (
        "Alexander Tervin, the deputy minister, met reporters on Monday. The harbour would stay closed until the end of"
        " the year, he said."
    )
    desk = await opened(make_raw("one", text))
    (claim, *_) = (await desk.answer("what did Tervin say about the harbour?")).claims
    assert claim.text.startswith("The harbour would stay closed")
    assert claim.speaker == "Alexander Tervin"


def asked_speaker(desk: Desk, question: str) -> bool:
    query = compose_query(question, engine=desk.engine, coverage=Coverage(articles=2))
    return find_asked_speaker(query) is not None


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("what does Ukraine demand?", True),
        ("what does Ukraine demand from Russia?", True),
        ("what do they say about Ukraine after the talks with Russia?", False),
        ("who demands guarantees from Ukraine?", False),
        ("what happened in Ukraine?", False),
        ("how many regions does Ukraine demand?", False),
        ("Ukraine demands", False),
    ],
)
async def test_only_questions_for_somebodys_words_ask_for_a_speaker(
    opened: OpenDesk, question: str, asks: bool
) -> None:
    assert asked_speaker(await opened(*TALKS), question) is asks


SILENT: tuple[RawArticle, ...] = TALKS[:1]


async def test_demands_of_the_other_side_are_no_answer(opened: OpenDesk) -> None:
    reply = await (await opened(*SILENT)).service.answer("what does Ukraine demand?")
    speakers = [claim.speaker for claim in getattr(reply, "claims", ())]
    assert not {"Russia", "Moscow"} & set(speakers)


async def test_a_person_speaks_for_the_state_that_another_passage_names(opened: OpenDesk) -> None:
    filler = " ".join(
        f"Item {number} of the agenda was read out and then put off until the next day." for number in range(16)
    )
    desk = await opened(
        make_raw(
            "talks",
            "Boran Tull, the trade minister of Kelmark, came to the talks in Lonna on Monday with a list.\n\n"
            f"{filler}\n\nThe duties must fall by May, Tull said. For Ostravia, Marit Oldane said the duties stay.",
            title="Kelmark and Ostravia talk about duties",
        )
    )
    claims = (await desk.answer("what does Kelmark say about the duties?")).claims
    assert (claims[0].text, claims[0].speaker) == ("The duties must fall by May, Tull said.", "Boran Tull")
    assert "Marit Oldane" not in {claim.speaker for claim in claims}


@pytest.mark.parametrize(
    "asked", ["what does Russia demand?", "what does the Kremlin demand?", "what does Moscow demand?"]
)
async def test_the_kremlin_and_its_minister_speak_for_russia(opened: OpenDesk, asked: str) -> None:
    desk = await opened(
        make_raw("one", "Ukraine must stay out of NATO, the Kremlin demanded on Monday in a short statement."),
        make_raw("two", "Grushko demanded a written promise that Ukraine stays neutral, and said no more about it."),
        make_raw("three", "Ukraine demanded more weapons from its partners at the talks on Tuesday in Vienna."),
    )
    speakers = {claim.speaker for claim in (await desk.answer(asked)).claims}
    assert {"the Kremlin", "Grushko"} <= speakers
    assert "Ukraine" not in speakers


@pytest.mark.parametrize(
    ("speaker", "language", "party"),
    [
        ("Sergei Lavrov", "en", "russia"),
        ("the Kremlin", "en", "russia"),
        ("Володимир Зеленський", "uk", "україн"),
        ("Дмитрий Песков", "ru", "росс"),
        ("Ola Reed", "en", ""),
        ("", "en", ""),
    ],
)
def test_offices_that_every_reader_knows(speaker: str, language: str, party: str) -> None:
    found = find_parties(speaker, language)
    assert any(name.startswith(party) for name in found) if party else not found
