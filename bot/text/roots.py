"""Words of one root, which a stemmer of endings leaves apart, in languages that make many of them.

Russian and Ukrainian verbs, their nouns and their adjectives begin alike and differ in a few suffixes ("восстановить",
"восстановление", "восстановлены"), which Snowball keeps. And where a noun or a name in the nominative ends like a verb,
it takes that end away ("визит", "Байден"), but not from the other cases ("визита", "Байденом").
"""

import re
from functools import lru_cache

from bot.text.stems import strip_cyrillic

LEAST = 5
"""Letters that two words of one root share; one more after a consonant, for "страна" and "странный" share five."""
_LEAST_OF_NAMES = 6
_VOWELS = frozenset("аеёиоуыэюяіїє")
_OF_ACTIONS = (
    "ени ани ен ан лен ован овани уван юван ирова ирован ізова изова ізац изац ион ионн йн ійн ац аци аці ител"
    " леніст ленност ива ыва ив ыв ува юва люва"
)
"""Suffixes that say by themselves that a word is of an action, its doer or what comes of it."""
_OTHERS = (
    "а е и я л н к в т ь ц ш ал ел ил ол ла ян ат ит ят ир ов ев ск ьск ськ ьн вн тн чн ств тв ость ост іст ніст леніст ник"
    " ниц иц ист изм яни лени уват юват люва люват ова ева ива ыва ува юва ировк овк овл тел тельн тельск тельств ительн ительств"
    " ательн анн енн ованн ці ическ ичн ічн ност ельн альн очн ушк ющ ущ ащ ящ вш ем им ом щик чик еств енств"
)
_CASES = "а у е ы и о я ю ь ом ем ым ой ей ою ею ов ев ів ам ям ах ях ами ями ью і ї єм ові еві"
_ACTION_SUFFIXES = frozenset(_OF_ACTIONS.split())
_SUFFIXES = _ACTION_SUFFIXES.union(_OTHERS.split(), {""})
_ENDINGS = frozenset({"", *_CASES.split()})
_LASTING = re.compile(r"(.{2,})а([^аеёиоуыэюя]{1,2}?)л?[иы]в(?:а\w{0,3})?")
_OF_NAMES = frozenset({"", "а", "к", "ск", "анск", "ьск", "ськ", "ц", "ец"})


def share_root(one: str, other: str, *, name: bool = False) -> bool:
    """Whether two Cyrillic stems begin alike and go on with suffixes that make one word of another, or with nothing.

    `name`: they are of names, of which only adjectives are made.
    """
    if name:
        shared = count_shared(one, other)
        return shared >= _LEAST_OF_NAMES and _OF_NAMES.issuperset((one[shared:], other[shared:]))
    return any(_alike(left, right) for left in _strip(one) for right in _strip(other))


def _alike(left: str, right: str) -> bool:
    shared = count_shared(left, right)
    if 2 * shared < max(len(left), len(right)):
        return False
    tails = left[shared:], right[shared:]
    if left == right:
        return shared >= LEAST - 1
    plain = left[shared - 1 : shared] in _VOWELS or not _ACTION_SUFFIXES.isdisjoint(tails)
    return shared >= (LEAST if plain else LEAST + 1) and _SUFFIXES.issuperset(tails)


def are_cases(one: str, other: str) -> bool:
    """Whether two folded words may be cases of one noun: they begin alike and end like cases."""
    shared = count_shared(one, other)
    return shared >= LEAST and _ENDINGS.issuperset((one[shared:], other[shared:]))


def count_shared(one: str, other: str) -> int:
    """How many letters both begin with."""
    from rapidfuzz.distance import Prefix

    return Prefix.similarity(one, other)


@lru_cache(maxsize=50_000)
def _strip(stem: str) -> tuple[str, ...]:
    """Itself, without endings, and of a verb that goes on also as it is when done once ("устанавлива", "установ")."""
    bare = strip_cyrillic(stem) or stem
    lasting = _LASTING.fullmatch(bare)
    done = (f"{lasting[1]}о{lasting[2]}",) if lasting else ()
    return tuple(dict.fromkeys((bare, stem, *done)))
