"""Floor 7, beside the commands: measures answers on question sets. It may use everything, nothing uses it."""
