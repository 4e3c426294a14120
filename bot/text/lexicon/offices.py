"""Who speaks for which state, body or alliance, whatever an article says of it: seats of power, and people of office.

Each line: names that a reader knows the party by, `|`, surnames and seats whose words are its words. People stand here
only where their office lasted for years or is still held; everybody else is told by how an article introduces them.
"""

from functools import cache

from bot.text.stems import make_stemmer
from bot.text.tokens import find_tokens, fold

_OFFICES: tuple[str, ...] = (
    "russia россия росія | kremlin кремль moscow москва putin путин путін peskov песков пєсков лавров lavrov захарова zakharova"
    " grushko грушко ushakov ушаков medvedev медведев медведєв nebenzya небензя ryabkov рябков duma дума",
    "ukraine украина україна | kyiv kiev киев київ zelensky zelenskyy zelenskiy зеленский зеленський kuleba кулеба sybiha"
    " сибига сибіга yermak ермак єрмак podolyak подоляк rada рада shmyhal шмыгаль шмигаль",
    "usa america сша | washington вашингтон pentagon пентагон trump трамп biden байден blinken блинкен блінкен rubio рубио"
    " рубіо witkoff уиткофф виткофф віткофф kellogg келлог vance вэнс венс",
    "china китай | beijing пекин пекін",
    "germany германия німеччина | berlin берлин берлін scholz шольц merz мерц baerbock бербок",
    "france франция франція | paris париж elysee macron макрон",
    "britain uk великобритания британия британія | london лондон starmer стармер sunak сунак",
    "turkey турция туреччина | ankara анкара erdogan эрдоган ердоган fidan фидан фідан",
    "israel израиль ізраїль | netanyahu нетаньяху нетаньягу",
    "hungary венгрия угорщина | budapest будапешт orban орбан szijjarto сийярто сійярто",
    "poland польша польща | warsaw варшава tusk туск sikorski сикорский сікорський",
    "nato нато | stoltenberg столтенберг rutte рютте",
    "eu евросоюз євросоюз | brussels брюссель borrell боррель kallas каллас costa leyen ляйен",
    "un оон | guterres гутерриш гутерреш",
)


SEATS = frozenset(
    fold(word)
    for word in [
        "kremlin",
        "кремль",
        "moscow",
        "москва",
        "kyiv",
        "kiev",
        "киев",
        "київ",
        "washington",
        "вашингтон",
        "beijing",
        "пекин",
        "пекін",
        "berlin",
        "берлин",
        "берлін",
        "paris",
        "париж",
        "elysee",
        "london",
        "лондон",
        "ankara",
        "анкара",
        "budapest",
        "будапешт",
        "warsaw",
        "варшава",
        "brussels",
        "брюссель",
    ]
)
"""Cities and palaces whose names stand for a government; a person's name stands for that person alone."""


@cache
def _parties(language: str) -> dict[str, frozenset[str]]:
    stem = make_stemmer(language)
    found: dict[str, frozenset[str]] = {}
    for line in _OFFICES:
        parties, _, speakers = line.partition("|")
        names = frozenset(stem(fold(word)) for word in parties.split())
        found |= {stem(fold(word)): names for word in speakers.split()}
    return found


def find_parties(speaker: str, language: str) -> frozenset[str]:
    """The stems of the names of those for whom a person or seat speaks: {"russia", ...} for "Sergei Lavrov"; or none.

    A person is known by the last word of the name.
    """
    words = [fold(token.text) for token in find_tokens(speaker)]
    return _parties(language).get(make_stemmer(language)(words[-1]), frozenset()) if words else frozenset()


@cache
def find_voices(word: str) -> frozenset[str]:
    """The folded names of those who speak for a party named by `word` (folded, in any of the languages); or none.

    "kremlin" and "россия" give the same: seats stand for their states.
    """
    for line in _OFFICES:
        parties, _, speakers = line.partition("|")
        own, voices = (frozenset(fold(name) for name in half.split()) for half in (parties, speakers))
        if word in own or (word in voices and word in SEATS):
            return (own | voices) - {word}
    return frozenset()
