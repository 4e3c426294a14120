"""What a watch learns from articles that came since, whatever their own dates say."""

import pytest

from bot.digest.watching import find_changes
from bot.model.answer import DENIED
from tests.digest.test_watching import WALKED, Said, kept, silent, told

FEWER = Said("x", "Some 1,100 dockers walked out at Port Hallowick on strike.")
DENIAL = Said("y", "Dockers have not walked out at Port Hallowick on strike.")
AFFIRMED = Said("z", "Dockers have walked out at Port Hallowick on strike.")


@pytest.mark.parametrize(
    ("before", "other", "sides"),
    [(WALKED, FEWER, "1,400 dockers / 1,100 dockers"), (AFFIRMED, DENIAL, DENIED)],
)
def test_a_contradiction_that_joins_the_old_claim_is_told(before: Said, other: Said, sides: str) -> None:
    earlier = told(before)
    found = find_changes(earlier, told([before, other]), kept(earlier), {other.name})
    [changed] = found.changed
    assert (changed.sides, changed.before.article_id, changed.now.quotes[0].text) == (sides, before.name, other.text)
    assert not found.new


def test_what_came_late_is_new_though_it_was_published_early() -> None:
    assert [claim.text for claim in find_changes(silent(), told(FEWER), {}, {"x"}).new] == [FEWER.text]


def test_what_was_there_before_is_no_news_however_it_came_up() -> None:
    assert not find_changes(told(WALKED), told(AFFIRMED), {"a": WALKED.text}, frozenset())
