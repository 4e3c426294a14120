"""For all tests: no example of a property test is judged by how long it took."""

from hypothesis import settings

settings.register_profile("ours", deadline=None)
settings.load_profile("ours")
