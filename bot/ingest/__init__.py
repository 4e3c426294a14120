"""Floor 3: files become articles, articles become passages, both go to the store and then to the index."""
