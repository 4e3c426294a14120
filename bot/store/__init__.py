"""Floor 2: the truth. Articles and their passages: `MemoryStore` in plain dicts, `SqlStore` in a database; `chat`."""
