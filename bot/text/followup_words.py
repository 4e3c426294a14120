"""The words by which a follow-up leans on what was asked before: openers, pronouns, question words, prepositions.

English apart; Russian and Ukrainian together, since both are typed into one conversation and their closed classes
hardly collide. All folded (see tokens.fold), but patterns are matched against casefolded text.
"""

import re
from typing import Literal

Role = Literal["person", "thing", "group", "place", "that"]
Case = Literal["subject", "object", "owner"]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


MORE = re.compile(
    r"^(?:(?:ok(?:ay)?|please|and|ну|а|и|і)[,\s]+)*(?:(?:please )?(?:can you "
    r"|could you )?tell me more(?: about (?:it|this|that))?"
    r"|(?:some |any(?:thing)? )?more(?: details?| info(?:rmation)?)?|details|go on|continue|what else"
    r"|anything else|else"
    r"|(?:расскажи(?:те)? |скажи(?:те)? )?(?:об этом )?(?:по)?подробнее(?: об этом)?|(?:что )?(?:еще"
    r"|ещё)(?: что(?:-то|-нибудь)?)?"
    r"|больше|дальше|продолжай(?:те)?|(?:розкажи |розкажіть )?(?:про це )?(?:докладніше|детальніше)(?: про це)?"
    r"|(?:що )?ще(?: щось| що)?|більше|далі|продовжуй(?:те)?)(?:,? please|,? пожалуйста|,? будь ласка)?[\s?!.…]*$"
)
"""A request for more of the same."""

OPENER = re.compile(
    r"^\s*(?:(?:ok(?:ay)?|well|hm+|right|yes|thanks|ну|ок|хорошо|ладно|добре|гаразд)[,.!\s]+)?"
    r"(?:(?:(?:and|but|so)\s+)?(?:(?:what|how)\s+(?:about|of|with)|(?:the )?same (?:question )?(?:for|with|about))\b"
    r"|(?:and|but|also|plus|or)\b(?:\s+(?:also|then|now))?"
    r"|(?:(?:а|и|но|і|й|та|але)\s+)?(?:(?:что|как|що|як)\s+)?(?:там\s+)?(?:насчет|насчёт|щодо|стосовно"
    r"|относительно|по поводу)\b"
    r"|(?:(?:а|и|но|і|й|та|але)\s+)?(?:что|що)\s+(?:(?:там\s+)?(?:с|со|з|із|зі|про|до)\s+)"
    r"|(?:а|и|но|і|й|та|але)\b(?:\s+(?:также|также и|тогда|также и|також|тоді|еще|ещё|ще)\b)?)[,\s]*"
)
"""What introduces a fragment that takes a place in the question before."""

BARE_WHAT = re.compile(r"^(?:что|що)\s+(?:там\s+)?")
"""The "что" of "а что Украина?", when no verb follows."""

CLOSER = re.compile(r"[\s,]+(?:too|then|though|as well|instead|тоже|теж|також|тогда|тоді)[\s?!.…]*$")

QUESTION_WORDS = _words(
    "who whom whose what which when where why how whos whats "
    "кто кого кому кем ком что чего чему чем почему зачем отчего когда где куда откуда сколько насколько как какой "
    "какая какое "
    "какие каких каким какого какому какую каком какими каков какова каково каковы чей чья чье чьи который которая "
    "которое "
    "которые которых "
    "хто ким що чого чому чим навіщо коли де куди звідки скільки наскільки як який яка яке які яких яким якого якому "
    "яку якої "
    "якій якими чий чия чиє чиї котрий котра котрі"
)
MEASURES = _words("much many long far often old soon big come долго часто далеко много довго далеко багато пор часу")
"""What may follow a question word and belongs to it."""

CHOOSING = _words(
    "which many какие каких какой какая какое сколько які яких який яка яке скільки чий чья чья чиї whose"
)
"""Question words that a single noun completes without a verb ("which countries?")."""

COUNTERPARTS: tuple[tuple[str, str, str], ...] = (
    ("why", "почему", "чому"), ("when", "когда", "коли"), ("where", "где", "де"), ("who", "кто", "хто"),
    ("how much", "сколько", "скільки"), ("how", "как", "як"), ("what", "что", "що"),
    ("since when", "с каких пор", "з якого часу"),
)  # fmt: skip
"""The same question word in English, Russian and Ukrainian."""

LIGHT = _words(
    "exactly precisely really so not come else ok okay about too well then sure actually mean means meant yes no "
    "next далее дальше далі "
    "именно точно еще ещё да нет вообще значит то там саме ще так ні взагалі означає"
)
"""Words that add nothing to ask for, beside the stop words."""

SAYING = _words(
    "say says said saying tell tells told claim claims claimed state states stated announce announced report "
    "reported write wrote "
    "сказать сказал сказала сказали говорит говорил говорила говорят заявил заявила заявили сообщил сообщила "
    "утверждает "
    "сказати сказав каже кажуть говорив говорить заявив повідомив повідомила стверджує"
)
WISHING = _words(
    "demand demands demanded want wants wanted need needs ask asks asked insist insists require requires promise promises "
    "promised plan plans propose proposes proposed offer offers offered think thinks believe believes hope hopes expect "
    "expects seek seeks threaten threatens threatened warn warned"
)
"""English verbs that, like those of saying, leave open what is said."""
DOING = _words("do does did done doing")
AGREEING = _words(
    "agree agrees agreed disagree disagrees object objects accept accepts accepted refuse refuses refused "
    "согласен согласна согласно согласны против возражает возражают согласился согласилась отказался отказалась "
    "згоден згодна згодні проти заперечує заперечують погодився погодилася відмовився відмовилася"
)
"""What somebody says to a thing that need not be named again."""

HAPPENING = re.compile(
    r"^(?:нача|кончи|законч|заверш|сто[ия]|обо(?:й|ш)|прои[сз]|дл[ия]|продл|продолж|состо|случ|вступ|будет|поч(?:а"
    r"|н)|розпоч|закінч|"
    r"кошту|станеться|стал[ао]ся|відбу|трива|наб(?:ер|р|ув))"
)
"""Russian and Ukrainian verbs whose "он", "она" is mostly a thing."""

PRONOUNS: dict[str, tuple[Role, Case]] = {
    **dict.fromkeys(("he", "she", "он", "она", "він", "вона"), ("person", "subject")),
    **dict.fromkeys(("him", "himself", "herself", "него", "нее", "нему"), ("person", "object")),
    **dict.fromkeys(("ней", "нем", "нього", "ньому", "неї", "ній"), ("person", "object")),
    **dict.fromkeys(("ему", "ей", "ею", "йому", "їй", "нею", "нею"), ("person", "object")),
    **dict.fromkeys(("his", "her", "hers", "его", "ее", "його", "її"), ("person", "owner")),
    **dict.fromkeys(("it", "оно", "воно"), ("thing", "subject")),
    "its": ("thing", "owner"),
    **dict.fromkeys(("they", "они", "вони"), ("group", "subject")),
    **dict.fromkeys(("them", "themselves", "ними", "ним", "них", "им", "їм"), ("group", "object")),
    **dict.fromkeys(("their", "theirs", "их", "їх", "їхній", "їхня", "їхнє", "їхні", "їхнього"), ("group", "owner")),
    **dict.fromkeys(("there", "там", "туда", "оттуда", "туди", "звідти"), ("place", "object")),
    **dict.fromkeys(("that", "this", "these", "those", "one", "ones"), ("that", "object")),
    **dict.fromkeys(("это", "этом", "этого", "этому", "этим", "этот"), ("that", "object")),
    **dict.fromkeys(("эта", "эту", "этой", "эти", "этих", "этими"), ("that", "object")),
    **dict.fromkeys(("це", "цьому", "цього", "цим", "цей", "ця"), ("that", "object")),
    **dict.fromkeys(("цю", "цієї", "цій", "ці", "цих", "цими"), ("that", "object")),
}  # fmt: skip
TIMES = _words(
    "time week month year morning evening afternoon night day days weekend spring summer autumn fall winter "
    "раз неделе недели неделю месяце месяца месяц году года год утро утром вечером день дня дни дней лето летом "
    "осенью зимой весной "
    "тижня тижні тиждень місяця місяці місяць року році рік ранку вечора дня дні день літа літо осені зими весни разу"
)
"""After "this" these make a date, not a reference."""

EXPLETIVE = re.compile(
    r"\bit\s+(?:(?:is|be|was)\s+)?(?:true|possible|likely|certain|clear|known|necessary|legal|safe|important|right"
    r"|wrong)\s+(?:that|to|for)\b"
    r"|\bit\s+takes?\b|\btime is it\b|\b(?:это|це)\s+правда\b|\bit\s+(?:seem|rain|snow)"
)

AUXILIARIES = _words(
    "is are was were am do does did has have had will would can could should shall must may might "
    "isn't aren't wasn't weren't don't doesn't didn't hasn't haven't won't can't"
)
TO_BE = _words("is are was were isn't aren't wasn't weren't")
ARTICLES = _words("the a an some any this that these those its their his her")
PREPOSITIONS: tuple[frozenset[str], ...] = (
    _words("in at inside near off"), _words("about on regarding concerning over"), _words("of"), _words("for"),
    _words("with"),
    _words("from"), _words("to into"), _words("by"), _words("against"), _words("between"), _words("during"),
    _words("under"),
    _words("before after since until"), _words("в во у"), _words("с со з із зі"), _words("о об обо про"), _words("на"),
    _words("от від"), _words("для"), _words("к ко до"), _words("против проти"), _words("между між"), _words("из"),
    _words("за"),
    _words("по"), _words("при"), _words("після после перед"),
)  # fmt: skip
"""By family: a fragment with one of a family takes the place of another of it."""
ANY_PREPOSITION = frozenset().union(*PREPOSITIONS)
PLACE_PREPOSITIONS = _words("in at inside near off outside в во у из під под")
CONJUNCTIONS = _words("and or и і й та или або with")
PARTICLES = _words("von van der den de del da di la le al el bin ibn")
"""Lower-case words that may stand inside a name."""

TIME_ADVERB = re.compile(
    r"\b(?:today|yesterday|tomorrow|tonight|now|currently|(?:this|last|next)\s+(?:week|month|year|spring|summer"
    r"|autumn|fall|winter|weekend)"
    r"|(?:(?:in|since|before|after|until|by|during|в|во|у|з|с|со|до|після|после)\s+)?(?:19"
    r"|20)\d\d\b(?:\s+(?:год[ауе]?|році|року))?"
    r"|сегодня|вчера|завтра|сейчас|теперь|сьогодні|вчора|завтра|зараз|тепер"
    r"|(?:на|в)\s+(?:этой|этом|прошлой|прошлом|следующей|следующем)\s+(?:неделе|месяце|году)"
    r"|(?:цього|минулого|наступного)\s+(?:тижня|місяця|року))\b"
)

AGENTS = _words(
    "union government police army troops military court parliament congress senate party opposition ministry "
    "minister president company "
    "police navy bank council commission family families people residents public press media crew staff team side "
    "sides city country state "
    "west allies ally families women men children students"
)
AGENT_ENDING = re.compile(r"(?:er|or|ist|ian|ee|ant|ent)s?$|men$")
"""English nouns that can say and want something: a fragment with one takes the subject's place, not the object's."""

THINGS = re.compile(
    r"^(?:wars?|prices?|costs?|money|weapons?|talks?|deals?|strikes?|territor(?:y|ies)|sanctions?|peace|ceasefire"
    r"|truce|tariffs?|wages?|pay"
    r"|powers?|papers?|numbers?|borders?|water|winter|summer|weather|orders?|rivers?|dangers?|letters?|matters?"
    r"|towers?|offers?|gas|oil"
    r"|elections?|budget|repairs?|fruit|food)$|(?:tion|sion|ment|ity|ness|ance|ence|ing|age|ship|ism|fire)s?$"
)
"""English nouns that cannot: they are spoken about."""

CYRILLIC_VERB = re.compile(
    r"(?:[аяуеюо]ет|[чж]ет|[аяуею]ют|[кгчрд]ут|[рлнчш]ит|стоит|дит|[аяиео]л|[аяие]ла|[аяие]ло|[аяие]ли|[аяи]в"
    r"|[аяиеу]ть|ться|тися|шел|шла|шли"
    r"|[аяує]є|[аяує]ють|[аяиіоу]ти|[чж]уть|ить|[чжкгрн]е|лся|лась|лось|лись|вся|ется|ится|[уюая]тся|ється|ються"
    r"|иться|яться|няты|нято)$"
)
NO_VERBS = _words(
    "генерал материал канал адмирал капитал журнал персонал финал скандал сила сили цели дело дела число школа "
    "власть область часть речь "
    "генерала мать путь сеть море горе поле також матеріал"
)
"""Nouns that end like verbs."""

PEOPLE = _words("zelensky putin trump biden witkoff grushko")
BODIES = _words("nato un eu izvestia")
"""First forms of the lexicon's names that are people or bodies; its other names are places."""

BODY_WORDS = _words(
    "union ministry party council bank port company group army court university agency committee commission "
    "parliament government club "
    "federation association institute news times post "
    "союз министерство партия совет банк порт компания группа армия суд университет агентство комитет комиссия "
    "парламент правительство "
    "спілка міністерство партія рада група армія університет агентство комітет комісія уряд"
)
"""Words that make a name of several words the name of a body, not of a person."""
