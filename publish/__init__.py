"""Turn Markdown manuscripts into print-ready policy briefs."""

from publish.api import check, render
from publish.diagnostics import Diagnostic, PublishError, Severity
from publish.source import Source, Span

__all__ = ["Diagnostic", "PublishError", "Severity", "Source", "Span", "check", "render"]
