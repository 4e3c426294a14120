"""The bot to try without an account: a strict Bot API server on the loopback, and a page that looks like a chat."""
