"""What the engine in memory promises beyond the contract."""

import subprocess
import sys

from bot.index.memory import MemoryIndex

from .build import ask, make_entry


def test_removal_leaves_the_scores_of_an_index_that_never_held_the_article() -> None:
    engine, anew = MemoryIndex(), MemoryIndex()
    kept = [make_entry(1, "truce talk"), make_entry(2, "truce truce in march")]
    engine.update([*kept, make_entry(3, "truce " * 30, article="gone")])
    engine.search(ask("truce"), 5)
    engine.update([], remove=["gone"])
    anew.update(kept)
    assert engine.search(ask("truce"), 5) == anew.search(ask("truce"), 5)


def test_starting_up_does_not_wait_for_numpy() -> None:
    code = "import sys, bot.index.memory as m; m.MemoryIndex().update([]); sys.exit('numpy' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)
