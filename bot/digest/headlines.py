"""The headline of a story: a real title of one of its articles. Pure."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from bot.answer.statements import stop_tokens
from bot.digest.reports import Report, when
from bot.text.analysis import analyze
from bot.text.roots import count_shared

SHORTEST = 20
"""Characters below which a title seldom says what happened."""
LONGEST = 160
_SAYS_LITTLE = re.compile(
    r"\?$|^(?:live|watch|video|photos?|opinion|analysis|explainer|how|why|what|when|where|here|listen|quiz|newsletter|"
    r"letters?|leading off|видео|фото|мнение|как|почему|что|відео|думка|як|чому|що)\b|"
    r"\b(?:here['’]s (?:what|why|how)|what (?:you need )?to (?:know|expect|watch)|need to know|live updates|see photos|"
    r"in pictures|get up to speed|takeaways|briefing|что известно|главное (?:за|к)|что нужно знать|"
    r"що відомо|головне (?:за|на)|що потрібно знати|things (?:you need )?to (?:know|watch|expect))\b",
    re.IGNORECASE,
)
"""Questions, explanations, and what gathers the news of a day."""
_SUFFIX = re.compile(r"\s+[|·–—-]\s+(?P<suffix>[^|·–—]{2,40})$")
LIKE = 5
"""Letters that the name at the end of a title and that of its outlet begin with alike."""
_CUT = re.compile(r"(?:…|\.\.\.)$")


def choose_headline(reports: Sequence[Report]) -> tuple[Report, str] | None:
    """The title that shares most with the others, a stated one before one that was inferred, one that says what
    happened before a question; with its report. None when no article has a title."""
    titled = [(report, title) for report in reports if (title := cut_outlet(report))]
    if not titled:
        return None
    languages = Counter(report.article.language for report, _ in titled)
    shared = Counter(word for report, title in titled for word in title_words(title, report.article.language))

    def worth(one: tuple[Report, str]) -> float:
        report, title = one
        words = title_words(title, report.article.language)
        central = sum(shared[word] - 1 for word in words) / max(4, len(words)) / len(titled)
        fits = SHORTEST <= len(title) <= LONGEST
        return (
            central
            + 0.5 * languages[report.article.language] / len(titled)
            + 0.5 * fits
            - 0.5 * ("title" in report.article.inferred)
            - 0.6 * bool(_SAYS_LITTLE.search(title))
            - 0.2 * bool(_CUT.search(title))
        )

    return min(titled, key=lambda one: (-round(worth(one), 6), when(one[0])))


def cut_outlet(report: Report) -> str:
    """Its title without the outlet's name at the end, as pages write it ("Queen dies at 96 | CNN"); '' without one."""
    title = (report.article.title or "").strip()
    match = _SUFFIX.search(title)
    if match and match.start() >= SHORTEST and _is_name_of(match["suffix"], report.article.outlet or ""):
        return title[: match.start()]
    return title


def _is_name_of(suffix: str, outlet: str) -> bool:
    """Whether it begins like the outlet's name or its site's: "CNNPolitics", "The Week UK" of theweek.co.uk."""
    written, known = ("".join(filter(str.isalnum, text.casefold())) for text in (suffix, outlet))
    shared = count_shared(written, known)
    return bool(shared) and (shared == min(len(written), len(known)) or shared >= LIKE)


@lru_cache(maxsize=20_000)
def title_words(title: str, language: str) -> frozenset[str]:
    """The content stems of a title."""
    return frozenset(analyze(title, language)) - stop_tokens(language)
