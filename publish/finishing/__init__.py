"""Repairs and additions to a PDF while it is still objects, each by a clause of its standard."""
