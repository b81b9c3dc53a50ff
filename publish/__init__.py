"""Turn Markdown manuscripts into print-ready policy briefs."""
