"""Both engines against one contract, and each against its own promises."""
