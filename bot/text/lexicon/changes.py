"""Verbs that tell what became of something: who knows that a strike began does not know that it failed.

Of those who died, the count tells whether it is news: these verbs are left out.
"""

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from bot.text.stems import make_stemmer
from bot.text.tokens import fold


class _Change(NamedTuple):
    """The verbs of three languages that tell one thing."""

    en: str
    ru: str
    uk: str


_CHANGES = (
    _Change(
        "end ended",
        "завершилась завершился завершились закончилась закончился закончились",
        "завершився завершилася завершилися закінчився закінчилася",
    ),
    _Change(
        "stop stopped halt halted suspend suspended",
        "прекратили прекратила прекращена остановили остановлены приостановили приостановлены",
        "припинили припинено зупинили зупинено призупинили",
    ),
    _Change("cancel cancelled canceled repeal repealed", "отменили отменен отменена отменены", "скасували скасовано"),
    _Change("postpone postponed delayed", "перенесли перенесен", "перенесли перенесено"),
    _Change(
        "collapse collapsed fail failed failure",
        "сорваны сорвались сорвана провалились провалилась",
        "зірвано зірвалися провалилися провалилася",
    ),
    _Change("resume resumed", "возобновили возобновились", "відновили відновлено відновляться відновиться відновилися"),
    _Change("close closed shut", "закрыли закрыт закрыты закрыта", "закрили закрито закриті зачинено зачинили"),
    _Change("reopen reopened", "открыли", "відкрили"),
    _Change("withdraw withdrew withdrawn recall recalled", "отозвали отозвана", "відкликали"),
    _Change("win won defeat defeated beat beaten", "выиграли победил победила", "виграли переміг перемогла"),
    _Change("lose lost", "проиграли проиграл", "програли"),
    _Change(
        "approve approved uphold upheld",
        "одобрил одобрили утвердил утвердили",
        "схвалив схвалили ухвалили затвердив затвердили",
    ),
    _Change(
        "reject rejected dismiss dismissed overturn overturned veto vetoed",
        "отклонил отклонили отклонила отверг отвергли отвергла",
        "відхилив відхилили відхилила відкинув відкинули",
    ),
    _Change("lift lifted", "сняли", "зняли"),
    _Change("ban banned", "запретили запрещен", "заборонили заборонено"),
    _Change(
        "sign signed ratify ratified",
        "подписал подписали подписан ратифицировал",
        "підписав підписали підписано ратифікував",
    ),
    _Change("agree agreed settle settled", "согласились согласился договорились", "погодилися погодився домовилися"),
    _Change(
        "resign resigned resignation quit sack sacked oust ousted",
        "отставка отставку уволен уволили уволил снял",
        "відставка відставку звільнено звільнили звільнив",
    ),
    _Change("appoint appointed", "назначен назначили", "призначено призначили"),
    _Change("elect elected", "избран избрали", "обрано обрали"),
    _Change(
        "arrest arrested detain detained",
        "арестовали арестован задержали задержан",
        "арештували арештовано затримали затримано",
    ),
    _Change("charge charged indict indicted sue sued", "обвинили", "звинуватили"),
    _Change("convict convicted sentence sentenced", "осудили осужден приговорили приговорен", "засудили засуджено"),
    _Change("acquit acquitted", "оправдан оправдали", "виправдали виправдано"),
    _Change("release released free freed pardon pardoned", "освободили освобожден отпустили", "відпустили"),
    _Change("extradite extradited", "выдали", "видали"),
    _Change("surrender surrendered", "сдался", "здався"),
    _Change("confess confessed admit admitted", "признался", "зізнався"),
    _Change("escape escaped flee fled", "бежал сбежал", "втік"),
    _Change("rescue rescued survive survived recover recovered", "спасли спасен", "врятували врятовано"),
    _Change("find found", "нашли найден", "знайшли знайдено"),
    _Change("evacuate evacuated", "эвакуировали эвакуированы", "евакуювали евакуйовано"),
    _Change("sink sank sunk", "затонул затонуло", "затонув затонуло"),
    _Change("crash crashed", "разбился", "розбився"),
    _Change("explode exploded", "взорвался", "вибухнув"),
    _Change("leave left", "покинул покинули вышел вышла", "покинув покинули вийшов вийшла"),
    _Change("join joined", "вступил", "вступив"),
    _Change(
        "apologise apologised apologize apologized retract retracted", "извинился извинилась", "вибачився вибачилася"
    ),
    _Change("strike struck", "", ""),  # "went on strike" has other words elsewhere
)


@cache
def read_changes(language: str) -> Mapping[str, int]:
    """Their stems, each with the number of what it tells, which is the same in all languages; empty for languages
    without a list."""
    stem = make_stemmer(language)
    return {
        stem(fold(word)): number
        for number, change in enumerate(_CHANGES)
        for word in change._asdict().get(language, "").split()
    }
