"""Words for numbers, folded (see tokens.fold): what they are worth, and how large a number they multiply.

English, Russian and Ukrainian cardinals in their cases, English ordinals. Forms that are other words too are left
out ("семью" is a family). Closed classes.
"""

_CARDINALS: dict[float, str] = {
    0: "zero", 1.5: "полтора полторы півтора", 1: "one один одна одно одну одного одне", 2: "two два две двух двум двумя двое дві двох двом двоє",
    3: "three три трех трем тремя трое троих трьох трьом троє", 4: "four четыре четырех четырем четверо чотири чотирьох",
    5: "five пять пяти пятеро п'ять п'яти п'ятьох", 6: "six шесть шести шестеро шість шістьох",
    7: "seven семь семи семеро сім сімох", 8: "eight восемь восьми вісім вісьмох", 9: "nine девять девяти дев'ять дев'яти",
    10: "ten десять десяти десятьох", 11: "eleven одиннадцать одиннадцати одинадцять одинадцяти",
    12: "twelve двенадцать двенадцати дванадцять дванадцяти", 13: "thirteen тринадцать тринадцати тринадцять тринадцяти",
    14: "fourteen четырнадцать четырнадцати чотирнадцять чотирнадцяти", 15: "fifteen пятнадцать пятнадцати п'ятнадцять п'ятнадцяти",
    16: "sixteen шестнадцать шестнадцати шістнадцять шістнадцяти", 17: "seventeen семнадцать семнадцати сімнадцять сімнадцяти",
    18: "eighteen восемнадцать восемнадцати вісімнадцять вісімнадцяти", 19: "nineteen девятнадцать девятнадцати дев'ятнадцять дев'ятнадцяти",
    20: "twenty двадцать двадцати двадцять двадцяти", 30: "thirty тридцать тридцати тридцять тридцяти", 40: "forty сорок сорока",
    50: "fifty пятьдесят пятидесяти п'ятдесят п'ятдесяти", 60: "sixty шестьдесят шестидесяти шістдесят шістдесяти",
    70: "seventy семьдесят семидесяти сімдесят сімдесяти", 80: "eighty восемьдесят восьмидесяти вісімдесят вісімдесяти",
    90: "ninety девяносто дев'яносто", 100: "сто", 200: "двести двухсот двісті", 300: "триста трехсот",
    400: "четыреста чотириста", 500: "пятьсот пятисот п'ятсот", 600: "шестьсот шістсот", 700: "семьсот сімсот",
    800: "восемьсот вісімсот", 900: "девятьсот дев'ятсот",
}  # fmt: skip
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth"
)
_SCALES = {
    12: "dozen дюжина дюжины", 100: "hundred",
    10**3: "thousand тыс тысяча тысячу тысячи тысяч тысячами тис тисяча тисячу тисячі тисяч",
    10**6: "million mn mln млн миллион миллиона миллионов мільйон мільйона мільйони мільйонів",
    10**9: "billion bn bln млрд миллиард миллиарда миллиардов мільярд мільярда мільярди мільярдів",
    10**12: "trillion trn tn трлн триллион триллиона триллионов трильйон трильйона трильйонів",
}  # fmt: skip

CARDINALS: dict[str, float] = {word: value for value, words in _CARDINALS.items() for word in words.split()}
ORDINALS: dict[str, float] = {word: float(value) for value, word in enumerate(_ORDINALS.split(), 1)}
ORDINALS |= {
    f"{word[:-1]}ieth": value for word, value in CARDINALS.items() if word.isascii() and value in range(30, 100)
}
SCALES = {word: value for value, words in _SCALES.items() for word in words.split()}
CLIPPED = {"k": 10**3, "m": 10**6, **SCALES}
"""Scales written onto their digits: 1.5m, 2bn, 500k."""
