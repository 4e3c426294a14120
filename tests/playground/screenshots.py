"""`python -m tests.playground.screenshots` (make screenshots): the pictures of the README, from the playground."""

import asyncio
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.async_api import Browser, Page, expect

from bot.commands.playground import Playground
from tests.playground.driving import CHROMIUM, SCHEMES, SIZES, answers, browsing, looking
from tests.playground.running import playing

DOCS = Path(__file__).resolve().parents[2] / "docs"
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
    async with looking(browser, size, scheme, scale=2) as page:
        ann = opened.scene.people[0]
        await page.goto(f"{opened.page.url}#{ann}/{ann}")
        answer = answers(page).last
        await expect(answer.locator(".key").first).to_be_visible()
        if size == "desktop":
            await answer.locator(".unfold").first.click()
            await show_question(page)
        await page.mouse.move(0, 0)
        await page.evaluate("document.activeElement.blur()")
        path = DOCS / f"telegram-{size}-{scheme}.png"
        await page.screenshot(path=path, animations="disabled")
        return path


async def show_question(page: Page) -> None:
    """The question at the top, its answer below."""
    await page.evaluate(
        """() => {
            const list = document.getElementById("messages");
            const asked = [...list.querySelectorAll(".own")].at(-1);
            list.scrollTop += asked.getBoundingClientRect().top - list.getBoundingClientRect().top - 7;
        }"""
    )


async def take_all() -> None:
    DOCS.mkdir(exist_ok=True)
    with TemporaryDirectory() as folder:
        async with playing(Path(folder)) as opened, browsing() as browser:
            await play_before(opened)
            for size in SIZES:
                for scheme in SCHEMES:
                    print(await take(browser, opened, size, scheme))


if __name__ == "__main__":
    if not CHROMIUM.exists():
        sys.exit(f"{CHROMIUM} is not installed")
    asyncio.run(take_all())
