"""What the bot sends by itself: editions of digests at their due times."""
