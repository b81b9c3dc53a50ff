"""House styles: a chain of folders with sheets, layouts, tokens and typefaces."""
