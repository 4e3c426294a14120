"""What became of one piece that arrived by itself: a file that was sent, a page, a channel's post."""

from typing import Literal

from bot.model.article import ArticleHead
from bot.model.base import Noun
from bot.model.report import Outcome

Refusal = Literal[
    "kind",
    "too-large",
    "too-large-telegram",
    "empty",
    "encrypted",
    "damaged",
    "binary",
    "encoding",
    "no-text",
    "front-matter",
    "too-long",
]
"""Why something is no article. The tail of a Fluent message id, `arrival-refused-<refusal>`."""


class Arrival(Noun):
    """`head`: the article as it stands in the collection now; None when it was refused, and then `refusal` says why
    (`reason`: the same as an English clause, for logs).

    `of`: the article that holds the same text already, when `state` is 'duplicate': nothing was stored then, and `head`
    is what would have been. `passages`: how many the article has; they can be found as soon as this is returned.
    """

    state: Outcome | Literal["refused"]
    head: ArticleHead | None = None
    of: ArticleHead | None = None
    passages: int = 0
    refusal: Refusal | None = None
    reason: str = ""
