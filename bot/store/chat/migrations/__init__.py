"""Alembic's script location for the chat's database: its revisions go their own way."""
