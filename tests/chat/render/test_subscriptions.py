"""Subscriptions in words: one message, whatever people typed."""

from datetime import UTC, datetime, time

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.chat.render.subscriptions import (
    STATES,
    Listed,
    Wanted,
    describe_filters,
    render_deleting,
    render_form,
    render_subscribed,
    render_subscriptions,
    summarise,
)
from bot.model.place import Place
from bot.model.subscription import Edition, EditionState, Filters, Length, Pause, Schedule, Subscription
from bot.text.messages import LANGUAGES, read_messages
from tests.chat.render.test_hostile import check_page

EN = read_messages("en")
NOW = datetime(2025, 3, 25, 8, tzinfo=UTC)
WORDS = st.lists(st.text(max_size=40), max_size=8).map(tuple)
FILTERS = st.builds(Filters, outlets=WORDS, words=WORDS, phrases=WORDS, excluded=WORDS)


def made(filters: Filters = Filters(), **changes: object) -> Subscription:  # noqa: B008 (frozen)
    one = Subscription(
        id=1,
        place=Place(chat_id=-100, thread_id=5),
        person_id=7,
        created=NOW,
        schedule=Schedule(times=(time(7, 30), time(18)), zone="Europe/Kyiv", days=(1, 6)),
        filters=filters,
        reached=NOW,
        next_due=NOW,
    )
    return one.model_copy(update=changes)


def test_every_state_has_its_words() -> None:
    assert STATES.keys() == set(EditionState)
    for language in LANGUAGES:
        assert len({read_messages(language).text(name) for name in STATES.values()}) == len(EditionState)


def test_one_line_says_when_where_and_what_about() -> None:
    filters = Filters(words=("ports",), phrases=("day rate",), excluded=("football",), outlets=("Post",))
    assert summarise(made(filters), EN) == (
        "07:30, 18:00, Mon, Sat, Kyiv · ports, “day rate”; without football; only Post · a sentence a story"
    )
    assert describe_filters(Filters(), EN) == "everything"


def test_phrases_stand_in_the_quotation_marks_of_the_language() -> None:
    filters = Filters(phrases=("денна ставка",), excluded=("власні ворота", "футбол"))
    assert describe_filters(filters, EN) == "“денна ставка”; without “власні ворота”, футбол"
    assert describe_filters(filters, read_messages("ru")) == "«денна ставка»; без «власні ворота», футбол"
    assert describe_filters(filters, read_messages("uk")) == "«денна ставка»; без «власні ворота», футбол"


@given(st.lists(FILTERS, min_size=10, max_size=10), st.sampled_from(LANGUAGES), st.sampled_from(EditionState))
@settings(deadline=None, max_examples=40)
def test_ten_make_one_message_whatever_they_are_about(
    filters: list[Filters], language: str, state: EditionState
) -> None:
    messages = read_messages(language)
    last = Edition(id=1, subscription_id=1, due=NOW, state=state, made=NOW)
    listed = [Listed(made(one, paused=Pause.REFUSED), last) for one in filters]
    page = render_subscriptions(listed, None, NOW, messages)
    check_page(page, set())
    assert all(f"{number}. " in page.text for number in range(1, 11))


@given(FILTERS, st.sampled_from(LANGUAGES), st.sampled_from(Length), st.booleans())
@settings(deadline=None, max_examples=40)
def test_forms_and_confirmations_are_messages(filters: Filters, language: str, length: Length, flag: bool) -> None:
    messages = read_messages(language)
    subscription = made(filters, length=length)
    wanted = Wanted(subscription.schedule, filters, length, silent=flag, zone_chosen=flag)
    for page in (
        render_form(wanted, messages, changing=flag, note="note"),
        render_deleting(subscription, messages),
    ):
        check_page(page, set())
    assert "/digest" in render_subscribed(subscription, NOW, messages).html, "our own commands can be tapped"
