"""What a pattern finds: somebody mentioned as the speaker, not yet resolved to a name."""

from typing import Literal, NamedTuple

Kind = Literal["name", "body", "role", "group", "pronoun"]
Gender = Literal["m", "f", ""]


class Mention(NamedTuple):
    """`text` as written, without titles; `head` the role noun or body noun, casefolded, of a phrase without a name.

    `gender`: what title, role or verb say of it, '' when nothing. `start`: character of the sentence.
    """

    kind: Kind
    text: str
    start: int = 0
    head: str = ""
    gender: Gender = ""


class Context(NamedTuple):
    """Where a mention is resolved: the article's text before the sentence, and all of it."""

    before: str
    article: str
    language: str
