"""What people say to a bot that is no question: thanks, a greeting, "what can you do?". English, Russian, Ukrainian."""

import re
import unicodedata
from enum import StrEnum

from bot.text.tokens import fold


class Courtesy(StrEnum):
    """What a message is that asks the articles nothing."""

    THANKS = "thanks"
    GREETING = "greeting"
    ABOUT_US = "about us"


MOST_WORDS = 6
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_LISTS = {
    "addressing": "bot all everyone everybody team there бот всем команда друзья всім команди друзі",
    "thanks": "thanks thank thx ty cheers ok okay great perfect excellent understood noted cool nice wow bravo super"
    " brilliant спасибо спс благодарю пасиб ок окей отлично понятно понял поняла ясно супер класс хорошо прекрасно"
    " молодец дякую дяки спасибі чудово зрозуміло зрозумів зрозуміла добре гаразд файно клас молодець",
    "around thanks": "you a lot very much so many well done good job got it that helps is really no for the answer"
    " info information help update digest summary большое огромное очень вам тебе за ответ помощь информацию сводку"
    " дайджест ладно все нет дуже щиро тобі відповідь допомогу інформацію велике ні",
    "greeting": "hi hello hey hiya greetings привет приветствую здравствуйте здравствуй привіт вітаю здрастуйте",
    "time of day": "morning afternoon evening утро день вечер утра вечера дня ранок вечір ранку вечора",
    "good": "good доброе добрый доброго добрий доброї",
}
_ADDRESSING, _THANKS, _AROUND_THANKS, _GREETING, _TIME, _GOOD = (
    frozenset(map(fold, words.split())) for words in _LISTS.values()
)
_ABOUT = """
help, help me, test, who are you, what are you, are you, are you a, what can you do, what do you do, what can i ask,
what can i ask you, how do you work, how do i use you, how to use,
помощь, помоги, помогите, тест, кто ты, ты кто, кто вы, ты здесь, что ты умеешь, что умеешь, что ты можешь,
как ты работаешь, как пользоваться, как этим пользоваться, что можно спросить,
допомога, допоможи, допоможіть, хто ти, ти хто, хто ви, ти тут, що ти вмієш, що вмієш, що ти можеш, як ти працюєш,
як користуватися, як цим користуватися, що можна спитати, що можна запитати
"""
"""Without "bot" and "there"."""
_ABOUT_US = frozenset(" ".join(map(fold, one.split())) for one in _ABOUT.split(","))
_FRIENDLY = frozenset("👍👌🙏👏🔥💯🤝😊🙂😀😃😄😍🥰🎉✅✔❤💙💛🫡🤗")
_COLOURING = ("Mn", "Me", "Cf", "Sk")


def read_courtesy(text: str) -> Courtesy | None:
    """What the whole message says; None for a question, however politely it begins."""
    words = [fold(word) for word in _WORD.findall(text)]
    said = [word for word in words if word not in _ADDRESSING]
    if len(words) > MOST_WORDS:
        return None
    if " ".join(said) in _ABOUT_US:
        return Courtesy.ABOUT_US
    if "?" in text:
        return None
    if _greets(frozenset(said)):
        return Courtesy.GREETING
    return Courtesy.THANKS if _thanks(frozenset(said)) or (not words and _is_friendly(text)) else None


def _greets(words: frozenset[str]) -> bool:
    """ "good morning" does; "morning" alone may be what somebody looks for."""
    by_time = not words.isdisjoint(_TIME) and not words.isdisjoint(_GOOD)
    return words <= _GREETING | _TIME | _GOOD and (by_time or not words.isdisjoint(_GREETING))


def _thanks(words: frozenset[str]) -> bool:
    return words <= _THANKS | _AROUND_THANKS and not words.isdisjoint(_THANKS)


def _is_friendly(text: str) -> bool:
    """Emoji of approval and nothing else; how they are coloured and joined does not matter."""
    signs = {one for one in text if not one.isspace() and unicodedata.category(one) not in _COLOURING}
    return bool(signs) and signs <= _FRIENDLY
