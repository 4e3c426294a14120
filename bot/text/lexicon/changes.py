"""Verbs that tell what became of something: who knows that a strike began does not know that it failed.

Of those who died, the count tells whether it is news: these verbs are left out.
"""

from functools import cache

from bot.text.stems import make_stemmer
from bot.text.tokens import fold

_CHANGES = {
    "en": "end ended stop stopped halt halted suspend suspended cancel cancelled canceled postpone postponed delayed "
    "collapse collapsed fail failed failure resume resumed reopen reopened close closed shut withdraw withdrew withdrawn "
    "win won lose lost defeat defeated beat beaten approve approved reject rejected dismiss dismissed overturn overturned "
    "uphold upheld veto vetoed repeal repealed lift lifted ban banned sign signed ratify ratified agree agreed "
    "resign resigned resignation quit sack sacked oust ousted appoint appointed elect elected "
    "arrest arrested detain detained charge charged indict indicted convict convicted sentence sentenced acquit acquitted "
    "release released free freed pardon pardoned extradite extradited surrender surrendered confess confessed "
    "escape escaped flee fled rescue rescued find found evacuate evacuated sink sank sunk crash crashed explode exploded "
    "leave left join joined recall recalled apologise apologised apologize apologized admit admitted retract retracted "
    "strike struck sue sued settle settled recover recovered survive survived",
    "ru": "завершилась завершился завершились закончилась закончился закончились прекратили прекратила прекращена "
    "остановили остановлены приостановили приостановлены отменили отменен отменена отменены перенесли перенесен сорваны "
    "сорвались сорвана провалились провалилась возобновили возобновились закрыли закрыт открыли отозвали отозвана "
    "выиграли победил победила проиграли проиграл одобрил одобрили утвердил утвердили отклонил отклонили отклонила "
    "отверг отвергли отвергла подписал подписали подписан ратифицировал согласились согласился договорились "
    "отставка отставку уволен уволили уволил назначен назначили избран избрали арестовали арестован задержали задержан "
    "обвинили осудили осужден приговорили приговорен оправдан оправдали освободили освобожден отпустили выдали сдался "
    "признался бежал сбежал спасли спасен нашли найден эвакуировали эвакуированы затонул затонуло разбился взорвался "
    "покинул покинули вышел вышла вступил извинился извинилась запретили запрещен снял сняли",
    "uk": "завершився завершилася завершилися закінчився закінчилася припинили припинено зупинили зупинено призупинили "
    "скасували скасовано перенесли перенесено зірвано зірвалися провалилися провалилася відновили відновлено закрили "
    "закрито відкрили відкликали виграли переміг перемогла програли схвалив схвалили ухвалили затвердив затвердили "
    "відхилив відхилили відхилила відкинув відкинули підписав підписали підписано ратифікував погодилися погодився "
    "домовилися відставка відставку звільнено звільнили звільнив призначено призначили обрано обрали арештували "
    "арештовано затримали затримано звинуватили засудили засуджено виправдали виправдано відпустили видали здався "
    "зізнався втік врятували врятовано знайшли знайдено евакуювали евакуйовано затонув затонуло розбився вибухнув "
    "покинув покинули вийшов вийшла вступив вибачився вибачилася заборонили заборонено зняли",
}


@cache
def read_changes(language: str) -> frozenset[str]:
    """Their stems; empty for languages without a list."""
    stem = make_stemmer(language)
    return frozenset(stem(fold(word)) for word in _CHANGES.get(language, "").split())
