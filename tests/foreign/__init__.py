"""The unmodified bot against Bot API servers that this project did not write: `make test-foreign`."""
