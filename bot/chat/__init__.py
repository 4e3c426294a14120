"""Floor 6: the Telegram front: updates in, messages out. Never imports store/ or index/."""
