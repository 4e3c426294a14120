"""`docs/quality.md`: everything that is measured, from one command."""
