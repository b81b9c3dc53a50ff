"""What the house base costs beside a bare sheet that does the same things without its looks.

    python benchmarks/house.py [--rounds 5] [MANUSCRIPT]

Both render the same page with the same faces, in turns. What counts is the processor time of one
more page in a child that is warm, as a ratio of medians: wall time depends on what else the
machine does. Exits with 1 when base costs more than the budget.
"""

from __future__ import annotations

import argparse
import resource
import sys
from dataclasses import replace
from pathlib import Path
from statistics import median

from publish import pipeline
from publish.draft import page_of, prepare
from publish.options import Options
from publish.page import PAGE_SHEET, Page, Resource
from publish.render.leaf import start
from publish.source import Source
from publish.targets import SCREEN

ROOT = Path(__file__).resolve().parent.parent
MANUSCRIPT = ROOT / "manuscripts" / "taliban-pakistan.md"
BUDGET = 1.10
MANY = 8

BARE = """
@page { size: A4; margin: 27mm 24mm 25mm 62mm; font: 7.4pt "Source Sans 3";
  @top-left { content: counter(page); width: 20mm }
  @top-right { content: string(title); width: 100mm; text-align: left }
  @bottom-right { content: string(mark); width: 124mm }
  @footnote { border-top: .4pt solid gray; padding: 2mm 0 .1mm } }
html { font: 9.9pt/5mm "Source Serif Text", "Amiri"; orphans: 2; widows: 2; hyphens: manual }
body { margin: 0; string-set: title attr(data-title), mark attr(data-mark) }
a { color: inherit; text-decoration: none } b, strong { font-weight: 600 }
p { margin: 0 } main > p + p { text-indent: 1.4em } ul, ol { margin: 2mm 0; padding-left: 5mm }
h1 { font: 600 27pt/10mm "Source Serif Display" } .standfirst { font: 12pt/6mm "Source Sans 3" }
h2, h3 { font: 600 12.6pt/5mm "Source Sans 3"; margin: 7mm 0 2mm; break-after: avoid;
  bookmark-label: attr(data-title) }
aside, .key-findings, .end-matter { font: 9.6pt/4.7mm "Source Sans 3"; background: #eee;
  padding: 4mm; margin: 5mm 0; break-inside: avoid }
.side-column, .pullquote { position: absolute; left: -38mm; width: 31mm;
  font: 8pt/3.7mm "Source Sans 3" }
main, .opening { position: relative }
.note { float: footnote; footnote-policy: line; padding-left: 5mm; margin-bottom: .8mm;
  font: 7.9pt/3.75mm "Source Serif Caption", "Amiri" }
.note-number { display: inline-block; margin-left: -5mm; width: 5mm; font: 600 7pt "Source Sans 3" }
::footnote-call { content: "\\2060" attr(data-number); font: 600 6.5pt/0 "Source Sans 3";
  vertical-align: .42em }
::footnote-marker { content: none }
table { width: 100%; border-collapse: collapse; font: 8.5pt/4mm "Source Sans 3" }
th, td { text-align: left; padding: 1mm 3mm 1mm 0; border-bottom: .3pt solid gray }
.reference { font-size: 8.8pt; line-height: 4.25mm; padding-left: 5mm; text-indent: -5mm;
  margin-bottom: 1.4mm; break-inside: avoid }
"""


def pages(manuscript: Path) -> dict[str, Page]:
    """Compose the page of a manuscript with the sheets of base, and with the bare one."""
    options = Options()
    project, source = pipeline.open_manuscript(manuscript, options)
    if not isinstance(source, Source):
        sys.exit(source.message)
    page = page_of(prepare(project, source, options), SCREEN)
    bare = {**page.resources, PAGE_SHEET: Resource("text/css", BARE.encode())}
    return {"base": page, "bare": replace(page, resources=bare)}


def seconds(page: Page, times: int) -> float:
    """Give the processor time of a child that renders a page so many times."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with start() as leaf:
        for _ in range(times):
            leaf.render(page, SCREEN)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Render in turns and print the two figures and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("manuscript", nargs="?", type=Path, default=MANUSCRIPT)
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    both = pages(given.manuscript)
    times: dict[str, list[float]] = {name: [] for name in both}
    for _ in range(given.rounds):
        for name, page in both.items():
            # What a fresh child needs for its first page is the same for both: taken away.
            times[name].append((seconds(page, MANY) - seconds(page, 1)) / (MANY - 1))
    ratio = median(times["base"]) / median(times["bare"])
    for name, found in times.items():
        print(f"{name}: {median(found):.3f} s")
    print(f"base / bare: {ratio:.2f} (budget {BUDGET:.2f})")
    sys.exit(ratio > BUDGET)


if __name__ == "__main__":
    main()
