"""How often something was written of, day by day."""

from collections import Counter
from datetime import datetime, timedelta, tzinfo

from bot.answer.answers import Answers
from bot.model.story import DayCount, Trend
from bot.text.moments import put_in_zone

DAYS = 28


async def count_trend(answers: Answers, words: str, now: datetime, zone: tzinfo, days: int = DAYS) -> Trend:
    """Articles that hold all the words, by day of the zone's calendar and outlet, over the last `days` days.

    The last day is that of `now`; of the newest article, when that is older: over an old corpus there is something
    to see. Articles without a date count nowhere.
    """
    newest = (await answers.coverage()).newest
    last = min(now, newest) if newest else now
    last_day = put_in_zone(last, zone).date()
    first_day = last_day - timedelta(days=days - 1)
    heads = await answers.articles_about(words, now=now)
    dated = ((put_in_zone(head.published, zone).date(), head.outlet) for head in heads if head.published)
    counts = Counter(one for one in dated if first_day <= one[0] <= last_day)
    ordered = sorted(counts.items(), key=lambda one: (one[0][0], one[0][1] or ""))
    return Trend(
        words=words,
        first=first_day.isoformat(),
        last=last_day.isoformat(),
        counts=tuple(DayCount(day.isoformat(), outlet, count) for (day, outlet), count in ordered),
    )
