"""The child process that draws: specifications come by standard input, drawings go to output.

The library runs JavaScript, so that it gets no time, memory, files or network to speak of.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from publish.charts.fitting import Answer, fitted
from publish.render.bounded import restrict


def main() -> None:
    """Draw all charts of one document, and end."""
    job = json.loads(sys.stdin.buffer.read())
    restrict(job["cpu_s"], job["memory_bytes"])
    import vl_convert

    vl_convert.register_font_directory(job["fonts"])

    def draw(spec: dict[str, Any]) -> Answer:
        return _draw(vl_convert, spec, job)

    answers = [
        fitted(draw, spec, width) if width else draw(spec)
        for spec, width in zip(job["specs"], job["widths"], strict=True)
    ]
    sys.stdout.buffer.write(json.dumps(answers).encode())


def _draw(vl_convert: Any, spec: dict[str, Any], job: dict[str, Any]) -> Answer:
    try:
        drawing = vl_convert.vegalite_to_svg(
            spec,
            allowed_base_urls=[],
            config=job["config"],
            format_locale=job["locale"],
            time_format_locale=job["dates"],
        )
    except ValueError as problem:
        return {"fault": str(problem)}
    return {"svg": drawing}
