"""What `doctor` found, and how it is shown."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from bot.text.messages import Messages

State = Literal["ok", "warning", "problem"]
_COLOURS = {"ok": "green", "warning": "yellow", "problem": "red"}


class Finding(NamedTuple):
    """One thing looked at; `text` says what to do where something is to be done."""

    state: State
    text: str


def print_findings(findings: Sequence[Finding], messages: "Messages") -> None:
    """One line each, and whether all is well."""
    from rich.text import Text

    from bot.terminal import Hanging, harmless, make_console

    console = make_console()
    labels = {state: messages.text(f"doctor-{state}") for state in _COLOURS}
    width = max(map(len, labels.values()))
    for finding in findings:
        label = Text(f"{labels[finding.state]:<{width}}  ", _COLOURS[finding.state])
        console.print(Hanging(Text(harmless(finding.text)), label))
    wrong = sum(finding.state == "problem" for finding in findings)
    console.print(_sum_up(findings, wrong, messages))


def _sum_up(findings: Sequence[Finding], wrong: int, messages: "Messages") -> str:
    if wrong:
        return messages.text("doctor-todo", count=wrong)
    looks = sum(finding.state == "warning" for finding in findings)
    return messages.text("doctor-look", count=looks) if looks else messages.text("doctor-fine")
