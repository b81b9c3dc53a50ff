"""What the three targets cost beside the bare renderer, and how much memory they take.

    python benchmarks/targets.py [--rounds 5] [MANUSCRIPT]

The bare renderer is WeasyPrint on the same page with the same sheets, fonts and variant, without
our tags, finisher and preflight, and without our savings. Processor time, medians of warm renders
in turns. Exits with 1 when a budget is not kept.
"""

from __future__ import annotations

import argparse
import statistics
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from time import process_time

from publish import pipeline
from publish.draft import page_of, prepare
from publish.options import Options
from publish.page import Page
from publish.preflight import inspect
from publish.render import conditions, engine, job, leaf
from publish.render.cache import cache_folder
from publish.render.fonts import prepare as prepare_fonts
from publish.render.limits import DEFAULT_LIMITS
from publish.targets import ARCHIVE, PRINT, SCREEN, Target

ROOT = Path(__file__).resolve().parent.parent
MANUSCRIPT = ROOT / "manuscripts" / "taliban-pakistan.md"
SCREEN_BUDGET = 1.25
ALL_BUDGET = 2.2
MEMORY_BUDGET_MB = 110


def pages(manuscript: Path) -> dict[str, Page]:
    """Compose the manuscript for every target."""
    options = Options()
    project, source = pipeline.open_manuscript(manuscript, options)
    assert not hasattr(source, "severity"), "the manuscript cannot be read"
    draft = prepare(project, source, options)
    return {each.name: page_of(draft, each) for each in (SCREEN, ARCHIVE, PRINT)}


def job_for(page: Page, target: Target) -> job.Job:
    """Put together what the child would be given."""
    values = leaf._job(page, target, DEFAULT_LIMITS)
    condition = conditions.default_condition() if target.colour == "cmyk" else None
    return job.Job(
        html=page.html,
        resources=values["resources"],
        font_configuration=str(prepare_fonts(page.faces).configuration),
        target=target,
        metadata=page.metadata,
        identifier="0" * 32,
        date="2023-01-01T00:00:00Z",
        creator="publish",
        limits=DEFAULT_LIMITS,
        condition=condition,
        attachments=(),
        drawn_faces=page.drawn_faces,
        geometry=page.geometry,
    )


def bare(page: Page) -> Callable[[], object]:
    """Give a render by WeasyPrint alone, with the closed world and the fonts of ours."""
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    ours = job_for(page, SCREEN)

    class Fetcher(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: object = None) -> object:
            kind, data = ours.resources[url]
            return URLFetcherResponse(url, BytesIO(data), {"Content-Type": kind})

    def render() -> object:
        html = page.html.replace("<note-call", "<span").replace("</note-call>", "</span>")
        document = weasyprint.HTML(string=html, base_url="doc:///", url_fetcher=Fetcher())
        return document.write_pdf(font_config=FontConfiguration(), pdf_variant="pdf/a-2a")

    return render


def measure(works: dict[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """Give the median processor time of each, taken in turns after one round to warm up."""
    taken: dict[str, list[float]] = {name: [] for name in works}
    for number in range(rounds + 1):
        for name, work in works.items():
            start = process_time()
            work()
            if number:
                taken[name].append(process_time() - start)
    return {name: statistics.median(each) for name, each in taken.items()}


def main() -> int:
    """Measure and print; say by the exit code whether the budgets are kept."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("manuscript", nargs="?", type=Path, default=MANUSCRIPT)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", choices=("bare", "ours"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    made = pages(arguments.manuscript)
    if arguments.only == "bare":
        import os

        os.environ["FONTCONFIG_FILE"] = job_for(made["screen"], SCREEN).font_configuration
        print(measure({"bare": bare(made["screen"])}, arguments.rounds)["bare"])
        return 0
    return report(made, arguments.manuscript, arguments.rounds)


def report(made: dict[str, Page], manuscript: Path, rounds: int) -> int:
    """Print the table; the bare renderer runs in a process where we have changed nothing."""
    import subprocess

    command = [sys.executable, __file__, "--only", "bare", "--rounds", str(rounds), str(manuscript)]
    plain = float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    ready = engine.Engine(cache_folder())

    def ours(target: Target) -> Callable[[], object]:
        page = made[target.name]
        order = job_for(page, target)
        return lambda: inspect(ready.render(order).pdf, page, target)

    works = {str(each.name): ours(each) for each in (SCREEN, ARCHIVE, PRINT)}
    taken = measure(works, rounds)
    whole = sum(taken.values())
    with leaf.start() as child:
        peak = child.render(made["screen"], SCREEN).peak_memory / 1e6
    print(f"bare renderer   {plain:.2f} CPU s")
    for name, seconds in taken.items():
        print(f"{name:15} {seconds:.2f} CPU s, {seconds / plain:.2f} times the bare renderer")
    print(f"all three       {whole:.2f} CPU s, {whole / plain:.2f} times (budget {ALL_BUDGET})")
    print(f"peak memory     {peak:.0f} MB (budget {MEMORY_BUDGET_MB})")
    kept = (
        taken["screen"] <= SCREEN_BUDGET * plain
        and whole <= ALL_BUDGET * plain
        and peak <= MEMORY_BUDGET_MB
    )
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
