"""What is done about what was heard: one file a kind. Every handler closes its update by recording what answers it."""
