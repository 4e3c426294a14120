"""A browser on the page of the playground, for tests and for the pictures of the README."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

from playwright.async_api import Browser, Locator, Page, async_playwright, expect

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-dev-shm-usage"]
SIZES: Mapping[str, tuple[int, int]] = {"phone": (390, 844), "desktop": (1280, 860)}
SCHEMES = ("light", "dark")
PATIENCE = 8_000.0
"""Milliseconds that the page may take to show something, on a busy machine."""

expect.set_options(timeout=PATIENCE)


@asynccontextmanager
async def browsing() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        try:
            yield browser
        finally:
            await browser.close()


@asynccontextmanager
async def looking(
    browser: Browser, size: str = "desktop", scheme: str = "light", scale: int = 1
) -> AsyncIterator[Page]:
    """A fresh page of this size and colour scheme; errors of its scripts are raised when it is left."""
    width, height = SIZES[size]
    context = await browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if scheme == "dark" else "light",
        device_scale_factor=scale,
        has_touch=size == "phone",
        locale="en-GB",
    )
    errors: list[str] = []
    page = await context.new_page()
    page.set_default_timeout(PATIENCE)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    try:
        yield page
    finally:
        await context.close()
    assert errors == []


async def say(page: Page, text: str) -> None:
    """Types into the open chat and sends."""
    await page.get_by_label("Message", exact=True).fill(text)
    await page.get_by_role("button", name="Send").click()


def answers(page: Page) -> Locator:
    """The bot's bubbles in the open chat, oldest first."""
    return page.locator(".message:not(.own)", has=page.locator(".text"))
