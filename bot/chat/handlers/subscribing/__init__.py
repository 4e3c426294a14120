"""/subscribe and /subscriptions: digests that a place gets, chosen by buttons."""

from bot.chat.handlers.subscribing.form import SubscriptionForm
from bot.chat.handlers.subscribing.listing import SubscriptionList

__all__ = ["SubscriptionForm", "SubscriptionList"]
