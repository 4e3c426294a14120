"""Playing groups: who comes and goes, who may what, threads, migration, blocks."""

from dataclasses import replace

from bot.playground.server.chats import GENERAL, Chat, Thread
from bot.playground.server.delivery import deliver_member, deliver_message
from bot.playground.server.members import Member
from bot.playground.server.messages import Message
from bot.playground.server.shared import Json
from bot.playground.server.users import ANONYMOUS_ADMINISTRATOR
from bot.playground.server.world import World

PRIVATE_STATUSES = {True: "kicked", False: "member"}


class Gatherings:
    """`by` is who does it. A change of the bot's own status sends my_chat_member, and where Telegram does so a
    service message too."""

    def __init__(self, world: World) -> None:
        self.world = world

    def service(
        self, chat_id: int, user_id: int, fields: Json, thread_id: int | None = None, as_chat: bool = False
    ) -> int:
        """Posts a service message and delivers it; returns its id."""
        chat = self.world.chats[chat_id]
        message = Message(self.world.next_message_id(chat), chat_id, self.world.clock.today(), user_id)
        message.service, message.as_chat = fields, as_chat
        if thread_id in chat.threads:
            message.thread_id, message.is_in_forum_thread = thread_id, True
        self.world.post(chat, message)
        deliver_message(self.world, message)
        return message.id

    def set_member(self, chat_id: int, user_id: int, by: int, member: Member) -> None:
        """Gives somebody another status or other rights, and tells the bot what it may know of it."""
        chat = self.world.chats[chat_id]
        old = chat.member(user_id)
        chat.members[user_id] = member
        deliver_member(self.world, chat, user_id, by, old, member)
        self.world.change()

    def join(self, chat_id: int, user_id: int) -> None:
        self.set_member(chat_id, user_id, user_id, Member())
        self.service(chat_id, user_id, {"new_chat_members": [self.world.users[user_id].as_json()]})

    def leave(self, chat_id: int, user_id: int) -> None:
        self.service(chat_id, user_id, {"left_chat_member": self.world.users[user_id].as_json()})
        self.set_member(chat_id, user_id, user_id, Member("left"))

    def add_bot(self, chat_id: int, by: int) -> None:
        bot = self.world.bot
        self.world.users[by].met = True
        self.set_member(chat_id, bot.id, by, Member())
        self.service(chat_id, by, {"new_chat_members": [bot.as_json()]})

    def remove_bot(self, chat_id: int, by: int) -> None:
        """The bot is told by my_chat_member, and its own leaving is the last message that it sees of the group."""
        bot = self.world.bot
        self.set_member(chat_id, bot.id, by, Member("kicked"))
        self.service(chat_id, by, {"left_chat_member": bot.as_json()})

    def promote(self, chat_id: int, user_id: int, by: int, rights: list[str], is_anonymous: bool = False) -> None:
        self.set_member(chat_id, user_id, by, Member("administrator", set(rights), is_anonymous))

    def demote(self, chat_id: int, user_id: int, by: int) -> None:
        self.set_member(chat_id, user_id, by, Member())

    def mute(self, chat_id: int, user_id: int, by: int) -> None:
        """Restricts somebody (a supergroup's member) so that they cannot send."""
        self.set_member(chat_id, user_id, by, Member("restricted", muted=True))

    def mute_all(self, chat_id: int, is_muted: bool = True) -> None:
        """Takes the right to send from everybody but administrators."""
        self.world.chats[chat_id].is_muted = is_muted

    def block(self, user_id: int) -> None:
        self._set_blocked(user_id, True)

    def unblock(self, user_id: int) -> None:
        self._set_blocked(user_id, False)

    def _set_blocked(self, user_id: int, is_blocked: bool) -> None:
        user = self.world.users[user_id]
        old, user.blocked = user.blocked, is_blocked
        chat = self.world.private(user_id)
        before, after = Member(PRIVATE_STATUSES[old]), Member(PRIVATE_STATUSES[is_blocked])
        deliver_member(self.world, chat, self.world.bot.id, user_id, before, after)
        self.world.change()

    def deactivate(self, user_id: int) -> None:
        """Deletes the person's account."""
        self.world.users[user_id].deactivated = True

    def delete_chat(self, chat_id: int) -> None:
        self.world.chats[chat_id].is_deleted = True

    def migrate(self, chat_id: int, by: int) -> int:
        """Makes a group a supergroup; returns the new chat's id. Both chats get their service message."""
        old = self.world.chats[chat_id]
        members = {user_id: replace(member) for user_id, member in old.members.items()}
        new = self.world.group(old.title, by)
        new.members, new.last_bot = members, old.last_bot
        self.service(old.id, by, {"migrate_to_chat_id": new.id})
        old.migrated_to = new.id
        self.service(new.id, ANONYMOUS_ADMINISTRATOR.id, {"migrate_from_chat_id": old.id}, as_chat=True)
        return new.id

    def open_thread(self, chat_id: int, user_id: int, name: str) -> int:
        """A new forum thread; its id is that of the service message that opens it."""
        chat = self.world.chats[chat_id]
        thread_id = chat.last_id + 1
        chat.threads[thread_id] = Thread(thread_id, name)
        return self.service(chat_id, user_id, {"forum_topic_created": {"name": name, "icon_color": 7322096}}, thread_id)

    def close_thread(self, chat_id: int, thread_id: int, user_id: int) -> None:
        self._set_closed(self.world.chats[chat_id], thread_id, user_id, True)

    def reopen_thread(self, chat_id: int, thread_id: int, user_id: int) -> None:
        self._set_closed(self.world.chats[chat_id], thread_id, user_id, False)

    def _set_closed(self, chat: Chat, thread_id: int, user_id: int, is_closed: bool) -> None:
        if thread_id == GENERAL:
            chat.is_general_closed = is_closed
        else:
            chat.threads[thread_id].is_closed = is_closed
        self.service(chat.id, user_id, {f"forum_topic_{'closed' if is_closed else 'reopened'}": {}}, thread_id)

    def delete_thread(self, chat_id: int, thread_id: int) -> None:
        """The thread goes with its messages; bots are not told."""
        chat = self.world.chats[chat_id]
        del chat.threads[thread_id]
        chat.messages = {number: one for number, one in chat.messages.items() if one.thread_id != thread_id}
        self.world.change()
