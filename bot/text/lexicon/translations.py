"""Everyday words of the news in the three languages: what a question may find in articles of another language.

A row: forms in English | Russian | Ukrainian, of which stems are matched. A small lexicon, no dictionary: what stands
in most newspapers every week. Names stand in `groups.py`.
"""

from collections.abc import Mapping
from functools import cache

from bot.text.stems import make_stemmer
from bot.text.tokens import fold

LANGUAGES = ("en", "ru", "uk")
_ROWS = (
    "strike walkout | забастовка забастовки | страйк страйку",
    "union | профсоюз профсоюза | профспілка профспілки",
    "work | работа работы работе | робота роботи роботу",
    "return returned | вернуться вернулись вернулся возвращение | повернутися повернулися повернувся повернення",
    "port harbour harbor | порт порта гавань | порт порту гавань",
    "ship vessel | судно суда корабль | судно судна корабель",
    "repair repairs | ремонт ремонта | ремонт ремонту",
    "dam | плотина плотины дамба | гребля греблі дамба",
    "reservoir | водохранилище водохранилища | водосховище водосховища",
    "water | вода воды воду | вода води воду",
    "rain | дождь дождя дожди | дощ дощу дощі",
    "flood | наводнение наводнения паводок | повінь повені паводок",
    "fire | пожар пожара | пожежа пожежі",
    "cost costs | стоить стоит стоимость стоила обойтись обошлась обошелся обойдется | коштувати коштує коштуватиме вартість обійтися обійшлася обійшовся обійдеться",
    "price prices | цена цены | ціна ціни",
    "wage wages pay salary | зарплата зарплаты | зарплата зарплати",
    "money | деньги денег | гроші грошей",
    "tax taxes | налог налоги | податок податки",
    "war | война войны войну | війна війни війну",
    "peace | мир мира мирный мирные | мир миру мирний мирні",
    "ceasefire truce | перемирие перемирия | перемир'я перемиря",
    "talks negotiations | переговоры переговоров | переговори переговорів",
    "agreement deal | соглашение соглашения договор | угода угоди договір",
    "condition conditions terms | условие условия | умова умови",
    "guarantee guarantees | гарантия гарантии гарантий | гарантія гарантії гарантій",
    "security | безопасность безопасности | безпека безпеки",
    "army troops | армия армии войска войск | армія армії війська військ",
    "soldier soldiers | солдат солдаты | солдат солдати",
    "attack | атака атаки нападение | атака атаки напад",
    "killed dead died | погиб погибли убит убиты | загинув загинули вбито вбиті",
    "injured wounded | ранен ранены пострадал пострадавшие | поранено поранені постраждав постраждалі",
    "police | полиция полиции | поліція поліції",
    "court | суд суда | суд суду",
    "judge | судья судьи | суддя судді",
    "arrested | арестован арестовали задержан | заарештовано заарештували затримано",
    "government | правительство правительства | уряд уряду",
    "minister | министр министра | міністр міністра",
    "ministry | министерство министерства | міністерство міністерства",
    "president | президент президента | президент президента",
    "parliament | парламент парламента | парламент парламенту",
    "mayor | мэр мэра | мер мера",
    "election elections | выборы выборов | вибори виборів",
    "vote voted | голосование проголосовал проголосовали | голосування проголосував проголосували",
    "law | закон закона | закон закону",
    "city town | город города | місто міста",
    "country | страна страны | країна країни",
    "company | компания компании | компанія компанії",
    "bank | банк банка | банк банку",
    "school | школа школы | школа школи",
    "hospital | больница больницы | лікарня лікарні",
    "doctor doctors | врач врачи | лікар лікарі",
    "bridge | мост моста | міст мосту",
    "road | дорога дороги | дорога дороги",
    "train | поезд поезда | поїзд поїзда потяг",
    "plane aircraft | самолет самолета | літак літака",
    "house home | дом дома | будинок будинку дім",
    "child children | ребенок дети детей | дитина діти дітей",
    "people | люди людей человек | люди людей осіб",
    "territory territories | территория территории | територія території",
    "border | граница границы | кордон кордону",
    "meeting met | встреча встречи встретился | зустріч зустрічі зустрівся",
    "call phone | звонок разговор | дзвінок розмова",
    "fine | штраф штрафа | штраф штрафу",
    "damage damages | ущерб ущерба убытки | збитки збитків",
    "delay delays | задержка задержки | затримка затримки",
    "approve approved approval | одобрил одобрили одобрение | схвалив схвалили схвалення",
    "sign signed | подписал подписали подписание | підписав підписали підписання",
    "begin begins began started | начался началась начнется начало | почався почалася почнеться початок",
    "end ended over | закончился закончилась конец | закінчився закінчилася кінець",
    "open opened opens | открыл открыли открылся откроется | відкрив відкрили відкрився відкриється",
    "close closed closes | закрыл закрыли закрылся | закрив закрили закрився зачинено",
)


@cache
def read_translations(language: str) -> Mapping[str, tuple[tuple[str, str], ...]]:
    """By stem of `language`: (folded word, language) of what says the same in the other languages."""
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    if language not in LANGUAGES:
        return found
    stem = make_stemmer(language)
    for row in _ROWS:
        sides = dict(zip(LANGUAGES, (side.split() for side in row.split("|")), strict=True))
        others = tuple((fold(word), other) for other in LANGUAGES if other != language for word in sides[other])
        for key in dict.fromkeys(stem(fold(word)) for word in sides[language]):
            found[key] = found.get(key, ()) + others
    return found
