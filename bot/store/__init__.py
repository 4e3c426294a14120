"""Floor 2: the truth, articles and their passages. `MemoryStore` in plain dicts, `SqlStore` in a database."""
