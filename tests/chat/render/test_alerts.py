"""What a watch tells, and the list of watches, as a person reads them; nothing in them that acts."""

from datetime import UTC, date, datetime, tzinfo
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.render.alerts import render_alert, render_watches
from bot.chat.render.guard import visible
from bot.chat.render.passages import tidy
from bot.model.answer import DENIED, Abstention, Answer, Reason
from bot.model.changes import ChangedClaim, Changes
from bot.model.place import Place
from bot.model.subscription import Pause, Watch
from bot.model.turn import Reply
from bot.text.messages import LANGUAGES, read_messages
from tests.chat.render.hostile import abstentions, answers, short
from tests.chat.render.test_hostile import check_page, slow, squeeze, urls_of
from tests.chat.render.test_reply import EN, answer, claim, marked, only, quote

KYIV = ZoneInfo("Europe/Kyiv")
MADE = datetime(2025, 3, 12, 23, tzinfo=UTC)
WAS = answer(claim(quote(1, "Some 1,400 walked out.", "Some 1,400 walked out.")))
HEADS = {one.article.id: one.article for one in WAS.sources}


def watch(reply: Reply = WAS, **changes: object) -> Watch:
    fields: dict[str, object] = {
        "place": Place(chat_id=7),
        "person_id": 7,
        "created": MADE,
        "question": "how many walked out?",
        "language": "en",
        "reply": reply,
        "checked": MADE,
    }
    return Watch.model_validate(fields | changes)


def test_new_claims_stand_with_their_passages_below_the_question() -> None:
    now = answer(claim(quote(2)))
    page = only(render_alert(watch(), Changes(new=now.claims), now, EN, zone=UTC, known=HEADS))
    assert page.text.startswith("🔔 how many walked out?\n\nNew:\n")
    assert "Russia demands neutrality. [2]" in page.text
    assert "The talks go on. Russia demands neutrality. Nobody agrees." in page.text
    assert page.text.count("Before: “Some 1,400 walked out.” (Outlet 1, 12 March 2025)") == 1
    assert marked(page, "Bold")[:2] == ["🔔 how many walked out?", "New:"]


def test_below_a_first_answer_it_says_that_there_was_none() -> None:
    now = answer(claim(quote(2)))
    silent = Abstention(query=now.query, reason=Reason.NOT_FOUND, coverage=now.coverage)
    page = only(render_alert(watch(silent), Changes(new=now.claims), now, EN, zone=UTC, known={}))
    assert page.text.index("Russia demands neutrality.") < page.text.index("Before: the articles here did not say.")


def test_a_change_says_what_it_was_by_whom_and_when() -> None:
    now = answer(claim(quote(2, "Some 1,100 walked out.", "Some 1,100 walked out.")))
    changed = ChangedClaim(WAS.claims[0].quotes[0], now.claims[0], "1,400 / 1,100")
    page = only(render_alert(watch(), Changes(changed=(changed,)), now, EN, zone=KYIV, known=HEADS))
    assert "Changed: 1,400 → 1,100" in page.text
    assert page.text.index("Now:") < page.text.index("Some 1,100 walked out.") < page.text.index("Before:")
    assert page.text.index("Before:") < page.text.index("“Some 1,400 walked out.” (Outlet 1, 13 March 2025)")
    assert "Some 1,100 walked out. [2] (Outlet 2, 14 March 2025)\n" in page.text


def test_a_denial_is_called_one() -> None:
    now = answer(claim(quote(2, "Nobody walked out.", "Nobody walked out.")))
    changed = ChangedClaim(WAS.claims[0].quotes[0], now.claims[0], DENIED)
    page = only(render_alert(watch(), Changes(changed=(changed,)), now, EN, zone=UTC, known=HEADS))
    assert f"Changed: {EN.text('differs-denied')}" in page.text
    assert " denied\n" not in page.text


def test_what_was_withdrawn_is_told_also_when_there_is_no_answer_any_more() -> None:
    [gone] = WAS.claims[0].quotes
    silent = answer(claim(quote(2)))
    said = "“Some 1,400 walked out.” (Outlet 1, 12 March 2025)"
    for changes, how in (
        (Changes(withdrawn=(gone,)), "Withdrawn: its article was changed and does not say it any more:"),
        (Changes(gone=(gone,)), "Gone: the article that said it is not there any more:"),
    ):
        page = only(render_alert(watch(), changes, silent, EN, zone=UTC, known=HEADS))
        assert page.text.startswith(f"🔔 how many walked out?\n\n{how}\n{said}")
        assert "Russia demands neutrality." not in page.text


def test_of_an_article_that_nobody_knows_any_more_the_words_are_told() -> None:
    [gone] = WAS.claims[0].quotes
    page = only(render_alert(watch(), Changes(withdrawn=(gone,)), WAS, EN, zone=UTC, known={}))
    assert "“Some 1,400 walked out.”\n" in page.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_its_words(language: str) -> None:
    messages = read_messages(language)
    now = answer(claim(quote(2)))
    changed = ChangedClaim(WAS.claims[0].quotes[0], now.claims[0], DENIED)
    quotes = WAS.claims[0].quotes
    changes = Changes(new=now.claims, changed=(changed,), withdrawn=quotes, gone=quotes)
    page = only(render_alert(watch(), changes, now, messages, zone=UTC, known=HEADS))
    for name in ("new", "now", "was", "withdrawn", "gone"):
        assert messages.text(f"bot-watch-{name}") in page.text
    assert page.text.count(messages.quoted("Some 1,400 walked out.")) == 3
    assert ("“" in page.text) == (language == "en")
    assert messages.day(date(2025, 3, 12)) in page.text


@slow
@given(answers(), st.one_of(answers(), abstentions()), short, st.sampled_from(LANGUAGES), st.sampled_from([UTC, KYIV]))
def test_whatever_it_holds_an_alert_parses_fits_and_only_ours_acts(
    before: Answer, now: Reply, question: str, language: str, zone: tzinfo
) -> None:
    claims = now.claims if isinstance(now, Answer) else ()
    earlier = tuple(one.quotes[0] for one in before.claims)
    changed = tuple(ChangedClaim(earlier[0], one, f"{question} / {one.text}") for one in claims)
    changes = Changes(new=claims, changed=changed, withdrawn=earlier)
    known = {one.article.id: one.article for one in before.sources}
    watched = watch(before, question=question)
    pages = render_alert(watched, changes, now, read_messages(language), zone=zone, known=known)
    for page in pages:
        check_page(page, urls_of(before) | urls_of(now))
    text = squeeze(" ".join(page.text for page in pages))
    for one in claims:
        assert squeeze(visible(tidy(one.quotes[0].text))) in text


def test_the_longest_alert_is_split_between_its_parts() -> None:
    texts = [f"Claim {n}: {'the dockers of Hallowick went on ' * 20}." for n in range(1, 9)]
    now = answer(*(claim(quote(n, one, one)) for n, one in enumerate(texts, 1)))
    changed = tuple(ChangedClaim(WAS.claims[0].quotes[0], one, "1 / 2") for one in now.claims[4:])
    changes = Changes(new=now.claims[:4], changed=changed)
    pages = render_alert(watch(), changes, now, EN, zone=UTC, known=HEADS)
    assert len(pages) > 1
    for page in pages:
        check_page(page, urls_of(now))
    shown = squeeze(" ".join(page.text for page in pages))
    assert all(f"Claim {n}:" in shown for n in range(1, 9))


def test_the_list_says_of_each_how_often_since_when_where_and_whether_it_is_paused() -> None:
    thread = Place(chat_id=-1001234567890, thread_id=5)
    listed = [
        watch(),
        watch(question="second?", most_a_day=1, alert_day=date(2025, 3, 20), paused=Pause.PERSON),
        watch(question="third?", place=thread),
    ]
    page = render_watches(listed, None, EN, zone=KYIV)
    paused = EN.text("bot-sub-paused")
    where = EN.text("bot-sub-thread", thread="5")
    assert page.text == (
        "Standing questions\n\n"
        "1. how many walked out?\nat most 3 times a day · no change since 13 March 2025\n\n"
        f"2. second?\nat most once a day · last change 20 March 2025 · {paused}\n\n"
        f"3. third?\nat most 3 times a day · {where} · no change since 13 March 2025"
    )


def test_no_watches_and_how_to_begin_one() -> None:
    assert render_watches([], None, EN, zone=UTC).text == EN.text("bot-watches-none")


@slow
@given(st.lists(st.text(max_size=400) | short, min_size=20, max_size=20), st.sampled_from(LANGUAGES))
def test_twenty_watches_make_one_message_whatever_they_ask(questions: list[str], language: str) -> None:
    listed = [
        watch(question=one, place=Place(chat_id=-100, thread_id=2**31), paused=Pause.REFUSED) for one in questions
    ]
    page = render_watches(listed, None, read_messages(language), zone=UTC)
    check_page(page, set())
    assert all(f"{number}. " in page.text for number in range(1, 21))
