"""The bot, as it is, against servers of others: `python -m tests.foreign.run [telemelya] [telegram-test-api]`.

Fetches the servers into a temporary folder first. Exit status 1 when something did not hold; a server that cannot be
fetched is skipped, visibly.
"""

import argparse
import asyncio
import shutil
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path

from tests.foreign import by_polling, by_webhook
from tests.foreign.programs import NotInstalledError

Tell = Callable[[str], None]
RUNS: dict[str, Callable[[Path, Tell], Awaitable[None]]] = {
    by_webhook.NAME: by_webhook.run,
    by_polling.NAME: by_polling.run,
}
NEEDED = {by_polling.NAME: ("node", "npm")}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", choices=[*RUNS, []], metavar="SERVER", help=", ".join(RUNS))
    failed = [name for name in parser.parse_args().names or RUNS if not try_one(name)]
    if failed:
        raise SystemExit(f"failed: {', '.join(failed)}")


def try_one(name: str) -> bool:
    """Whether it held, or was skipped."""
    if missing := [program for program in NEEDED.get(name, ()) if not shutil.which(program)]:
        print(f"{name}: SKIPPED: {' and '.join(missing)} not found")
        return True
    with tempfile.TemporaryDirectory() as folder:
        try:
            asyncio.run(watched(name, Path(folder)))
        except NotInstalledError as error:
            print(f"{name}: SKIPPED: not fetched: {error}")
        except (AssertionError, OSError, TimeoutError) as error:
            print(f"{name}: FAILED: {error!r}")
            tell_logs(Path(folder))
            return False
    return True


async def watched(name: str, folder: Path) -> None:
    await RUNS[name](folder, lambda line: print(f"{name}: {line}", flush=True))


def tell_logs(folder: Path) -> None:
    """The end of what the programs said."""
    for log in sorted(folder.glob("*.txt")):
        print(f"--- {log.name}\n{log.read_text(encoding='utf-8', errors='replace')[-3000:]}")


if __name__ == "__main__":
    main()
