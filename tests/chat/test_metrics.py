"""What is counted, in the format that Prometheus reads."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st
from prometheus_client.parser import text_string_to_metric_families

from bot.chat.metrics import PREFIX, Metrics, Reading
from bot.ingest.feeds.health import FeedHealth
from bot.model.delivery import DeliveryState
from bot.model.feed import FeedState
from bot.model.update import UpdateState

EMPTY = Reading(updates={}, deliveries={}, editions={}, passages=0, articles=0, corpus_age=None, poll_age=None)
Sample = tuple[str, tuple[tuple[str, str], ...]]


def read(metrics: Metrics, reading: Reading = EMPTY) -> dict[Sample, float]:
    """Every sample by its name, without the prefix, and its labels."""
    text = metrics.render(reading).decode()
    return {
        (sample.name.removeprefix(f"{PREFIX}_"), tuple(sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def test_counters_say_what_happened() -> None:
    metrics = Metrics()
    metrics.questions.labels("private").inc()
    metrics.questions.labels("private").inc()
    metrics.questions.labels("reply").inc()
    metrics.abstentions.labels("not-found").inc()
    metrics.refusals.labels("access").inc()
    metrics.sendings.labels("retried").inc()
    metrics.polls.labels("ok").inc()
    metrics.failures.inc()
    found = read(metrics)
    assert found["questions_total", (("via", "private"),)] == 2
    assert found["questions_total", (("via", "reply"),)] == 1
    assert found["abstentions_total", (("reason", "not-found"),)] == 1
    assert found["refusals_total", (("reason", "access"),)] == 1
    assert found["sendings_total", (("outcome", "retried"),)] == 1
    assert found["polls_total", (("outcome", "ok"),)] == 1
    assert found["failures_total", ()] == 1


def test_latencies_are_counted_by_how_long_they_took() -> None:
    metrics = Metrics()
    for seconds in (0.003, 0.2, 40.0):
        metrics.answer_seconds.observe(seconds)
    metrics.delivery_seconds.observe(0.7)
    found = read(metrics)
    assert found["answer_seconds_bucket", (("le", "0.005"),)] == 1
    assert found["answer_seconds_bucket", (("le", "0.25"),)] == 2
    assert found["answer_seconds_bucket", (("le", "+Inf"),)] == found["answer_seconds_count", ()] == 3
    assert found["answer_seconds_sum", ()] == 40.203
    assert found["delivery_seconds_bucket", (("le", "0.5"),)] == 0
    assert found["delivery_seconds_bucket", (("le", "1.0"),)] == 1


def test_gauges_are_those_of_the_moment() -> None:
    metrics = Metrics()
    reading = Reading({"waiting": 3, "done": 0}, {"sent": 5}, {"late": 2}, 120, 23, 3600.0, 1.5)
    found = read(metrics, reading)
    assert found["updates", (("state", "waiting"),)] == 3
    assert found["updates", (("state", "done"),)] == 0
    assert found["deliveries", (("state", "sent"),)] == 5
    assert found["editions", (("state", "late"),)] == 2
    assert found["index_passages", ()] == 120
    assert found["corpus_articles", ()] == 23
    assert found["corpus_age_seconds", ()] == 3600.0
    assert found["poll_age_seconds", ()] == 1.5
    assert read(metrics, reading._replace(passages=7))["index_passages", ()] == 7


def test_feeds_are_counted_by_state_where_there_are_any() -> None:
    health = FeedHealth({FeedState.GOOD: 3, FeedState.FAILING: 1}, 42, 7.5, 90.0)
    found = read(Metrics(), EMPTY._replace(feeds=health))
    assert (found["feeds", (("state", "good"),)], found["feeds", (("state", "failing"),)]) == (3, 1)
    assert (found["feeds_articles", ()], found["feeds_late_seconds", ()]) == (42, 7.5)
    assert found["feeds_quiet_seconds", ()] == 90.0
    names = {name for name, _ in read(Metrics(), EMPTY._replace(feeds=health._replace(quiet=None)))}
    assert "feeds" in names
    assert "feeds_quiet_seconds" not in names


def test_what_is_not_known_is_left_out() -> None:
    names = {name for name, _ in read(Metrics())}
    assert {"index_passages", "corpus_articles"} <= names
    assert names.isdisjoint({"corpus_age_seconds", "poll_age_seconds"})


def test_every_metric_is_named_and_described_once() -> None:
    text = Metrics().render(Reading({"waiting": 1}, {"sent": 1}, {"late": 1}, 1, 1, 1.0, 1.0)).decode()
    described = re.findall(r"^# HELP (\S+) (.+)$", text, re.MULTILINE)
    names = [name for name, _ in described]
    assert len(names) == len(set(names)) == 15
    assert all(name.startswith(f"{PREFIX}_") and words.endswith(".") for name, words in described)
    assert "_created" not in text


def test_two_bots_in_one_process_count_apart() -> None:
    one, other = Metrics(), Metrics()
    one.failures.inc()
    assert (read(one)["failures_total", ()], read(other)["failures_total", ()]) == (1, 0)


COUNTS = st.integers(0, 10**9)


@given(
    st.dictionaries(st.sampled_from([state.value for state in UpdateState]), COUNTS),
    st.dictionaries(st.sampled_from([state.value for state in DeliveryState]), COUNTS),
    COUNTS,
    st.none() | st.floats(0, 1e9),
)
@settings(deadline=None, max_examples=40)
def test_any_reading_is_shown_as_it_is(
    updates: dict[str, int], deliveries: dict[str, int], count: int, age: float | None
) -> None:
    found = read(Metrics(), Reading(updates, deliveries, {}, count, count, age, age))
    assert {labels[0][1]: value for (name, labels), value in found.items() if name == "updates"} == updates
    assert {labels[0][1]: value for (name, labels), value in found.items() if name == "deliveries"} == deliveries
    assert found["index_passages", ()] == found["corpus_articles", ()] == count
    assert found.get(("corpus_age_seconds", ())) == found.get(("poll_age_seconds", ())) == age
