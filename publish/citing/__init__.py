"""What stands between a manuscript's citations and the CSL processor."""
