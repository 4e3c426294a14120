"""The numbers both engines score with."""

from typing import NamedTuple

K1 = 1.2
"""Saturation of repeated words: Lucene's value. tantivy compiles it in, so a change here parts the engines."""

B = 0.75
"""Weight of a field's length: likewise."""

EXACT_LENGTHS = 24
"""Lengths that Lucene's one-byte code keeps as they are, before its steps begin."""


class FieldWeights(NamedTuple):
    """How much a word counts by where it stands; a weight of 0 still finds, without scoring."""

    body: float = 1.0
    title: float = 0.5
    heading: float = 0.3
    outlet: float = 0.3


DEFAULT_WEIGHTS = FieldWeights()


def kept_length(tokens: int) -> int:
    """A field's length as an index keeps it in one byte: exact to 40 tokens, then rounded down, by at most 8 %.

    Lucene's SmallFloat.intToByte4 and tantivy's fieldnorm table: 24 exact values, then floats of four significant
    bits. Both engines score with it; otherwise a body of 100 tokens would score up to 3 % apart in the two.
    """
    if tokens < EXACT_LENGTHS:
        return tokens
    above = tokens - EXACT_LENGTHS
    step = max(above.bit_length() - 4, 0)
    return (above >> step << step) + EXACT_LENGTHS
