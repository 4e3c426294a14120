"""Whether updates still come in."""

from bot.chat.pulse import Pulse
from bot.model.errors import CallUnsureError


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_there_is_no_age_before_the_first_poll() -> None:
    pulse = Pulse()
    assert pulse.age() is None
    pulse.miss(CallUnsureError("Timed out"))
    assert pulse.age() is None


def test_the_age_is_that_of_the_last_poll_that_succeeded() -> None:
    clock = Clock()
    pulse = Pulse(clock)
    pulse.beat()
    assert pulse.age() == 0.0
    clock.now += 40
    pulse.miss(CallUnsureError("Timed out"))
    assert pulse.age() == 40.0
    clock.now += 5
    pulse.beat()
    assert pulse.age() == 0.0


def test_the_last_trouble_is_told_until_a_poll_succeeds() -> None:
    pulse = Pulse()
    assert pulse.trouble == ""
    pulse.miss(CallUnsureError("Timed out"))
    pulse.miss(CallUnsureError("Bad Gateway"))
    assert pulse.trouble == "Bad Gateway"
    pulse.beat()
    assert pulse.trouble == ""


def test_an_error_without_words_is_told_by_its_kind() -> None:
    pulse = Pulse()
    pulse.miss(TimeoutError())
    assert pulse.trouble == "TimeoutError"
