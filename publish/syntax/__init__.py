"""The manuscript language: one Markdown construct per file, and the list of them."""
