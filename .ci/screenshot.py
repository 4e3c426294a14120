"""Writes docs/answer.svg: the demo's command, run on a terminal of 80 columns, and exactly what it printed.

Run by the Python of .venv (`make screenshot`). The command runs behind a pseudo-terminal, so that it takes its output
for a person's screen; rich then draws the recorded characters and colours. Needs POSIX. The same output gives the same
file, byte by byte.
"""

# ruff: noqa: S603 - the command here is written in this file, it does not come from outside
import io
import os
import pty
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.text import Text

ROOT = Path(__file__).resolve().parents[1]
PICTURE = ROOT / "docs" / "answer.svg"
QUESTION = "what does Russia demand?"
COLUMNS = 80

FORMAT = """\
<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
    <title>briefing-bot answers "what does Russia demand?" over the sample corpus</title>
    <style>
    .{unique_id}-matrix {{
        font-family: "Fira Code", "DejaVu Sans Mono", Menlo, Consolas, monospace;
        font-size: {char_height}px;
        line-height: {line_height}px;
    }}
    .{unique_id}-title {{
        font-family: sans-serif;
        font-size: 18px;
        font-weight: bold;
    }}
    {styles}
    </style>
    <defs>
    <clipPath id="{unique_id}-clip-terminal">
      <rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" />
    </clipPath>
    {lines}
    </defs>
    {chrome}
    <g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
    {backgrounds}
    <g class="{unique_id}-matrix" xml:space="preserve">
    {matrix}
    </g>
    </g>
</svg>
"""
"""rich's own frame without its web fonts (a picture in a README fetches nothing), leading spaces kept everywhere."""


def read_terminal(command: list[str], data_dir: str) -> str:
    """What the command writes to a terminal, colour codes included. Ends this process when the command fails."""
    dropped = {"NO_COLOR", "FORCE_COLOR", "COLORTERM"}
    kept = {
        name: value for name, value in os.environ.items() if name not in dropped and not name.startswith("BRIEFING_")
    }
    environment = kept | {"COLUMNS": str(COLUMNS), "TERM": "xterm-256color", "BRIEFING_DATA_DIR": data_dir}
    ours, theirs = pty.openpty()
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=theirs) as process:
        os.close(theirs)
        output = read_all(ours)
    if process.returncode:
        sys.exit(f"screenshot: {shlex.join(command)} failed (status {process.returncode})")
    return output.replace("\r\n", "\n")


def read_all(terminal: int) -> str:
    """To the end; Linux reports the end of a pseudo-terminal as an input/output error, others as no bytes."""
    parts: list[bytes] = []
    try:
        while part := os.read(terminal, 65536):
            parts.append(part)
    except OSError:
        pass
    finally:
        os.close(terminal)
    return b"".join(parts).decode()


def render_picture(shown: str, output: str) -> str:
    """The SVG of a terminal that holds the command as typed and its output."""
    console = Console(record=True, width=COLUMNS, file=io.StringIO(), markup=False, highlight=False)
    console.print(Text.assemble(("$ ", "green"), (shown, "bold")), "", sep="\n")
    console.print(Text.from_ansi(output.rstrip("\n")))
    svg = console.export_svg(title="briefing-bot", code_format=FORMAT)
    return "\n".join(line.rstrip() for line in svg.splitlines() if line.strip()) + "\n"


def main() -> None:
    """Asks, draws, writes."""
    arguments = ["ask", QUESTION, "--corpus", "corpus"]
    with tempfile.TemporaryDirectory() as nothing_ingested:
        output = read_terminal([str(Path(sys.executable).with_name("briefing-bot")), *arguments], nothing_ingested)
    shown = f'briefing-bot ask "{QUESTION}" --corpus corpus'
    PICTURE.write_text(render_picture(shown, output), encoding="utf-8")
    print(f"screenshot: wrote {PICTURE.relative_to(ROOT)}", file=sys.stderr)


if __name__ == "__main__":
    main()
