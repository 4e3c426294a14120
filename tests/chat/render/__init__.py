"""Tests of bot/chat/render/."""
