"""One file per revision, oldest first; `bot.store.tables` shows what they add up to."""
