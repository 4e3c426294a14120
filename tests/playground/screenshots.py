"""`python -m tests.playground.screenshots` (make screenshots): the pictures of the README, from the playground."""

import asyncio
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.async_api import Browser, Page, expect

from bot.commands.playground import Playground
from tests.playground.driving import CHROMIUM, SCHEMES, SIZES, answers, browsing, looking
from tests.playground.running import playing

DOCS = Path(__file__).resolve().parents[2] / "docs"
ASKED = ".own"
QUESTION = "What does Russia demand?"


async def play_before(opened: Playground) -> None:
    """What stands in the chats before anybody looks: a question in the group, one in a thread, one in private."""
    scene, people, telegram = opened.scene, opened.telegram.people, opened.telegram
    ann, boris, olena = scene.people
    people.write(scene.group, boris, "/ask@briefing_test_bot что говорят о санкциях?")
    await telegram.wait_for_answers(scene.group, 2)
    people.write(
        scene.forum, olena, "/ask@briefing_test_bot why did the dockers walk out?", thread_id=scene.threads["Ports"]
    )
    await telegram.wait_for_answers(scene.forum, 2)
    people.write(ann, ann, QUESTION)
    await telegram.wait_for_answers(ann, 2)
    await telegram.wait_for_polls()


async def take(browser: Browser, opened: Playground, size: str, scheme: str) -> Path:
    """The answer in private."""
    async with looking(browser, size, scheme, scale=2) as page:
        ann = opened.scene.people[0]
        await page.goto(f"{opened.page.url}#{ann}/{ann}")
        answer = answers(page).last
        await expect(answer.locator(".key").first).to_be_visible()
        if size == "desktop":
            await answer.locator(".unfold").first.click()
            await show_last(page, ASKED)
        return await keep(page, f"telegram-{size}-{scheme}.png")


async def take_digest(browser: Browser, opened: Playground) -> AsyncIterator[Path]:
    """A digest in a thread of the forum, and a story of it opened by its button, on a phone."""
    scene, telegram = opened.scene, opened.telegram
    ann, forum, thread = scene.people[0], scene.forum, scene.threads["Talks"]
    before = len(telegram.answers(forum))
    telegram.people.write(forum, ann, "/digest@briefing_test_bot", thread_id=thread)
    digest = (await telegram.wait_for_answers(forum, before + 1))[-1]
    opens = str(digest.buttons[0][0]["callback_data"])
    for name, scheme, which in (("digest", "light", ASKED), ("story", "dark", ".message")):
        async with looking(browser, "phone", scheme, scale=2) as page:
            await page.goto(f"{opened.page.url}#{ann}/{forum}/{thread}")
            await expect(answers(page).last.locator(".key").first).to_be_visible()
            await show_last(page, which)
            yield await keep(page, f"telegram-{name}-phone-{scheme}.png")
        telegram.people.tap_data(forum, digest.id, ann, opens)
        await telegram.wait_for_answers(forum, before + 2)


async def keep(page: Page, name: str) -> Path:
    await page.mouse.move(0, 0)
    await page.evaluate("document.activeElement.blur()")
    path = DOCS / name
    await page.screenshot(path=path, animations="disabled")
    return path


async def show_last(page: Page, which: str) -> None:
    """The last message of these at the top; `which`: a class of the page's messages."""
    await page.evaluate(
        """(which) => {
            const list = document.getElementById("messages");
            const last = [...list.querySelectorAll(which)].at(-1);
            list.scrollTop += last.getBoundingClientRect().top - list.getBoundingClientRect().top - 7;
        }""",
        which,
    )


async def take_all() -> None:
    DOCS.mkdir(exist_ok=True)
    with TemporaryDirectory() as folder:
        async with playing(Path(folder)) as opened, browsing() as browser:
            await play_before(opened)
            for size in SIZES:
                for scheme in SCHEMES:
                    print(await take(browser, opened, size, scheme))
            async for path in take_digest(browser, opened):
                print(path)


if __name__ == "__main__":
    if not CHROMIUM.exists():
        sys.exit(f"{CHROMIUM} is not installed")
    asyncio.run(take_all())
