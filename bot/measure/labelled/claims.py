"""Whether two sentences are one claim: labelled pairs, within a language."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Literal, NamedTuple

from bot.answer.agreement import find_contradiction, state_the_same
from bot.answer.conflicts import Difference
from bot.answer.statements import make_statement
from bot.measure.labelled.result import Miss, Result, share
from bot.measure.lines import Identified, read_unique

Verdict = Literal["same", "differs", "different"]
Label = Literal["same", "differs", "contrary", "different"]


class Pair(Identified):
    """`label`: "same" claim; "differs": one matter, another figure, date or denial; "contrary": opposite words
    ("rose", "fell"), never one claim, and to be shown as a difference or not at all; "different" claims.

    `sides`: what is to be shown of a difference, as written."""

    language: str
    label: Label
    one: str
    other: str
    sides: tuple[str, ...] = ()


class _Judged(NamedTuple):
    pair: Pair
    verdict: Verdict
    difference: Difference | None

    @property
    def right(self) -> bool:
        if self.pair.label == "contrary":
            return self.verdict != "same"
        return self.verdict == self.pair.label and not self.shows_otherwise

    @property
    def shows_otherwise(self) -> bool:
        return bool(self.pair.sides and self.difference) and tuple(self.difference or ()) != self.pair.sides


def run_claims(path: Path) -> Result:
    """`merge-precision`: of the pairs merged into one claim, the share that is one; `merge-recall`: of those that are,
    the share merged; `difference-precision` and `-recall` the same of differences; `shown`: of the differences found,
    the share whose sides are those labelled. Raises InputError with file and line."""
    judged = [_judge(pair) for pair in read_unique(path, Pair)]
    found = Counter((one.pair.label, one.verdict) for one in judged)
    merged, same = _sum(found, 1, "same"), _sum(found, 0, "same")
    differing, differs = _sum(found, 1, "differs"), _sum(found, 0, "differs")
    told = [one for one in judged if one.pair.sides and one.difference]
    measures = (
        share(found["same", "same"], merged, "merge-precision")
        | share(found["same", "same"], same, "merge-recall")
        | share(found["differs", "differs"] + found["contrary", "differs"], differing, "difference-precision")
        | share(found["differs", "differs"], differs, "difference-recall")
        | share(sum(not one.shows_otherwise for one in told), len(told), "shown")
    )
    return Result(path.stem, len(judged), measures, [_miss(one) for one in judged if not one.right])


def _sum(found: Counter[tuple[Label, Verdict]], place: int, wanted: str) -> int:
    return sum(count for key, count in found.items() if key[place] == wanted)


def _judge(pair: Pair) -> _Judged:
    one, other = (make_statement(text, pair.language, text) for text in (pair.one, pair.other))
    if state_the_same(one, other):
        return _Judged(pair, "same", None)
    difference = find_contradiction(one, other, (None, None))
    return _Judged(pair, "differs" if difference else "different", difference)


def _miss(one: _Judged) -> Miss:
    sides: Sequence[str] = tuple(one.difference or ())
    return Miss(one.pair.id, f"{one.pair.label} taken for {one.verdict}", " / ".join(sides))
