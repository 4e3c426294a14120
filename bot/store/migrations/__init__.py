"""Alembic's script location: found as a part of this package, so that an installed wheel migrates too."""
