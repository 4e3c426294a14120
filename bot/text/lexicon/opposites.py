"""Words that say the opposite of each other: forms, `|`, forms of the opposite."""

from collections.abc import Iterable
from functools import cache

from bot.text.stems import make_stemmer
from bot.text.tokens import fold

_OPPOSITES: dict[str, tuple[str, ...]] = {
    "en": (
        "rise rises rose risen rising increase increased grow grew grown gain gained climb climbed up raise raised | fall falls fell fallen falling decrease decreased drop dropped decline declined shrink shrank shrunk down cut lower lowered",
        "open opened reopen reopened | close closed shut",
        "win won victory | lose lost defeat defeated",
        "accept accepted approve approved uphold upheld | reject rejected refuse refused dismiss dismissed",
        "support supported back backed praise praised welcome welcomed | oppose opposed criticise criticised criticize criticized condemn condemned",
        "all every | some several few many most none",
        "before | after",
        "more | less fewer",
        "guilty convicted | innocent acquitted cleared",
        "allow allowed permit permitted legal | ban banned forbid forbade forbidden prohibit prohibited illegal",
        "possible likely | impossible unlikely",
    ),
    "ru": (
        "вырасти вырос выросла выросло выросли вырастет вырастут растет растут увеличить увеличился увеличилась увеличилось повысить повысил повысили повысится поднял подняли подорожал подорожала | упасть упал упала упало упали упадет снизиться снизился снизилась снизилось снизились снизится снизил снизили сократить сократил сократился сократилась уменьшился уменьшилась подешевел подешевела",
        "открыть открыл открыла открыли открылся открылась открыт открыта откроют откроется | закрыть закрыл закрыла закрыли закрылся закрылась закрыт закрыта закрыты закроют закроется",
        "выиграть выиграл выиграла выиграли победил победила победили победа | проиграть проиграл проиграла проиграли поражение уступил уступила",
        "удовлетворить удовлетворил одобрил одобрила одобрили принял приняла приняли поддержал поддержала | отклонить отклонил отклонила отклонили отверг отвергла отвергли отказал отказала отказался",
        "поддержать поддержал поддержала похвалил похвалила | раскритиковал раскритиковала осудил осудила осудили",
        "все всех всем | некоторые некоторых несколько часть многие",
        "до | после",
        "больше | меньше",
        "виновен виновна виновным | невиновен невиновна оправдан оправдана оправдали",
        "разрешил разрешила разрешили | запретил запретила запретили запрет",
    ),
    "uk": (
        "зрости зріс зросла зросло зросли зросте зростуть росте збільшив збільшилася збільшився підвищив підвищили підвищиться підняв підняли подорожчав подорожчала | впасти упав упала упало упали впав впала впало впали знизитися знизився знизилася знизилося знизилися знизиться знизив знизили скоротив скоротився скоротилася зменшився зменшилася подешевшав подешевшала",
        "відкрити відкрив відкрила відкрили відкрився відкрилася відкрито відкриють відкриється | закрити закрив закрила закрили закрився закрилася закрито закриють закриється зачинено зачинив зачинили",
        "виграти виграв виграла виграли переміг перемогла перемогли перемога | програти програв програла програли поразка поступився поступилася",
        "задовольнити задовольнив схвалив схвалила схвалили ухвалив ухвалила ухвалили підтримав підтримала | відхилити відхилив відхилила відхилили відкинув відкинула відкинули відмовив відмовила відмовився",
        "підтримати підтримав підтримала похвалив похвалила | розкритикував розкритикувала засудив засудила засудили",
        "усі всі всіх усіх | деякі деяких кілька частина багато",
        "до | після",
        "більше | менше",
        "винен винна винним | невинуватий невинна виправдано виправдали",
        "дозволив дозволила дозволили | заборонив заборонила заборонили заборона",
    ),
}
"""Two reports of one thing that differ in these contradict each other."""

_TURNS: dict[str, tuple[str, ...]] = {
    "en": (
        "arrest arrested detain detained | release released free freed",
        "begin began begun start started resume resumed | end ended stop stopped finish finished suspend suspended",
        "buy bought purchase purchased | sell sold",
        "hire hired appoint appointed | dismiss dismissed fire fired sack sacked",
        "enter entered join joined arrive arrived | leave left quit withdraw withdrew withdrawn",
        "kill killed died dead | injure injured wound wounded hurt",
        "find found | miss missing",
        "first | last",
    ),
    "ru": (
        "задержать задержал задержала задержали арестовал арестовала арестовали | отпустить отпустил отпустила отпустили освободил освободили",
        "начать начал начала начали начался началась начнется возобновил возобновили | закончить закончил закончили закончился закончилась завершил завершили завершился завершилась прекратил прекратили остановил остановили",
        "купить купил купила купили приобрел приобрела | продать продал продала продали",
        "назначить назначил назначила назначили нанял наняла наняли | уволить уволил уволила уволили",
        "войти вошел вошла вошли прибыл прибыла прибыли | покинуть покинул покинула покинули вышел вышла вышли вывел вывела вывели",
        "погибли погиб погибла убил убиты | ранил ранен ранена ранены пострадали пострадал",
        "первый первая первое | последний последняя последнее",
    ),
    "uk": (
        "затримати затримав затримала затримали арештував арештувала арештували | відпустити відпустив відпустила відпустили звільнив звільнила звільнили",
        "почати почав почала почали почався почалася почнеться відновив відновили | закінчити закінчив закінчили закінчився закінчилася завершив завершили завершився завершилася припинив припинили зупинив зупинили",
        "купити купив купила купили придбав придбала | продати продав продала продали",
        "призначити призначив призначила призначили найняв найняла найняли | звільнити звільнив звільнила звільнили",
        "увійти увійшов увійшла увійшли прибув прибула прибули | покинути покинув покинула покинули вийшов вийшла вийшли вивів вивела вивели",
        "загинули загинув загинула убив убиті вбито | поранив поранено поранені постраждали постраждав",
        "перший перша перше | останній остання останнє",
    ),
}
"""Both may be true, one after the other: arrested, released. Two claims, never one."""


@cache
def read_opposites(language: str) -> dict[str, frozenset[str]]:
    """Stem -> the stems that contradict it; empty for languages without a list."""
    return _read(_OPPOSITES.get(language, ()), language)


@cache
def read_turns(language: str) -> dict[str, frozenset[str]]:
    """Stem -> the stems of what may come before or after it, but is not the same."""
    return _read(_TURNS.get(language, ()), language)


def _read(lines: Iterable[str], language: str) -> dict[str, frozenset[str]]:
    stem = make_stemmer(language)
    found: dict[str, set[str]] = {}
    for line in lines:
        one, _, other = ({stem(fold(word)) for word in half.split()} for half in line.partition("|"))
        for word in one:
            found.setdefault(word, set()).update(other - one)
        for word in other:
            found.setdefault(word, set()).update(one - other)
    return {word: frozenset(others) for word, others in found.items()}
