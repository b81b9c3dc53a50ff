"""The table of outputs: a new one is a module and a line here."""

from __future__ import annotations

from publish.outputs.html import HtmlOutput
from publish.outputs.output import Output
from publish.outputs.pdf import PdfOutput

OUTPUTS: dict[str, type[Output]] = {"pdf": PdfOutput, "html": HtmlOutput}
