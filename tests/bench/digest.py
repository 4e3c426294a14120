"""How long digests take, as a page of its own: `python -m tests.bench.digest [--report FILE]`.

The measuring is `bot.measure.bench.digests`; this writes `docs/bench-digest.md` from it.
"""

import argparse
import asyncio
import platform
from datetime import UTC, datetime
from pathlib import Path

from bot.measure.bench.digests import ARTICLES, SENT, SUBSCRIPTIONS, measure
from bot.measure.bench.part import Part, Table


def describe(part: Part) -> str:
    """The report, as Markdown."""
    tables = "\n\n".join(f"{one.caption}:\n\n{_table(one)}" for one in part.tables)
    return f"""# Digests: planning and sending

The last run of `make bench-digest`, {datetime.now(UTC):%d %B %Y}, Python {platform.python_version()}, on a machine with
few cores that others use too: figures are for comparison within one run.

{tables}
"""


def _table(table: Table) -> str:
    head = [table.columns, ("---",) * len(table.columns)]
    return "\n".join(f"| {' | '.join(row)} |" for row in (*head, *table.rows))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--subscriptions", type=int, default=SUBSCRIPTIONS)
    parser.add_argument("--articles", type=int, default=ARTICLES)
    parser.add_argument("--sent", type=int, default=SENT)
    parser.add_argument("--report", type=Path)
    chosen = parser.parse_args()
    text = describe(asyncio.run(measure(chosen.subscriptions, chosen.articles, chosen.sent)))
    print(text)
    if chosen.report:
        chosen.report.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
