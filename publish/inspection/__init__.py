"""A second parser's view of a finished PDF."""
