"""Runs the install steps of the Dockerfile without a Docker engine; `python -m tests.packaging.dockerfile` for real.

The steps are read from the file, never repeated here. One folder stands for the image's file system: an absolute
path of a step is taken below it, all stages share it, and `python` and `pip` are those of a fresh environment in it.
Only steps that need root in an image (users, ownership) are left out.
"""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

CHECKOUT = Path(__file__).resolve().parents[2]
QUESTION = "what does Russia demand?"
NEEDS_ROOT = re.compile(r"(useradd|groupadd|adduser|addgroup|chown)\b")
ABSOLUTE = re.compile(r"(?<![\w./])/(?=\w)(?!(?:bin|dev|etc|proc|tmp|usr)\b)")
FROM_NETWORK = re.compile(r"--python (?P<venv>\S+)/bin/python install .*--require-hashes")


class Step(NamedTuple):
    """One instruction of a Dockerfile, upper case, and what follows it on its joined lines."""

    instruction: str
    rest: str


def read_steps(text: str) -> list[Step]:
    """In order; comments and blank lines left out, continued lines joined."""
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    joined = re.sub(r"\\\n\s*", " ", "\n".join(lines))
    return [Step(line.split()[0].upper(), line.split(maxsplit=1)[1]) for line in joined.splitlines()]


@dataclass
class Image:
    """What the steps have made so far. `online`: packages are fetched; else this environment's are linked in."""

    root: Path
    online: bool
    workdir: str = "/"
    env: dict[str, str] = field(default_factory=dict)
    exec_forms: dict[str, list[str]] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)

    def inside(self, path: str) -> Path:
        """Where a path of the image stands on this machine; a relative one is taken from the working directory."""
        return self.root / os.path.normpath(f"{self.workdir}/{path}" if not path.startswith("/") else path).lstrip("/")

    def translate(self, text: str) -> str:
        return ABSOLUTE.sub(lambda _: f"{self.root}/", text)

    def environment(self) -> dict[str, str]:
        """This process's variables without its virtual environment, over them the image's."""
        ours = {key: value for key, value in os.environ.items() if key not in ("VIRTUAL_ENV", "PYTHONPATH")}
        path = os.pathsep.join((str(self.root / "python" / "bin"), os.environ["PATH"]))
        return ours | {"PATH": path, "HOME": str(self.root)} | self.env

    def run(self, command: list[str], folder: Path) -> "subprocess.CompletedProcess[str]":
        """As a container would run it: found on the image's PATH, no standard input, five minutes at most."""
        environment = self.environment()
        program = shutil.which(command[0], path=environment["PATH"]) or command[0]
        return subprocess.run(
            [program, *command[1:]],
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )


def take(image: Image, step: Step) -> None:
    """Does what one step says. Raises AssertionError with the output when a command fails."""
    match step.instruction:
        case "FROM":
            image.workdir, image.env = "/", {}
        case "WORKDIR":
            image.workdir = step.rest
            image.inside(".").mkdir(parents=True, exist_ok=True)
        case "ENV":
            set_variables(image, step.rest)
        case "COPY":
            copy(image, step.rest.split())
        case "RUN":
            run_step(image, step.rest)
        case "ENTRYPOINT" | "CMD":
            image.exec_forms[step.instruction] = json.loads(step.rest)
        case "HEALTHCHECK":
            image.exec_forms["HEALTHCHECK"] = json.loads(step.rest.partition(" CMD ")[2])
        case "USER" | "VOLUME" | "EXPOSE" | "STOPSIGNAL":
            image.left_out.append(f"{step.instruction} {step.rest}")
        case unknown:
            raise AssertionError(f"no translation for {unknown}: teach tests/packaging/dockerfile.py")


def set_variables(image: Image, assignments: str) -> None:
    for assignment in shlex.split(assignments):
        name, _, value = assignment.partition("=")
        image.env[name] = image.translate(value).replace("$PATH", image.environment()["PATH"])


def copy(image: Image, words: list[str]) -> None:
    """From the checkout; between stages nothing moves, since one folder stands for all of them."""
    if words[0].startswith("--from="):
        assert words[1] == words[2], "a path that moves between stages breaks the scripts of an environment"
        return
    target = image.inside(words[-1])
    for name in words[:-1]:
        source = CHECKOUT / name
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"), dirs_exist_ok=True)
        else:
            target.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target)


def run_step(image: Image, command: str) -> None:
    if NEEDS_ROOT.match(command):
        image.left_out.append(f"RUN {command}")
        return
    fetched = FROM_NETWORK.search(command)
    if fetched and not image.online:
        link_packages(image.inside(fetched["venv"]), image.root / "linked")
        return
    done = image.run(["sh", "-ec", image.translate(command)], image.inside("."))
    assert done.returncode == 0, f"RUN {command}\n{done.stdout}\n{done.stderr}"


def link_packages(venv: Path, folder: Path) -> None:
    """Lets `venv` import what this environment has, except this project itself, whose installation is on trial."""
    folder.mkdir()
    for packages in {Path(entry) for entry in sys.path if Path(entry).name == "site-packages"}:
        for item in packages.iterdir():
            if "briefing_bot" not in item.name and item.name != "bot" and item.suffix != ".pth":
                (folder / item.name).symlink_to(item)
    site_packages = next(venv.glob("lib/python*/site-packages"))
    (site_packages / "linked.pth").write_text(f"{folder}\n", encoding="utf-8")


def build(root: Path, *, online: bool) -> Image:
    """The image's file system below `root`, every step taken."""
    subprocess.run([sys.executable, "-m", "venv", str(root / "python")], check=True)
    image = Image(root, online)
    for step in read_steps((CHECKOUT / "Dockerfile").read_text(encoding="utf-8")):
        take(image, step)
    return image


def ask(image: Image, folder: Path, *options: str) -> "subprocess.CompletedProcess[str]":
    return image.run([*image.exec_forms["ENTRYPOINT"], "ask", QUESTION, *options], folder)


def main() -> int:
    with tempfile.TemporaryDirectory() as root, tempfile.TemporaryDirectory() as elsewhere:
        image = build(Path(root), online=True)
        answer = ask(image, Path(elsewhere))
        health = image.run([*image.exec_forms["ENTRYPOINT"], "doctor"], Path(elsewhere))
    print(answer.stdout, answer.stderr, health.stderr, sep="\n")
    print(f"Dockerfile: not run here: {'; '.join(image.left_out)}")
    cited = "Russia" in answer.stdout and "[1]" in answer.stdout
    good = cited and answer.returncode == 0 and health.returncode == 0
    print(f"Dockerfile: {'ok' if good else 'FAILED'} (ask {answer.returncode}, doctor {health.returncode})")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
