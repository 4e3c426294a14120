"""Spelling: the word of a vocabulary that a mistyped word most likely stands for."""

from collections.abc import Iterable

LETTERS = ("abcdefghijklmnopqrstuvwxyz", "абвгґдеєёжзиіїйклмнопрстуфхцчшщъыьэюя")
BEGINNING = 3
"""Letters of a word from which those that begin so are few."""
MIN_LENGTH = 4
LONG = 8
"""Letters from which two slips are forgiven rather than one (optimal string alignment: a swap is one slip)."""


def slips_allowed(word: str, *, name: bool) -> int:
    """How many slips a word of this length may hold; a name fewer, for names resemble other names."""
    if len(word) < MIN_LENGTH + name:
        return 0
    return 2 if len(word) >= LONG + 2 * name else 1


def find_correction(word: str, vocabulary: Iterable[tuple[str, int]], *, name: bool = False) -> str | None:
    """The nearest word of `vocabulary` (word, passages it stands in) within the slips allowed, or None.

    Fewest slips first, then the same first letter, then the most frequent, then the alphabet.
    """
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    allowed = slips_allowed(word, name=name)
    if not allowed:
        return None
    shortest, longest = len(word) - allowed, len(word) + allowed
    counts = {text: count for text, count in vocabulary if shortest <= len(text) <= longest}
    folded = word.casefold()
    texts = list(counts)
    compared = [text.casefold() for text in texts]  # as a `processor` it would be called once a word, and cost the most
    near = process.extract(folded, compared, scorer=OSA.distance, score_cutoff=allowed, limit=None)
    usable = [(texts[place], slips) for found, slips, place in near if slips and (not name or found[0] == folded[0])]
    best = min(
        usable, key=lambda pair: (pair[1], pair[0][0].casefold() != folded[0], -counts[pair[0]], pair[0]), default=None
    )
    return best[0] if best else None


def find_beginnings(word: str) -> set[str]:
    """How a word may begin that differs from this one, folded, in its first letter: another one, one too many, one
    left out, or the first two swapped."""
    alphabet = next((letters for letters in LETTERS if word[0] in letters), "")
    rest = word[1:BEGINNING]
    swapped = word[1] + word[0] + word[2:BEGINNING]
    return {
        rest,
        swapped,
        *(letter + rest for letter in alphabet),
        *(letter + word[: BEGINNING - 1] for letter in alphabet),
    }


def is_proper_noun(word: str, language: str) -> bool:
    """Whether simplemma's dictionary of the language writes the word with a capital: Moldova."""
    import simplemma

    return language in {"en", "ru", "uk"} and simplemma.lemmatize(word.casefold(), lang=language)[:1].isupper()


def is_common(word: str, language: str) -> bool:
    """Whether the dictionary of the language holds the word as no name: "port", though a port may bear a name."""
    return is_dictionary_word(word, language) and not is_proper_noun(word, language)


def is_dictionary_word(word: str, language: str) -> bool:
    """Whether simplemma's dictionary of the language holds the word: then it is meant as it is written."""
    import simplemma

    return language in {"en", "ru", "uk"} and simplemma.is_known(word.casefold(), lang=language)
