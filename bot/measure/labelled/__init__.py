"""This project's own labelled sets, and what is measured over them: speakers, claims, follow-ups.

Each measure has a set it was built with, and a smaller one, `-check`, that was written afterwards.
"""
