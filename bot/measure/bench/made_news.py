"""News made up by a seeded generator: stories that several outlets report, over days, in sentences that can be told
apart. For benchmarks and chaos, where the sample corpus is too small."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random

from bot.model.article import RawArticle

_FIRST = tuple("Aldor Brenna Corvin Dessa Elric Fenna Garet Hesper Ivo Jorun Kestrel Lyra Marek Nola".split())  # noqa: SIM905
_LAST = tuple("Ashdown Brekke Calloway Drumm Eastvold Farrow Grindle Holm Istad Jessop Kvale Lund".split())  # noqa: SIM905
_TOWNS = tuple("Arlby Brackenfall Caldmouth Dunholt Eskdale Farwick Glenmoor Harrowby Jarlsby Kelbry".split())  # noqa: SIM905
_BODIES = tuple("ministry council union court parliament regulator port airline hospital brewery".split())  # noqa: SIM905
_DEEDS = (
    "approves a new bridge over the river",
    "closes its northern terminal",
    "raises the fare for night buses",
    "opens an inquiry into the fire",
    "signs a contract for wind turbines",
    "recalls thousands of faulty heaters",
    "bans fishing in the lower bay",
    "orders new checks of the dam",
    "delays the budget vote",
    "wins an appeal over land rights",
    "evacuates two villages after the storm",
    "releases figures on hospital queues",
)
_FOLLOWING = (
    "{name} said that the decision would cost about {n} million crowns and take {m} months to carry out.",
    "Opponents counted {n} signatures against it and plan a march to the market square on Friday.",
    "Work is to begin within {m} weeks, and at least {n} people will have to move for a time.",
    "An earlier attempt failed {m} years ago, when inspectors found {n} defects in the plans.",
    "Neighbouring districts want {n} seats on the board that oversees what follows.",
    "{name} told reporters that nobody had been asked before the vote, which passed by {m} to 3.",
)
DAY = timedelta(days=1)


def make_news(
    stories: int, seed: int, until: datetime, *, days: float = 7.0, outlets: int = 40, most_reports: int = 6
) -> Iterator[RawArticle]:
    """Articles of that many stories, published within the `days` before `until`; a story is reported by one to
    `most_reports` outlets within a day."""
    chance = Random(seed)  # noqa: S311 (no secret)
    for number in range(stories):
        subject = _make_subject(chance, number)
        began = until - chance.random() * (days - 1) * DAY - DAY
        for report in range(chance.randint(1, most_reports)):
            published = min(until, began + report * timedelta(hours=3))
            yield _make_article(chance, number, report, subject, published, f"Outlet {chance.randrange(outlets)}")


def _make_subject(chance: Random, number: int) -> tuple[str, str, str, str]:
    town = f"{chance.choice(_TOWNS)}-{chr(65 + number % 26)}{number // 26}"
    name = f"{chance.choice(_FIRST)} {chance.choice(_LAST)}{chr(97 + number % 26)}"
    return town, chance.choice(_BODIES), chance.choice(_DEEDS), name


def _make_article(
    chance: Random, number: int, report: int, subject: tuple[str, str, str, str], published: datetime, outlet: str
) -> RawArticle:
    town, body, deed, name = subject
    figures = {"name": name, "n": 10 + (number * 7 + report) % 900, "m": 4 + number % 40}
    lines = [line.format(**figures) for line in chance.sample(_FOLLOWING, len(_FOLLOWING))]
    sentences = [f"The {body} of {town} {deed}, {name} announced on {published:%A} in {town}."]
    sentences += [f"{one.removesuffix('.')}; {other}" for one, other in zip(lines[::2], lines[1::2], strict=True)]
    return RawArticle(
        id=f"made-{number}-{report}",
        title=f"{town} {body} {deed}"[:90] if report == 0 else f"{name}: {town} {body} {deed}",
        text="\n\n".join([" ".join(sentences[:2]), " ".join(sentences[2:])]),
        outlet=outlet,
        published=published.astimezone(UTC),
        url=f"https://example.org/made/{number}/{report}",
        language="en",
    )
