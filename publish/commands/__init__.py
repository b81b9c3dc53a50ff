"""One click command per file; `publish.cli` imports the one that is asked for."""
