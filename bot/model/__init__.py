"""Floor 0: the nouns, the protocols between floors, the error tree. Imports nothing of the project above it."""
