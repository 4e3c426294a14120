"""A place: where a turn happens."""

from bot.model.base import Noun


class Place(Noun):
    """A chat, and the forum thread in it: None for a chat without threads and for the General thread."""

    chat_id: int
    thread_id: int | None = None
