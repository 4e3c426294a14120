"""What handlers do, piece by piece."""
