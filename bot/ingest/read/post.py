"""Posts of Telegram channels. Pure."""

from bot.ingest.clean import clean_line
from bot.model.article import RawArticle
from bot.model.post import Channel, Post
from bot.text.tokens import TOKEN

FEWEST_WORDS = 4
"""A post with fewer in each of its lines says nothing that could be quoted: "Good morning!", a link, a hashtag."""
LONGEST_HEADLINE = 100
"""Characters of a first line that stands for a title."""
_SUPERGROUPS = 1_000_000_000_000
"""Channels are numbered -100<id> in the Bot API; links name only the id."""


def read_post(post: Post) -> RawArticle | None:
    """The post as an article, with its link; None when it holds no sentence."""
    if not any(_says_something(line) for line in post.text.splitlines()):
        return None
    return RawArticle(
        id=compose_post_id(post.channel.id, post.message_id),
        text=post.text,
        title=_find_headline(post.text),
        inferred=("title",),
        outlet=post.channel.title or None,
        published=post.published,
        url=compose_link(post.channel, post.message_id),
    )


def compose_post_id(channel_id: int, message_id: int) -> str:
    """The same whatever the channel is called, so that an edit finds its article."""
    return f"telegram-{_bare(channel_id)}-{message_id}"


def compose_link(channel: Channel, message_id: int) -> str:
    """https://core.telegram.org/api/links#message-links: a private channel's opens for its members only."""
    place = channel.username or f"c/{_bare(channel.id)}"
    return f"https://t.me/{place}/{message_id}"


def _find_headline(text: str) -> str | None:
    """Posts have no titles; lists of articles need one. The first line that says something, or its beginning."""
    line = clean_line(next((line for line in text.splitlines() if _says_something(line)), ""))
    if len(line) <= LONGEST_HEADLINE:
        return line or None
    return f"{line[:LONGEST_HEADLINE].rsplit(' ', 1)[0].rstrip(' ,;:–—-')}…"


def _bare(channel_id: int) -> int:
    return -channel_id - _SUPERGROUPS if channel_id < -_SUPERGROUPS else abs(channel_id)


def _says_something(line: str) -> bool:
    words = [word for word in line.split() if "://" not in word and not word.startswith(("#", "@"))]
    return len(TOKEN.findall(" ".join(words))) >= FEWEST_WORDS
