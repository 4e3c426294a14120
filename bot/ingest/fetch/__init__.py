"""Fetching from the open web, politely, and from nowhere else: no request reaches this machine or its networks."""
