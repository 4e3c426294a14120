"""What an answer rests on, for an analyst: why it was given or refused, each claim, and the signs of the confidence."""

from collections.abc import Iterator

from bot.chat.render.claims import LONGEST_DIFFERENCE, LONGEST_NAME
from bot.chat.render.guard import clip, one_line
from bot.model.answer import DENIED, Abstention, Answer, Claim, Signal
from bot.model.turn import Reply
from bot.text.messages import Messages

_MOST_SIGNALS = 6
"""Signs on each side: what weighs less than these decides nothing."""
LONGEST_DETAIL = 200


def tell_outcome(reply: Reply, messages: Messages) -> str:
    """How many claims from how many articles; of an abstention the reason."""
    if isinstance(reply, Abstention):
        reason = messages.text(f"abstain-{reply.reason.value}", detail=clip(reply.detail, LONGEST_DETAIL))
        return messages.text("bot-why-refused", reason=reason)
    return messages.text("bot-why-answered", claims=len(reply.claims), articles=len(reply.sources))


def tell_claims(reply: Reply, messages: Messages) -> Iterator[str]:
    """A line for each claim: its sources, who says it, how many independent outlets carry it, where they differ."""
    if isinstance(reply, Answer):
        for number, claim in enumerate(reply.claims, start=1):
            yield f"{number}. {' · '.join(_tell_claim(claim, messages))}"


def _tell_claim(claim: Claim, messages: Messages) -> Iterator[str]:
    yield " ".join(f"[{n}]" for n in sorted({quote.n for quote in claim.quotes}))
    if claim.speaker:
        yield messages.text("bot-why-speaker", name=clip(claim.speaker, LONGEST_NAME))
    else:
        yield messages.text("bot-why-no-speaker")
    yield messages.text("answer-outlets", count=claim.outlets)
    for sides in claim.differs:
        shown = messages.text("differs-denied") if sides == DENIED else clip(one_line(sides), LONGEST_DIFFERENCE)
        yield messages.text("answer-differs", sides=shown)


def tell_signals(reply: Reply, messages: Messages) -> Iterator[str]:
    """What speaks for the answer and what against it, each with its worth; nothing for replies that need no signs."""
    for heading, own in (
        ("bot-why-for", [one for one in reply.signals if one.worth > 0]),
        ("bot-why-against", [one for one in reply.signals if one.worth < 0]),
    ):
        if own:
            yield messages.text(heading)
            yield from (f"• {_tell_signal(one, messages)}" for one in own[:_MOST_SIGNALS])


def _tell_signal(signal: Signal, messages: Messages) -> str:
    """ "the best passage holds 92 % of the question (+2.9)"; a sign without a text is shown by its name."""
    message_id = f"signal-{signal.name.replace('_', '-')}"
    share = f"{abs(signal.value):.0%}".replace("%", " %")
    told = messages.text(message_id, share=share) if message_id in messages else f"{signal.name} {signal.value:.2f}"
    return f"{told} ({signal.worth:+.1f})"
