"""For all tests: no example of a property test is judged by how long it took. `--hypothesis-profile thorough` tries ten
times as many examples where a test does not say how many it wants."""

from hypothesis import settings

settings.register_profile("ours", deadline=None, max_examples=40)
settings.register_profile("thorough", deadline=None, max_examples=400)
settings.load_profile("ours")
