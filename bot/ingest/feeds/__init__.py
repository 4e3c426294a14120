"""Feeds: what they hold, when they are asked, and how their entries become articles."""
