"""What the chat must not lose: updates, deliveries, turns, and what is known of places and people.

It stands in a file of its own beside the articles. SQLite lets one write at a time per file: were it one file, a
question would wait for a bulk ingestion's transaction. It also syncs every commit to the disk, which ingestion need
not pay for, and may be copied, or deleted with all that it knows of people, on its own.
"""
