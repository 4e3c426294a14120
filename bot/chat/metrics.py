"""What is counted, in Prometheus' terms. Values that are read when asked for come from `Gauges`."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from prometheus_client import CollectorRegistry, Counter, Histogram, disable_created_metrics, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from bot.ingest.feeds.health import FeedHealth

disable_created_metrics()  # type: ignore[no-untyped-call]  # a second line for each counter: when it began
PREFIX = "briefing_bot"
SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)


class Reading(NamedTuple):
    """Gauges as they stand at one moment. `corpus_age`, `poll_age`: seconds, None while there is none. `feeds`: None
    where nothing arrives by itself."""

    updates: Mapping[str, int]
    deliveries: Mapping[str, int]
    editions: Mapping[str, int]
    passages: int
    articles: int
    corpus_age: float | None
    poll_age: float | None
    feeds: FeedHealth | None = None


class Metrics:
    """Counters and histograms of one running bot, in a registry of their own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.questions = self._counter("questions", "Questions answered or abstained from.", ("via",))
        self.abstentions = self._counter("abstentions", "Replies that the corpus does not say.", ("reason",))
        self.refusals = self._counter("refusals", "Messages not answered: access or budget.", ("reason",))
        self.sendings = self._counter("sendings", "What became of deliveries, retries included.", ("outcome",))
        self.polls = self._counter("polls", "Polls for updates.", ("outcome",))
        self.failures = self._counter("failures", "Updates set aside with an error.", ())
        self.answer_seconds = self._histogram("answer_seconds", "From taking a question in hand to its recorded reply.")
        self.delivery_seconds = self._histogram("delivery_seconds", "From recording a message to its being sent.")

    def render(self, reading: Reading) -> bytes:
        """The text format, version 0.0.4, with the gauges of the reading."""
        gauges = CollectorRegistry()
        gauges.register(_Gauges(reading))
        return generate_latest(self.registry) + generate_latest(gauges)

    def _counter(self, name: str, text: str, labels: tuple[str, ...]) -> Counter:
        return Counter(name, text, labels, namespace=PREFIX, registry=self.registry)

    def _histogram(self, name: str, text: str) -> Histogram:
        return Histogram(name, text, namespace=PREFIX, registry=self.registry, buckets=SECONDS)


class _Gauges(Collector):
    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    def collect(self) -> Iterator[GaugeMetricFamily]:
        reading = self._reading
        yield _by_state("updates", "Stored updates.", reading.updates)
        yield _by_state("deliveries", "Recorded deliveries.", reading.deliveries)
        yield _by_state("editions", "Editions of digests.", reading.editions)
        single = {
            "index_passages": ("Passages that can be found.", reading.passages),
            "corpus_articles": ("Articles that can be asked.", reading.articles),
            "corpus_age_seconds": ("Age of the newest article.", reading.corpus_age),
            "poll_age_seconds": ("Since the last successful poll.", reading.poll_age),
        }
        if reading.feeds:
            yield _by_state("feeds", "Feeds.", {state.value: count for state, count in reading.feeds.states.items()})
            single |= {
                "feeds_articles": ("Articles that the feeds have brought.", reading.feeds.articles),
                "feeds_late_seconds": (
                    "Since the longest overdue feed should have been asked.",
                    reading.feeds.late,
                ),
                "feeds_quiet_seconds": ("Since the last article that came by a feed.", reading.feeds.quiet),
            }
        for name, (text, value) in single.items():
            if value is not None:
                yield GaugeMetricFamily(f"{PREFIX}_{name}", text, value)


def _by_state(name: str, text: str, counts: Mapping[str, int]) -> GaugeMetricFamily:
    family = GaugeMetricFamily(f"{PREFIX}_{name}", text, labels=["state"])
    for state, count in counts.items():
        family.add_metric([state], count)
    return family
