"""How much a cold `publish pdf` costs beside pandoc with citeproc and WeasyPrint.

    python benchmarks/cold.py [--rounds 5] [MANUSCRIPT]

Both make a PDF of the same manuscript, in turns, and each is first in every other round. What
counts is the processor time of the whole process tree, as a ratio of medians: wall time and
absolute figures differ from machine to machine. The ratio of the smallest figures is what a quiet
machine would show. "Cold" is a new process: compiled modules, fontconfig's scan and our folder of
caches are there on both sides from a round that is not counted.
Exits with 1 when the ratio is above the budget.
"""

from __future__ import annotations

import argparse
import compileall
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MANUSCRIPT = ROOT / "manuscripts" / "taliban-pakistan.md"
BUDGET = 0.65
TARGET = 0.45


def processor_seconds(command: Sequence[str | Path]) -> float:
    """Run a command and give the processor time that it and all its children took."""
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(command, stdout=said, stderr=said, cwd=ROOT)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            said.seek(0)
            sys.exit(f"{command[0]} ended with {process.returncode}:\n{said.read().decode()}")
    return usage.ru_utime + usage.ru_stime


def commands(manuscript: Path, folder: Path) -> dict[str, list[str | Path]]:
    """Give the two commands; pandoc comes from the test-only package `pypandoc-binary`."""
    import pypandoc

    programs = Path(sys.executable).parent
    places = (manuscript.parent, ROOT / "styles" / "csl")
    return {
        "publish": [programs / "publish", "pdf", manuscript, "-o", folder / "ours.pdf"],
        "pandoc": [
            pypandoc.get_pandoc_path(),
            manuscript,
            "--citeproc",
            f"--resource-path={os.pathsep.join(map(str, places))}",
            f"--pdf-engine={programs / 'weasyprint'}",
            *_bibliographies(manuscript),
            "-o",
            folder / "pandoc.pdf",
        ],
    }


def _bibliographies(manuscript: Path) -> list[str]:
    """Name the .bib files for pandoc, which looks for them from the working folder."""
    import yaml

    head = yaml.safe_load(manuscript.read_text("utf-8").split("---")[1])
    named = head.get("bibliography", [])
    names = named if isinstance(named, list) else [named]
    paths = [(manuscript.parent / each).resolve() for each in names]
    return [f"--bibliography={each}" for each in paths]


def measure(manuscript: Path, rounds: int) -> dict[str, list[float]]:
    """Run both in turns; the first round warms the caches and is dropped.

    Our modules are compiled before, as pip has compiled those of the other side. Each run must
    leave a PDF.
    """
    compileall.compile_dir(ROOT / "publish", quiet=2)
    taken: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for number in range(rounds + 1):
            both = [*commands(manuscript, Path(folder)).items()]
            for name, command in both if number % 2 else reversed(both):
                made = Path(command[-1])
                made.unlink(missing_ok=True)
                seconds = processor_seconds(command)
                if not made.read_bytes().startswith(b"%PDF"):
                    sys.exit(f"{name} made no PDF")
                if number:
                    taken.setdefault(name, []).append(seconds)
    return taken


def main() -> int:
    """Measure and print; say by the exit code whether the budget is kept."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("manuscript", nargs="?", type=Path, default=MANUSCRIPT)
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    taken = measure(arguments.manuscript.resolve(), arguments.rounds)
    for name, seconds in taken.items():
        low, middle, high = min(seconds), statistics.median(seconds), max(seconds)
        print(f"{name:8} {low:.2f} / {middle:.2f} / {high:.2f} CPU s (min / median / max)")
    ratio = statistics.median(taken["publish"]) / statistics.median(taken["pandoc"])
    least = min(taken["publish"]) / min(taken["pandoc"])
    print(f"ratio    {ratio:.2f} of medians, {least:.2f} of minima", end="")
    print(f" (budget {BUDGET}, target {TARGET})")
    return 0 if ratio <= BUDGET else 1


if __name__ == "__main__":
    sys.exit(main())
