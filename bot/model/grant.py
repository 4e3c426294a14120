"""Who may use the bot besides its operators."""

from pydantic import AwareDatetime

from bot.model.base import Noun


class Grant(Noun):
    """A line of the allow-list. `subject_id` above zero is a person, below zero a group (Telegram's own convention,
    https://core.telegram.org/api/bots/ids). `granted_by`: the operator's id.
    """

    subject_id: int
    granted_by: int
    granted: AwareDatetime
