"""Who and what is on the playground before anybody does anything: three people, their chats, a group, a forum."""

from dataclasses import dataclass

from bot.playground.server import TelegramServer
from bot.playground.server.users import User

GROUP = "Newsdesk"
FORUM = "Embassy desk"
THREADS = ("Talks", "Ports")


@dataclass(frozen=True, slots=True)
class Scene:
    """Ids. The first of `people` created the group and the forum, and is the bot's operator. `threads` by name."""

    people: tuple[int, ...]
    group: int
    forum: int
    threads: dict[str, int]

    @property
    def operator(self) -> int:
        return self.people[0]


def set_scene(telegram: TelegramServer) -> Scene:
    """Everybody has just pressed Start; the bot was just added to the group, which may become a supergroup, and to the
    forum. It finds all that waiting when it fetches its first updates."""
    people = [
        _enter(telegram, *who) for who in (("Ann", "en", "ann"), ("Борис", "ru", "boris"), ("Олена", "uk", "olena"))
    ]
    ids = tuple(person.id for person in people)
    group = telegram.world.group(GROUP, ids[0], *ids[1:], kind="group", bot="")
    telegram.gatherings.add_bot(group.id, ids[0])
    forum = telegram.world.group(FORUM, ids[0], *ids[1:], kind="forum", bot="")
    telegram.gatherings.add_bot(forum.id, ids[0])
    threads = {name: telegram.gatherings.open_thread(forum.id, ids[0], name) for name in THREADS}
    return Scene(ids, group.id, forum.id, threads)


def _enter(telegram: TelegramServer, name: str, language: str, username: str) -> User:
    person = telegram.world.person(name, language, username=username)
    telegram.people.start(person.id)
    return person
