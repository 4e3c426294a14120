"""Sentences that stand in a report and are no part of it: captions, bylines, links to other pages, words to its
readers. Pure."""

import re

from bot.text.dates import MONTHS, WEEKDAYS

_MONTH = "|".join(sorted((month for month in MONTHS if month.isascii() and len(month) > 2), key=len, reverse=True))
_DAY = "|".join(sorted((day for day in WEEKDAYS if day.isascii() and len(day) > 2), key=len, reverse=True))

_AMENDS = re.compile(
    r"^(?:correction|clarification|editor['’]?s['’]? note|исправление|уточнение|поправка|виправлення|уточнення|"
    r"від редакції|от редакции)\b|"
    r"\bwe (?:wrongly|incorrectly|mistakenly|erroneously)\b|\b(?:earlier|previous) version of this|"
    r"\bв (?:предыдущей|более ранней) версии\b|\bу (?:попередній|ранішій) версії\b|"
    r"\bмы (?:ошибочно|неверно)\b|\bми (?:помилково|хибно)\b",
    re.IGNORECASE,
)
"""An outlet that speaks of its own mistake: what it now holds stands in the article."""
_LEADS_ELSEWHERE = re.compile(
    r"^(?:(?:photos?|image|more|related|updated?|analysis|opinion|fact.?check|contributing|contributors?) ?:|"
    r"must (?:watch|read)\b|"
    r"see (?:also|photos|more)\b|also read\b|read (?:more|also|next)\b|click\b|subscribe\b|sign up\b|watch\b|listen\b|"
    r"follow\b(?!-)|download\b|check out\b|look out for\b|stay tuned\b|tune in\b|get (?:more|ready|the latest|all)\b|"
    r"explore\b|join us\b|looking for\b|for the latest\b|"
    r"for more (?:information|news|stories|on|about|from)\b|want (?:more|to)\b|if you\b|got a\b|have you\b|"
    r"(?:contact|email|e-mail|reach) .{0,60}\bat\b|advertisement\b|copyright\b|©|by [A-Z]\w+ [A-Z]\w+$|"
    r"here(?:['’]s| is| are|['’]re) (?:what|how|why|where|who|everything|some|a look|the latest|our)\b|"
    r"let us\b|happy (?:mon|tues|wednes|thurs|fri|satur|sun)day\b|"
    r"читайте\b|подпис(?:ывайтесь|аться|ка)\b|смотрите\b|следите\b|(?:фото|видео|источник|реклама|подробнее) ?[:.]|"
    r"підпис(?:уйтесь|атися|ка)\b|дивіться\b|стежте\b|слідкуйте\b|(?:відео|джерело|докладніше|детальніше) ?[:.])",
    re.IGNORECASE,
)
_SPEAKS_TO_READERS = re.compile(
    r"https?://|\S@\S+\.\w|\bnewsletter\b|\bsign up (?:here|now|for|to)\b|\bsubscribed?\b.{0,40}\bhere\b|"
    r"\b(?:earn|paid) (?:us )?.{0,60}\bcommission\b|\bindependently (?:chosen|selected|reviewed)\b|"
    r"\ball rights reserved\b|\bcontribut(?:ed|ing) to this (?:report|story|article)\b|"
    r"\blet us introduce\b|\bfollow (?:him|her|them|us|me)\b|"
    r"\b(?:covers|writes about)\b.{0,60}\bfor (?:the )?(?-i:[A-Z]{2,})|"
    r"\bis an? (?:[\w-]+ ){0,5}(?:reporter|correspondent|producer|editor|columnist|contributor)\b.{0,40}"
    r"(?:['’]s\b|\bteam\b|\bdesk\b|\bbased in\b)|"
    r"\bподписывайтесь\b|\bподписаться\b|\bпідписуйтесь\b|\bпідписатися\b|\bв нашем (?:канале|телеграм)|"
    r"\bу нашому (?:каналі|телеграм)",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    r"\b(?:hide caption|video ad feedback|getty images|file photo|ap photo|photo by|photos? courtesy)\b|"
    r"\b\d+ of \d+ photos\b|\(?\bpictured\b(?: here)?[,)]|"
    r", (?:(?:far|second from|third from|top|bottom) )?(?:left|right|cent(?:er|re)), |"
    r"\bthis (?:[\w-]+ ){0,3}(?:photo|photograph|picture|image|video|map|graphic)\b|"
    r"\bна (?:этом |этой |цьому |цій )?(?:фото|фотографии|снимке|світлині|знімку)\b|"
    r"\b\d\d:\d\d(?: - source\b.*)?$|"
    rf"\b(?:{_DAY}), (?:{_MONTH})\.? \d{{1,2}}, (?:19|20)\d\d\b|"
    r"\b(?:19|20)\d\d(?:, in [^.]{2,40}|, [A-Z][^.]{2,40})?\.[”\"]? [-–—] [A-Z]",
    re.IGNORECASE,
)
_LINK = re.compile(r"^[^.!?]{4,80}[^\W\d_]:['‘“\"]?[A-Z]")
"""Somebody else's headline, run together by a page that was taken apart: "HEAT WAVE:It's so hot"."""
_PIECE = re.compile(r"^(?:[^\w\s\"'“‘«„(\[$€£₽₴#@+-]|[a-zа-яёіїєґ](?![A-ZА-ЯІЇЄҐ]))|(?:^|[\s-])[A-Z]\.$")
"""What begins in the middle or with a mark of a list, or breaks off at an initial."""
_AGENCY = (
    r"(?:CNN|AP|AFP|Reuters|Bloomberg|UPI|dpa|DPA|EFE|ANSA|Xinhua|TASS|ТАСС|РИА(?: Новости)?|Интерфакс|Інтерфакс|УНИАН|"
    r"УНІАН|Укринформ|Укрінформ|Рейтер|Рейтерс)(?: (?:Business|Politics|Newsource|News))?"
)
_PLACE = r"[A-ZА-ЯЁІЇЄҐ][A-ZА-ЯЁІЇЄҐ.’' -]{2,30}"
_DATELINE_ALONE = re.compile(rf"^{_PLACE}(?:, [^.!?—]{{3,20}}\.?)? [—–-] {_AGENCY}\.?$")
_DATELINE = re.compile(
    rf"(?:[A-ZА-ЯЁІЇЄҐ][\w.,’' -]{{1,40}} )?\({_AGENCY}\)\s*(?:[—–-]+\s*)?(?=\S)|"
    r"[A-Z][A-Z.’' -]{2,30}(?:, [A-Z][\w.]{1,12})?\s*[—–]\s*(?=[A-Z“\"])"
)

_PATTERNS = (_AMENDS, _LEADS_ELSEWHERE, _SPEAKS_TO_READERS, _CAPTION, _LINK, _PIECE, _DATELINE_ALONE)
_MARKS = re.compile(r"[\U0001F000-\U0001FAFF\u203C\u2600-\u2793\u2B50\u2B55\uFE0F\u200D]+\s*(?=\S)")


def is_aside(text: str) -> bool:
    """Whether the sentence, its white space single, is no part of what is reported."""
    return any(pattern.search(text) for pattern in _PATTERNS)


def measure_dateline(text: str) -> int:
    """Characters at the beginning that say where and by whom it was written: "(CNN) ", "GENEVA (AP) — "; and the
    pictures that posts of channels begin with: "⚡️"."""
    marks = _MARKS.match(text)
    start = marks.end() if marks else 0
    match = _DATELINE.match(text, start)
    return match.end() if match else start
