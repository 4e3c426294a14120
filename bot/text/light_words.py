"""Words that change little or everything: what a report may leave out, and what makes a fact a possibility."""

import re

LIGHT_WORDS = {
    "en": "about some around roughly nearly almost over more than early late morning evening night afternoon noon today"
    " yesterday tomorrow week month year said say says tell told reporter announce announced report reported added confirm"
    " confirmed new now also still again already least at up exactly current currently present official officially its",
    "ru": "около примерно почти более свыше утром вечером ночью днем сегодня вчера завтра неделя месяц год сказал сказала"
    " заявил заявила заявили сообщил сообщила сообщили рассказал добавил новый теперь также еще снова уже нынешний официально",
    "uk": "близько приблизно майже понад більш вранці ввечері вночі вдень сьогодні вчора завтра тиждень місяць рік сказав"
    " сказала заявив заявила заявили повідомив повідомила повідомили розповів додав новий тепер також ще знову вже нинішній офіційно",
}
"""By language. Words that a report may have or leave out without saying anything else."""
HEDGES = re.compile(
    r"\b(?:may|might|could|possibly|perhaps|allegedly|reportedly|if|unless|would|plans? to|wants? to|considers?)\b"
    r"|\b(?:могут|может|мог(?:ла|ли)?|возможно|якобы|если|бы|планиру\w+|хочет|намерен\w*|собира\w+)\b"
    r"|\b(?:можуть|може|міг|могл[аи]|можливо|нібито|якщо|би?|плану\w+|хоче|має намір)\b",
    re.IGNORECASE,
)
"""May, if, allegedly: in three languages."""
FUTURE = re.compile(r"\b(?:will|shall|going to|is to|are to|будет|будут|буде|будуть)\b", re.IGNORECASE)
"""What is yet to come."""
PAST = re.compile(
    r"\b(?:has|have|had|was|were|did|ago|already|last|voted|passed|signed|opened|closed|met|won|lost|died|left|began|ended)\b"
    r"|\b(?:был[аио]?|прошл\w+|минул\w+|тому|назад|вже|уже|бу(?:в|ла|ло|ли))\b",
    re.IGNORECASE,
)
"""What is over, where a verb or a time says so."""
