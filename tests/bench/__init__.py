"""Benchmarks: figures for a report, never asserted in tests."""
