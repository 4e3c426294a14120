"""Floor 1: pure text in, pure text out. Nothing here reads a file of the user's, waits or keeps state."""
