"""Read a library of ten thousand entries and cite twelve of them; print CPU seconds.

    python benchmarks/library.py [ENTRIES]

The whole must take 2.2 CPU seconds at most for 10,000 entries (3 MB), imports included.
"""

from __future__ import annotations

import sys
import time

CITED = 12
LIMIT_S = 2.2

ENTRY = r"""@article{{key{number:05d},
  author  = {{M{{\"u}}ller, Jos{{\'e}} and Smith, John {number} and {{United Nations}}}},
  title   = {{The Growth of {{GDP}} in the Year {number}: A Study of \emph{{Trade}} and Tariffs}},
  journal = {{Journal of Something}},
  year    = {{{year}}},
  volume  = {volume},
  number  = 3,
  pages   = {{{number}--{last}}},
  doi     = {{10.1000/xyz{number}}},
  url     = {{https://example.org/article/{number}}},
}}
"""


def make_library(entries: int) -> str:
    """Write a library as a reference manager would."""
    return "\n".join(
        ENTRY.format(number=n, year=1990 + n % 35, volume=n % 90, last=n + 10)
        for n in range(entries)
    )


def main() -> int:
    """Measure, print, and fail beyond the limit."""
    entries = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    text = make_library(entries)
    started = time.process_time()
    from publish.bibliography.library import parse
    from publish.source import Source

    imported = time.process_time()
    library = parse(Source("library.bib", text))
    parsed = time.process_time()
    keys = library.keys[:: max(1, entries // CITED)][:CITED]
    items, diagnostics = library.resolve(keys)
    done = time.process_time()
    assert len(items) == CITED, "every cited entry is found"
    assert not diagnostics, "the made library is without mistakes"
    print(f"{entries} entries, {len(text) / 1e6:.1f} MB, {CITED} cited")
    print(f"imports {imported - started:.3f}  finding {parsed - imported:.3f}", end="  ")
    print(f"decoding {done - parsed:.3f}  in all {done - started:.3f} CPU s (limit {LIMIT_S})")
    return int(entries <= 10_000 and done - started > LIMIT_S)


if __name__ == "__main__":
    sys.exit(main())
