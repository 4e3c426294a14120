"""Sentences of a page that are no part of the report; datelines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.digest.asides import is_aside, measure_dateline
from bot.digest.reports import read_lines
from bot.digest.sentences import choose_lines, is_clear
from bot.digest.telling import compose_brief
from tests.digest.made import article, report, reports, story


@pytest.mark.parametrize(
    "text",
    [
        # captions
        "Scott Barber/Getty Images The mayor waves to the crowd after winning the vote in 2017.",
        "Mayor Dessa Farrow, center, before the speech of the minister at the town hall, on Tuesday, March 1, 2022.",
        "The minister speaks to supporters near the town hall on January 6, 2021, in Arlby. - Thousands of them came",
        "Wilma Lund, a former baker, is comforted by her mother Ruby, right, as the committee meets.",
        "The largest city of the north, Kelbry (pictured), is among the oldest harbours of the coast.",
        "Hide Caption 1 of 29 Photos: the fire at the market A baker stands before the hall",
        "The spacecraft used its camera to snap this black-and-white photo of the moon on Monday.",
        "На фото: жители Арлби уходят из нижнего города в понедельник.",
        "На знімку мешканці Арлбі йдуть із нижнього міста в понеділок.",
        "Photos: the harbour of Arlby after the storm of Monday night.",
        "Video Ad Feedback A doctor explains why the new variant is concerning 04:58 - Source: CNN",
        # bylines
        "Camilla Fine is a trending visual producer on USA TODAY's NOW team.",
        "Natalia Alund covers trending news for USA TODAY.",
        "Contact News Now Reporter Chris Fern at cfern@example.org or follow him on Twitter at @cfern.",
        "Contributing: Ashley R. Williams, USA TODAY.",
        # other pages
        "Anna Lund:Star of the northern film and muse of many directors dies at 79",
        "HEAT WAVE THIS WEEK:It's so hot that eggs are fried on the pavement of Arlby",
        "MUST WATCH A reporter retraces the steps of the miners of Kelbry 04:11",
        "Check out this stunning, star-forming nebula captured by the telescope.",
        "Follow here for the latest updates and news from Thursday, as the strike goes on.",
        "Here's what we know about the fire at the fish market of Arlby.",
        "Смотрите также: как живёт порт Арлби после пожара на рыбном рынке.",
        "Читайте также о том, как живёт порт Арлби после пожара на рынке.",
        # words to readers
        "If your day doesn't start until you're up to speed, then let us introduce you to your new morning fix.",
        "Look out for your roundup every Wednesday.",
        "Recommendations are independently chosen by our editors.",
        "Purchases you make through the links below may earn us and our partners a commission.",
        "Подписывайтесь на наш канал в Телеграме и читайте новости первыми.",
        "Підписуйтесь на наш канал у Телеграмі й читайте новини першими.",
        # pieces
        "time the central bank has raised rates since December, and follows recent hikes",
        "Some allies have been subpoenaed in the case, including Senator Linda Gray, R-S.",
        "► The fish market of Arlby: all that was written on the fire.",
        "МОСКВА, 5 мая — РИА Новости.",
    ],
)
def test_what_is_no_part_of_the_report(text: str) -> None:
    assert is_aside(text)


@pytest.mark.parametrize(
    "text",
    [
        "Owners of some cars that were recently recalled should park them outside, the ministry said.",
        "Ewan Gersh is a reporter for the Wall Street Journal and was arrested in March.",
        "iPhone sales fell by 5 percent in the last quarter, Apple said.",
        "The left wing of the station, right behind the town hall, burned down on Sunday.",
        "For more than two years the council of Arlby has argued about the bridge.",
        "Follow-up talks began on Monday in the town hall of Arlby.",
        "The deal covers the costs of the repair for the city of Arlby.",
        "The suspect, 34, was born in Washington, D.C.",
        "$4 million was paid to the family on Monday by the city of Arlby.",
        "США и Китай договорились о перемирии в торговой войне.",
        "ООН — главный донор помощи, говорится в отчёте.",
        "Министр: бюджет принят, налоги останутся прежними до конца года.",
        "Фотографы бастуют в Париже третий день подряд.",
        "Источник в министерстве сообщил, что ремонт отложен.",
        "Подписан договор о ремонте плотины в Келбри.",
        "Реклама табака запрещена с первого мая.",
        "Підписано угоду про ремонт греблі в Келбрі.",
        "Жители сообщили о взрывах в 10:30 утра во вторник.",
    ],
)
def test_what_is_news(text: str) -> None:
    assert not is_aside(text)
    assert is_clear(text)


@pytest.mark.parametrize(
    "text",
    [
        '"Hey, folks, do not go buying big homes," he said.',
        "“Так было всегда”, — сказал он журналистам в понедельник.",
        "«Так було завжди», — сказав він журналістам у понеділок.",
        "We have asked the ministry of the north for an answer.",
        "The two collided on Monday night during the speech of the mayor.",
        "The 46-year-old also faces charges of having sold the bridge twice.",
        "In response, the council of Arlby closed the bridge for lorries.",
        "По его словам, ремонт плотины в Келбри отложен до осени.",
        "За його словами, ремонт греблі в Келбрі відкладено до осені.",
    ],
)
def test_whom_a_sentence_is_about_must_stand_in_it(text: str) -> None:
    assert not is_clear(text)


@pytest.mark.parametrize(
    ("dateline", "rest"),
    [
        ("(CNN) ", "The mayor of Arlby resigned."),
        ("New York (CNN Business) ", "The bank of Arlby failed."),
        ("ST. PETERSBURG, Fla. (AP) — ", "The bridge is closed."),
        ("GARDINER, Mont. – ", "The park is closed."),
        ("WASHINGTON— ", "Few surprises came on Tuesday."),
        ("(Reuters) - ", "The bank of Arlby failed."),
        ("⚡️", "Погибли 17 человек."),
        ("❗️❗️ ", "Погибли 17 человек."),
        ("🇺🇦 KYIV, Ukraine (AP) — ", "The dam broke."),
        ("", "НАТО — военный союз, созданный в 1949 году."),
        ("", "The World Health Organization (WHO) Director spoke."),
        ("", "IBM — the computer company — failed."),
        ("", "The dam (Kelbry) broke."),
    ],
)
def test_where_a_sentence_begins(dateline: str, rest: str) -> None:
    assert measure_dateline(dateline + rest) == len(dateline)


def test_a_sentence_is_quoted_without_its_dateline() -> None:
    text = "KELBRY, Fla. (AP) — The mayor of Kelbry resigned on Monday over the broken dam. Rain fell all day on Arlby."
    one = article("a", text, title="Mayor resigns")
    found = compose_brief(story([one]), reports([one]))
    assert found is not None
    [quote, *_] = found.quotes
    assert quote.text == "The mayor of Kelbry resigned on Monday over the broken dam."
    assert text[quote.start : quote.end] == quote.text


FLOOD = "сообщают жители окраин и власти соседнего района, куда с утра везут детей и больных из района"
FLIGHT = "жители уходят на холмы, а старики остаются на крышах и ждут лодок в своих домах"


def test_lines_without_a_full_stop_are_left_out_where_others_have_one() -> None:
    page = report(
        article(
            "a",
            "Grandmother calls for the resignation of the chief of police in Kelbry\n\n"
            "The dam of Kelbry broke on Monday and flooded the lower town.\n\nNobody was hurt, the mayor said.",
        )
    )
    assert [line.text.split()[0] for line in choose_lines(page)] == ["The"]
    text = "\n\n".join(f"Прорвана плотина в Келбри, затоплен нижний город, {what}" for what in (FLOOD, FLIGHT))
    post = report(article("b", text, title="Плотина прорвана", language="ru"))
    assert [line.text.split()[-1] for line in choose_lines(post)] == ["района", "домах"]


def test_other_news_of_a_page_is_not_told_with_a_story() -> None:
    one = article(
        "a",
        "The dam of Kelbry broke on Monday and flooded the lower town. "
        "A baker in Sandrake won the great prize of the lottery on Sunday night. "
        "Mayor Ilse Brandt of Kelbry asked the people of the lower town to leave.",
        title="Dam of Kelbry breaks",
    )
    found = compose_brief(story([one]), reports([one]))
    assert found is not None
    assert [quote.text.split()[1] for quote in found.quotes] == ["dam", "Ilse"]


@pytest.mark.parametrize(
    ("language", "title", "dead", "alive"),
    [
        (
            "en",
            "Mayor Dessa Farrow dies after shooting",
            "Mayor Dessa Farrow of Arlby died on Friday after being shot during a speech.",
            "Mayor Dessa Farrow is in critical condition after a shooting in the town hall, doctors said.",
        ),
        (
            "ru",
            "Мэр Десса Фарроу погибла",
            "Мэр города Арлби Десса Фарроу погибла в пятницу во время выступления.",
            "Мэр Десса Фарроу находится в критическом состоянии, сообщили врачи больницы.",
        ),
        (
            "uk",
            "Мер Десса Фарроу загинула",
            "Мер міста Арлбі Десса Фарроу загинула в п'ятницю під час виступу.",
            "Мер Десса Фарроу перебуває у критичному стані, повідомили лікарі лікарні.",
        ),
    ],
)
def test_of_whom_has_died_it_is_not_said_how_they_fare(language: str, title: str, dead: str, alive: str) -> None:
    one = article("a", dead, title=title, outlet="A", language=language)
    other = article("b", alive, title=title, outlet="B", language=language)
    found = compose_brief(story([one, other]), reports([one, other]))
    assert found is not None
    assert [quote.text for quote in found.quotes] == [dead]


@given(st.text(max_size=300))
def test_any_text_is_an_aside_or_not(text: str) -> None:
    assert is_aside(text) in (True, False)
    assert 0 <= measure_dateline(text) <= len(text)


def test_read_lines_keeps_places() -> None:
    one = report(article("a", "(CNN) Rain fell on Arlby. Snow fell on Kelbry."))
    assert [(line.place, line.text) for line in read_lines(one)] == [
        (0, "Rain fell on Arlby."),
        (1, "Snow fell on Kelbry."),
    ]


def test_a_report_of_nothing_but_long_or_dependent_sentences_is_told_by_its_first() -> None:
    bakers = " and ".join(f"bakers of the {n}th street" for n in range(16))
    one = article(
        "a", f"For the latest, sign up.\n\nIn Arlby {bakers} went on strike on Monday.", title="Bakers strike"
    )
    found = compose_brief(story([one]), reports([one]))
    assert found is not None
    assert [quote.text.split()[0] for quote in found.quotes] == ["In"]
