"""The page as people use it, in Debian's Chromium: a phone's and a desktop's size, light and dark."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from bot.commands.playground import Playground
from tests.playground.driving import CHROMIUM, SIZES, answers, browsing, looking, say

pytestmark = pytest.mark.asyncio(loop_scope="module")

DEMAND = "What does Russia demand?"
DEMANDED = "Russia demands that a peace deal keep Ukraine neutral and outside NATO."


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    if not CHROMIUM.exists():
        pytest.skip(f"{CHROMIUM} is not installed")
    async with browsing() as started:
        yield started


async def enter(
    page: Page, opened: Playground, person: int, chat: int | None = None, thread: int | None = None
) -> None:
    """Opens the page as this person, in a chat or before the list."""
    place = "/".join(str(part) for part in (person, chat, thread) if part is not None)
    await page.goto(f"{opened.page.url}#{place}")
    await expect(page.locator("#chats .row").first).to_be_attached()


@pytest.mark.parametrize("size", SIZES)
async def test_a_question_in_private(opened: Playground, browser: Browser, size: str) -> None:
    ann = opened.scene.people[0]
    async with looking(browser, size) as page:
        await enter(page, opened, ann)
        if size == "phone":
            await page.locator(f'#chats .row[data-chat="{ann}"]').click()
        seen = await answers(page).count()
        await say(page, DEMAND)
        await expect(answers(page).nth(seen)).to_contain_text(DEMANDED)
        await unfold(page, seen)
        await open_source(page, seen)
        assert await page.evaluate("document.documentElement.scrollWidth") <= SIZES[size][0]
        light = await read_contrast(page)
        await page.emulate_media(color_scheme="dark")
        assert (min(light, await read_contrast(page))) > 4.5, "WCAG 2.1, success criterion 1.4.3"


async def read_contrast(page: Page) -> float:
    """The least contrast between text and ground in the bubbles, by WCAG's formula."""
    found: float = await page.evaluate(
        """() => {
            const light = (color) => color.match(/[\\d.]+/g).slice(0, 3).map((part) => part / 255)
                .map((one) => (one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4))
                .reduce((sum, one, index) => sum + one * [0.2126, 0.7152, 0.0722][index], 0);
            const pairs = [...document.querySelectorAll(".bubble")].flatMap((bubble) => {
                const ground = light(getComputedStyle(bubble).backgroundColor);
                return [...bubble.querySelectorAll(".text, .text a, .meta")]
                    .map((node) => [light(getComputedStyle(node).color), ground].sort((a, b) => b - a));
            });
            return Math.min(...pairs.map(([high, low]) => (high + 0.05) / (low + 0.05)));
        }"""
    )
    return found


async def unfold(page: Page, number: int) -> None:
    """The first quotation of an answer by the arrow, and folds it by a click on it."""
    quotation = answers(page).nth(number).locator(".expandable").first
    arrow = quotation.get_by_role("button", name="Unfold the quotation")
    folded = await quotation.evaluate("node => node.clientHeight")
    await arrow.click()
    await expect(quotation.get_by_role("button", name="Fold the quotation")).to_be_visible()
    assert await quotation.evaluate("node => node.clientHeight") > folded
    await quotation.click(position={"x": 12, "y": 45})
    await expect(arrow).to_be_visible()


async def open_source(page: Page, number: int) -> None:
    await answers(page).nth(number).get_by_role("button", name="[1]", exact=True).click()
    await expect(answers(page).nth(number + 1)).to_contain_text("Continental Ledger")


async def test_a_group_a_reply_and_an_edit(opened: Playground, browser: Browser) -> None:
    boris, group = opened.scene.people[1], opened.scene.group
    async with looking(browser) as page:
        await enter(page, opened, boris, group)
        seen = await answers(page).count()
        await say(page, "/ask@briefing_test_bot why did the dockers walk out?")
        answer = answers(page).nth(seen)
        await expect(answer).to_contain_text("Hallowick")
        await expect(answer.locator(".quoted")).to_contain_text("why did the dockers walk out?")
        await answer.hover()
        await answer.get_by_role("button", name="Reply", exact=True).click()
        await expect(page.locator("#context-title")).to_have_text("Reply to Briefing")
        await say(page, "what does Russia demand?")
        await expect(answers(page).nth(seen + 1)).to_contain_text(DEMANDED[:20])
        own = page.locator(".message.own").last
        await own.hover()
        await own.get_by_role("button", name="Edit").click()
        await page.get_by_label("Message", exact=True).fill("does Velmora demand bread?")
        await page.get_by_role("button", name="Save").click()
        await expect(own.locator(".meta")).to_contain_text("edited")
        await expect(answers(page).nth(seen + 1)).to_contain_text("Velmora")


async def test_commands_reactions_and_another_person(opened: Playground, browser: Browser) -> None:
    olena = opened.scene.people[2]
    async with looking(browser) as page:
        await enter(page, opened, opened.scene.people[0])
        await page.get_by_role("radio", name="Олена").check()
        await expect(page).to_have_url(f"{opened.page.url}#{olena}/{olena}")
        seen = await answers(page).count()
        await page.get_by_label("Message", exact=True).fill("/so")
        await page.get_by_role("option", name="/sources").click()
        sources = answers(page).nth(seen)
        await expect(sources).to_be_visible()
        await sources.hover()
        await sources.get_by_role("button", name="React with 👍").click()
        await expect(sources.locator(".reaction")).to_have_text("👍")


async def test_inline_results(opened: Playground, browser: Browser) -> None:
    boris, forum = opened.scene.people[1], opened.scene.forum
    ports = opened.scene.threads["Ports"]
    async with looking(browser) as page:
        await enter(page, opened, boris, forum)
        await page.get_by_role("tab", name="Ports").click()
        await page.get_by_label("Message", exact=True).fill("@briefing_test_bot what does Russia demand?")
        await page.get_by_role("option").first.click()
        sent = page.locator(".message.own").last
        await expect(sent.locator(".via")).to_have_text("via @briefing_test_bot")
        await expect(page.get_by_label("Message", exact=True)).to_have_value("")
    assert opened.telegram.shown(forum)[-1].thread_id == ports


async def test_trouble_at_a_click(opened: Playground, browser: Browser) -> None:
    boris = opened.scene.people[1]
    async with looking(browser) as page:
        await enter(page, opened, boris, boris)
        await page.get_by_role("button", name="Trouble").click()
        await page.get_by_role("button", name="Server error (500)").click()
        await expect(page.locator("#trouble-waiting")).to_have_text("1 waiting to happen")
        seen = await answers(page).count()
        await say(page, DEMAND)
        await expect(page.locator("#trouble-calls .bad")).to_contain_text("500")
        await page.get_by_role("button", name="Борис blocks the bot").click()
        await page.locator("#instead").get_by_role("button", name="Unblock the bot").click()
        await expect(page.get_by_label("Message", exact=True)).to_be_visible()
        assert await answers(page).count() >= seen


async def test_a_group_becomes_a_supergroup_under_the_eyes(opened: Playground, browser: Browser) -> None:
    ann = opened.scene.people[0]
    group = opened.telegram.world.group("Late shift", ann, kind="group").id
    opened.telegram.people.write(group, ann, "written before")
    async with looking(browser, "phone") as page:
        await enter(page, opened, ann, group)
        await page.locator(".message").get_by_text("written before").tap()
        await expect(page.get_by_role("button", name="Edit")).to_be_visible()
        await page.get_by_role("button", name="Trouble").click()
        await page.get_by_role("button", name="Make it a supergroup").click()
        await page.get_by_role("button", name="Close", exact=True).click()
        await expect(page.locator("#chat-status")).to_contain_text("supergroup")
        await expect(page.locator(".message").get_by_text("written before")).to_be_visible()


async def test_a_trend_is_seen_whole(opened: Playground, browser: Browser) -> None:
    ann = opened.scene.people[0]
    async with looking(browser, "phone") as page:
        await enter(page, opened, ann, ann)
        await say(page, "/trend Russia")
        picture = answers(page).last.locator("img.picture")
        await expect(picture).to_be_visible()
        await page.wait_for_function("document.querySelector('img.picture').complete")
        assert await picture.evaluate("image => image.naturalWidth") > 0
        await expect(answers(page).last.locator("time")).to_be_in_viewport()
