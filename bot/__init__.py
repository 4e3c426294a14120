"""The Briefing Bot: answers made of the corpus's own sentences, every one cited and checked."""

__version__ = "0.1.0"
