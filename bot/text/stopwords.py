"""Words that say nothing about what is asked: function words, and the words a question is framed with.

All folded (see tokens.fold), unstemmed. Own lists, kept to closed word classes, so that no content word hides here.
"""

_ENGLISH = """
a an the this that these those there here it its itself he him his himself she her hers herself they them their
theirs themselves we us our ours you your yours i me my mine who whom whose which what when where why how whether
and or but nor so if then than as of in on at by for from to into onto out over under up down off with without
within about against between among through during before after above below per via upon toward towards
is are was were be been being am do does did done doing have has had having will would shall should can could
may might must ought not no also too very just only even still yet already ever again else such same other
any some each every all both few more most much many s t d ll ve re m don't doesn't didn't isn't aren't wasn't
won't can't i'm whats whos wheres let lets because while until since
"""
_ENGLISH_FRAME = """
please tell list know explain describe show give find happened happen happening happens latest news update updates
anything something someone anyone named called kind sort type according following name
"""
_RUSSIAN = """
и в во не что он на я с со как а то все она так его но да ты к у же вы за бы по только ее мне было вот от меня еще
нет о об обо из ему теперь когда даже ну вдруг ли если уже или ни быть был него до вас нибудь опять уж вам ведь там
потом себя ничего ей может они тут где есть надо ней для мы тебя их чем была сам чтоб без будто чего раз тоже себе
под будет ж тогда кто этот того потому этого какой какая какое какие каких каким какого какому какую каком какими
почему зачем откуда куда сколько чей чья чье чьи кого кому кем ком чему совсем ним здесь этом один почти мой тем
чтобы нее сейчас были можно при об другой хоть после над больше тот через эти нас про всего них какова много разве
эту моя впрочем свою этой перед иногда лучше чуть том нельзя такой им более всегда конечно всю между это та те свой
своей своего своих который которая которое которые которых которой которого котором которую ли либо является являются
являлся являлась почему насколько каков каковы также этих
"""
_RUSSIAN_FRAME = (
    "расскажи расскажите скажи скажите покажи новости последние известно пожалуйста произошло происходит зовут"
)
_UKRAINIAN = """
і й та в у не що він на я з із зі як а то все вона так його але ти до ж ви за би б по тільки її мені було ось від
мене ще ні о об про йому тепер коли навіть чи якщо вже або бути був нього вас знову вам адже там потім себе
нічого їй може вони тут де є треба ній для ми тебе їх чим була сам без ніби чого раз теж собі під буде тоді хто цей
того тому цього який яка яке які яких яким якого якому яку якої якими чому навіщо звідки куди скільки чий чия чиє чиї
кого кому ким ком чому зовсім ним цьому один майже мій тим щоб зараз були можна при інший хоч після над більше той
через ці нас всього усі них багато хіба цю моя свою цієї перед іноді краще не можна такий їм завжди звичайно між це
свій своєї свого своїх котрий також цих усе щодо наскільки
"""
_UKRAINIAN_FRAME = "розкажи розкажіть скажи скажіть покажи новини останні відомо будь ласка сталося відбувається звати"

STOP_WORDS: dict[str, frozenset[str]] = {
    "en": frozenset(_ENGLISH.split()),
    "ru": frozenset(_RUSSIAN.split()),
    "uk": frozenset(_UKRAINIAN.split()),
}
"""Dropped from queries unless nothing else is left."""

FRAME_WORDS: dict[str, frozenset[str]] = {
    "en": frozenset(_ENGLISH_FRAME.split()),
    "ru": frozenset(_RUSSIAN_FRAME.split()),
    "uk": frozenset(_UKRAINIAN_FRAME.split()),
}
"""Dropped too when another word is left ("tell me the latest news about the port")."""
