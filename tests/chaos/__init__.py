"""SIGKILL at random moments under load, and a count of what became of everything."""
