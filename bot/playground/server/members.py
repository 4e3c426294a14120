"""Who somebody is in a chat: status, rights, and the shapes the Bot API gives them."""

from dataclasses import dataclass, field

from bot.playground.server.shared import Json

ADMINISTRATOR_RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_send_welcome_messages",
)
"""Always present in an administrator's shape; the rest only where the kind of chat knows them."""

SUPERGROUP_RIGHTS = ("can_pin_messages", "can_manage_topics", "can_manage_tags")
CHANNEL_RIGHTS = ("can_post_messages", "can_edit_messages", "can_manage_direct_messages")
PERMISSIONS = (
    "can_send_messages",
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_react_to_messages",
    "can_edit_tag",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
)
PRESENT = {"creator", "administrator", "member", "restricted"}
STATUSES = PRESENT | {"left", "kicked"}


@dataclass
class Member:
    """`status` as in the Bot API. `muted`: a restricted member who may not send."""

    status: str = "member"
    rights: set[str] = field(default_factory=set)
    is_anonymous: bool = False
    muted: bool = False

    @property
    def is_present(self) -> bool:
        return self.status in PRESENT

    @property
    def is_administrator(self) -> bool:
        return self.status in {"creator", "administrator"}

    def may(self, right: str) -> bool:
        return self.status == "creator" or (self.status == "administrator" and right in self.rights)


def render_member(member: Member, user: Json, chat_type: str) -> Json:
    """One of the six ChatMember shapes."""
    body: Json = {"user": user, "status": member.status}
    if member.status == "creator":
        return body | {"is_anonymous": member.is_anonymous}
    if member.status == "administrator":
        extra = CHANNEL_RIGHTS if chat_type == "channel" else SUPERGROUP_RIGHTS
        rights = {right: right in member.rights for right in (*ADMINISTRATOR_RIGHTS, *extra)}
        return body | rights | {"can_manage_chat": True, "can_be_edited": False, "is_anonymous": member.is_anonymous}
    if member.status == "restricted":
        return body | dict.fromkeys(PERMISSIONS, not member.muted) | {"is_member": True, "until_date": 0}
    return body | {"until_date": 0} if member.status == "kicked" else body
