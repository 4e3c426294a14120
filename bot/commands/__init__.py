"""The commands, one file a group. Each file imports little, and what a command needs when it runs."""
