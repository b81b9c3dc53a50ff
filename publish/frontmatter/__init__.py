"""The block of fields above a manuscript: YAML read as strings with places, then as types."""
