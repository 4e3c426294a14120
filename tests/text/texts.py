"""Texts for the property tests: any characters, and lines that look like news."""

from hypothesis import strategies as st

MARKS = " \t\n\u00a0\u200b\u0301\u0308.,:;!?…()[]\"'’ʼ“”„«»-–—*#•>|%$€@_/"
LETTERS = "aAbZéßİıКкЁёйЇїєґʹ½²٣ªﷺͺ日本हि"
_NEWS = """
the Russia U.S. e.g. Mr. No. 1,000.5 30-day cease-fire. said “We agree,” Putin who is minister since before march
Москва заявил, что т.е. В. г. «Да». п’ять п'ятниці Київ ще млн двадцять марта 2025-02-30 31 half a million
$ 5 % 10 000 - * 1) ## … ? ! :
"""
WORDS = (*_NEWS.split(), "\n", "\n\n")

ANY = st.text(max_size=200)
MARKED = st.text(alphabet=MARKS + LETTERS, max_size=120)
NEWS = st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join)
TEXTS = st.one_of(ANY, MARKED, NEWS)
LANGUAGES = st.sampled_from(["en", "ru", "uk", "de", "ja", "und"])

UNITS = (
    *("a", " ", "a ", "A. ", "1,", "1.", "1 000 ", "'", "a'", "a\u0301", "\u0301", ".", "…", "-", "- ", "— ", '"'),
    *("“", "«", "„a", "(", "#", "\n", "a\n", "$", "А", "п'", "_", "Kyiv ", "Mr. ", "one ", "hundred and ", "ни"),
    *("who is the ", "since ", "в ", "not n't ", "what list "),
)
HOSTILE = tuple((unit * 20_000)[:20_000] + end for unit in UNITS for end in ("", "!"))
"""20 000 characters of one thing, in which a careless pattern would look back from every place."""
