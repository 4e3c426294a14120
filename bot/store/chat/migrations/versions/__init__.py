"""One file per revision, oldest first; `bot.store.chat.tables` shows what they add up to."""
